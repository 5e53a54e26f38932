"""What a command of `coach` says of itself."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


def _nothing(parser: ArgumentParser) -> None:
    return


@dataclass(frozen=True)
class Command:
    """One command. `arguments` declares its options; `run` returns the exit status. `help` is an English msgid."""

    help: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] = _nothing
