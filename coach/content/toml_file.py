"""TOML files read with the line of each key, so that a fault can be found."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.content.faults import Fault
from coach.words import _

_HEADER = re.compile(r"\s*\[\[?([\w.-]+)\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


class TomlFile:
    """A TOML file: `values`, and the faults met while reading it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self._text = ""
        self._read()

    def _read(self) -> None:
        try:
            self._text = read_text(self.path)
        except OSError:
            self.faults.append(Fault(self.path, 0, _("the file is missing")))
            return
        except UnicodeDecodeError as error:
            self.faults.append(Fault(self.path, line_of(error), _("the file is not written in UTF-8")))
            return
        try:
            self.values = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else self._text.count("\n") + 1
            self.faults.append(
                Fault(self.path, line, _("this is not valid TOML: {error}").format(error=error))
            )

    @cached_property
    def _places(self) -> dict[tuple[str, int, str], int]:
        """Line of each key by table, number of the table among those of its name, and key; "" is the header."""
        places: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        table, n = "", 0
        for line, text in enumerate(self._text.splitlines(), 1):
            if header := _HEADER.fullmatch(text):
                table = header[1]
                n = counts[table] = counts.get(table, -1) + 1
                places[table, n, ""] = line
            elif key := _KEY.match(text):
                places.setdefault((table, n, key[1]), line)
        return places

    def line(self, key: str = "", table: str = "", n: int = 0) -> int:
        """Line of a key in the n-th table of a name, else of that table's header, else 1."""
        return self._places.get((table, n, key)) or self._places.get((table, n, "")) or 1

    def fault(self, sentence: str, key: str = "", table: str = "", n: int = 0) -> None:
        """Note a fault at a key's line."""
        self.faults.append(Fault(self.path, self.line(key, table, n), sentence))


def read_text(path: Path) -> str:
    """A file's text; the byte order mark that some editors write is no part of it."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def line_of(error: UnicodeDecodeError) -> int:
    """Line of the byte that is no UTF-8."""
    return error.object[: error.start].count(b"\n") + 1
