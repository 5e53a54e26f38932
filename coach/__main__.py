"""The one command `coach`: the window by default, else a command of `coach/commands/`."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of ours becomes a sentence on stderr and exit status 1."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        # Most starts are this one, and listing the commands would add a quarter to what the window costs.
        from coach.commands import window

        return window.open_window()
    return _run(["open", *given] if given[0].startswith("coach://") else given)


def _run(given: list[str]) -> int:
    from coach import study
    from coach.domain.errors import CoachError
    from coach.words import explain

    study.speak()
    try:
        chosen = _parser().parse_args(given)
        status: int = chosen.run(chosen)
    except CoachError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return error.status
    except BrokenPipeError:
        return 1
    return status


def _parser() -> "ArgumentParser":
    from argparse import ArgumentParser

    from coach import __version__
    from coach.commands import _parser_words, commands
    from coach.words import _

    _parser_words.speak()
    parser = ArgumentParser(prog="coach", description=_("A desktop coach for responsible digital use."))
    told = _("say the version of the program")
    parser.add_argument("--version", action="version", version=f"coach {__version__}", help=told)
    choice = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for name, command in commands().items():
        one = choice.add_parser(name.replace("_", "-"), help=_(command.help), description=_(command.help))
        command.arguments(one)
        one.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
