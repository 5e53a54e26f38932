"""The words of Python's own parser of commands, in the person's language."""

import argparse

from coach import words
from coach.domain.text import N_, counted

_TOLD = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
)
_COUNTED = (counted("expected %s argument", "expected %s arguments"),)


def speak() -> None:
    """Let the parser ask our catalogue: it has no other door to the language than these two names."""
    for name in ("_", "ngettext"):
        setattr(argparse, name, getattr(words, name))
