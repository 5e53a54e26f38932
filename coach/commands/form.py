"""`coach form [NAME] [--to FILE]`: the forms that lessons name, and a copy of one to fill in."""

import sys
from argparse import ArgumentParser, Namespace

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """Which form, and where to."""
    parser.add_argument(
        "name", nargs="?", metavar=_("NAME"), help=_("a form's id or title; without it, all are listed")
    )
    told = _("the file to write; by default one of the form's title, in this folder")
    parser.add_argument("--to", metavar=_("FILE"), help=told)


def run(chosen: Namespace) -> int:
    """List the forms, or copy one; a file that is there is left as it is."""
    import os

    from coach import study
    from coach.study import forms

    shelf = study.me().library
    if not chosen.name:
        for form in forms.forms(shelf).values():
            sys.stdout.write(f"{form.id}: {form.title} ({form.file.suffix[1:]})\n")
        return 0
    form = forms.find(shelf, chosen.name)
    file = forms.copy_to(form, chosen.to) if chosen.to else forms.copy(form, os.getcwd())
    sys.stdout.write(f"{file}\n")
    return 0


COMMAND = Command(N_("Copy a form that a lesson names, to fill it in."), run, arguments)
