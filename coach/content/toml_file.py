"""TOML files read with the line of each key, so that a fault can be found."""

import re
import tomllib
from pathlib import Path
from typing import Any

from coach.content.faults import Fault
from coach.words import _


class TomlFile:
    """A TOML file: `values`, and the faults met while reading it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self._lines: list[str] = []
        self._read()

    def _read(self) -> None:
        try:
            text = self.path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.faults.append(Fault(self.path, 0, _("the file is missing")))
            return
        except UnicodeDecodeError as error:
            line = self.path.read_bytes()[: error.start].count(b"\n") + 1
            self.faults.append(Fault(self.path, line, _("the file is not written in UTF-8")))
            return
        self._lines = text.splitlines()
        try:
            self.values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else len(self._lines)
            self.faults.append(
                Fault(self.path, line, _("this is not valid TOML: {error}").format(error=error))
            )

    def line(self, key: str, table: int | None = None) -> int:
        """Line of a key in the n-th `[[question]]`, or before the first table if that is None; else its header."""
        inside = -1
        header = 1
        for number, text in enumerate(self._lines, 1):
            if text.lstrip().startswith("[["):
                inside += 1
                header = number if inside == table else header
            elif re.match(rf"\s*{re.escape(key)}\s*=", text) and inside == (-1 if table is None else table):
                return number
        return header

    def header(self, name: str) -> int:
        """Line of the table `[name]`, or 0."""
        return next((n for n, text in enumerate(self._lines, 1) if text.strip() == f"[{name}]"), 0)

    def fault(self, sentence: str, key: str = "", table: int | None = None) -> None:
        """Note a fault at a key's line."""
        self.faults.append(Fault(self.path, self.line(key, table), sentence))
