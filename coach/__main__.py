"""The one command `coach`: the window by default, else a command of `coach/commands/`."""

import argparse
import sys

from coach import __version__
from coach.commands import commands
from coach.domain.errors import CoachError
from coach.words import _, explain


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error of ours becomes a sentence on stderr and exit status 1."""
    from coach import study

    study.speak()
    try:
        chosen = _parser().parse_args(_default(sys.argv[1:] if arguments is None else arguments))
        status: int = chosen.run(chosen)
    except CoachError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return 1
    except BrokenPipeError:
        return 1
    return status


def _default(arguments: list[str]) -> list[str]:
    if not arguments:
        return ["window"]
    return ["open", *arguments] if arguments[0].startswith("coach://") else arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coach", description=_("A desktop coach for responsible digital use.")
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    choice = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for name, command in commands().items():
        one = choice.add_parser(name.replace("_", "-"), help=_(command.help), description=_(command.help))
        command.arguments(one)
        one.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
