"""`python -m tests.bench [name]`: every bench one after the other, or one by name."""

import runpy
import sys
from pathlib import Path

NOT_BENCHES = {"__init__", "__main__", "first_frame", "goals", "simulated"}


def main() -> int:
    """Run what is named, or all; returns 1 when a goal was missed, 2 for an unknown name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in NOT_BENCHES)
    wanted = sys.argv[1:2] or names
    if not set(wanted) <= set(names):
        sys.stderr.write(f"no such bench; there are: {', '.join(names)}\n")
        return 2
    status = 0
    for name in wanted:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        sys.argv = [name]
        try:
            runpy.run_module(f"tests.bench.{name}", run_name="__main__")
        except SystemExit as end:
            # The others are worth knowing too.
            status = 1 if end.code else status
    return status


if __name__ == "__main__":
    sys.exit(main())
