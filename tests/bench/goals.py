"""Whether what was measured keeps its goals: the exit status of a bench, with a line for each that is missed."""

import sys
from collections.abc import Mapping


def verdict(rows: Mapping[str, Mapping[str, float]], goals: Mapping[str, float]) -> int:
    """0 when no figure of any row is over its goal, else 1. A figure that is not there, or -1, is not known."""
    over = [
        f"MISSED  {name}: {column} {row[column]:.2f}, goal {goal:g}\n"
        for name, row in rows.items()
        for column, goal in goals.items()
        if row.get(column, -1) > goal
    ]
    sys.stdout.write("".join(over))
    return 1 if over else 0
