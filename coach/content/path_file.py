"""Changes one path of a `paths.toml` and leaves every other line of it as somebody wrote it."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

_HEADER = re.compile(r"\s*\[\[?[^\[\]]+\]?\]\s*(#.*)?")
_PLAIN = str | int | bool


class NotEditable(Exception):
    """The file is written in a way that cannot be changed safely; a person can."""


def put(text: str, path: str, row: Mapping[str, Any]) -> str:
    """The file's text with `[path.<path>]` holding exactly `row`, at its old place, else at the end.

    Remarks on lines of their own stay. The result is read again: unless it says what the old text said, but for
    this path, it is not given out.

    Raises:
        NotEditable: the text is no TOML, or holds what this editor cannot write.
    """
    wanted = tables(text)
    paths = wanted.setdefault("path", {})
    if not isinstance(paths, dict):
        raise NotEditable
    paths[path] = dict(row)
    lines = text.splitlines(keepends=True)
    start, end = _block(lines, path)
    remarks = [line for line in lines[start + 1 : end] if line.lstrip().startswith("#")]
    block = [f"[path.{path}]\n", *remarks, *(f"{key} = {toml_value(value)}\n" for key, value in row.items())]
    before = "".join(lines[:start])
    if start == end:
        before = before.rstrip("\n") + "\n\n" if before.strip() else before
    changed = before + "".join(block) + "".join(lines[end:])
    if tables(changed) != wanted:
        raise NotEditable
    return changed


def tables(text: str) -> dict[str, Any]:
    """What a text says. Raises NotEditable if it is no TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotEditable from error


def _block(lines: Sequence[str], path: str) -> tuple[int, int]:
    """First line of the path's table and the one after its last key; both past the end if it is not there."""
    header = re.compile(rf"\s*\[\s*path\s*\.\s*[\"']?{re.escape(path)}[\"']?\s*\]\s*(#.*)?")
    start = next((n for n, line in enumerate(lines) if header.fullmatch(line.rstrip())), len(lines))
    end = start + 1
    while end < len(lines) and not _HEADER.fullmatch(lines[end].rstrip()):
        end += 1
    # Blank lines and remarks right above the next table belong to that one.
    while end > start + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return start, min(end, len(lines))


def toml_value(value: object) -> str:
    """A text, a number, true or false, or a list of them, as TOML.

    Raises:
        NotEditable: it is something else.
    """
    if isinstance(value, list) and all(isinstance(part, _PLAIN) for part in value):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        # JSON's escapes are TOML's, but for the one control character that JSON lets through.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int):
        return str(value).lower()
    raise NotEditable
