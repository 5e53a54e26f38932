"""The commands of `coach`, one file each, found like every plug-in."""

from coach.commands._command import Command
from coach.registry import load

__all__ = ["Command", "commands"]


def commands() -> dict[str, Command]:
    """Every command by name. Command files import their room inside `run`, so that listing them costs nothing."""
    # `import_`: a module cannot bear the name of a keyword.
    found = load("coach.commands", "COMMAND", Command)
    return {name.rstrip("_"): command for name, command in found.items()}
