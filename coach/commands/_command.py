"""What a command of `coach` says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _nothing(parser: "ArgumentParser") -> None:
    return


@dataclass(frozen=True)
class Command:
    """One command. `arguments` declares its options; `run` returns the exit status. `help` is an English msgid."""

    help: str
    run: "Callable[[Namespace], int]"
    arguments: "Callable[[ArgumentParser], None]" = _nothing
