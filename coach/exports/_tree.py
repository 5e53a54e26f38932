"""Values that JSON can hold, as lines of two columns that a spreadsheet opens: where, and what."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.exports._guard import guarded


def flat(tree: Mapping[str, Any]) -> str:
    """CSV with the headings `where` and `what`; `where` is a path such as `records/answers/1/score`."""
    out = io.StringIO(newline="")
    # The mark without which a French Excel opens UTF-8 as Windows-1252.
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("where", "what"))
    writer.writerows((guarded(where), guarded(what)) for where, what in _leaves("", tree))
    return out.getvalue()


def _leaves(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        parts = [(str(name), part) for name, part in value.items()]
    elif isinstance(value, Sequence) and not isinstance(value, str):
        parts = [(str(place), part) for place, part in enumerate(value, 1)]
    else:
        yield where, "" if value is None else str(value)
        return
    for name, part in parts:
        yield from _leaves(f"{where}/{name}" if where else name, part)
