"""Session files as Firefox writes them, and a home folder that holds them."""

import json
import os
import time
from pathlib import Path

SECRET = "https://intranet.example/dossier"


def length(rest: int) -> bytes:
    """A length beyond 15, as the format writes it."""
    return b"\xff" * (rest // 255) + bytes([rest % 255])


def literal(text: bytes) -> bytes:
    """A block that says a text as it is."""
    return bytes([min(len(text), 15) << 4]) + (length(len(text) - 15) if len(text) >= 15 else b"") + text


def windows(*counts: int) -> bytes:
    """A session of windows with so many tabs, and some that were closed."""
    tab = {"entries": [{"url": SECRET}]}
    opened = [{"tabs": [tab] * count, "_closedTabs": [tab] * 9} for count in counts]
    return json.dumps({"windows": opened, "_closedWindows": [{"tabs": [tab] * 7}]}).encode()


def packed(text: bytes, size: int | None = None) -> bytes:
    """A file as Firefox writes it; `size` is what it declares."""
    return b"mozLz40\0" + (len(text) if size is None else size).to_bytes(4, "little") + literal(text)


class Profiles:
    """The person's home folder, with profiles of Firefox."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def put(self, content: bytes, place: str = ".mozilla/firefox", name: str = "a", age: float = 0.0) -> Path:
        """A profile whose session file was changed so many seconds ago."""
        folder = self.home / place
        profile = folder / name
        folder.mkdir(parents=True, exist_ok=True)
        (profile / "sessionstore-backups").mkdir(parents=True)
        with (folder / "profiles.ini").open("a") as file:
            file.write(f"[Profile]\nName=x\nIsRelative={int(not name.startswith('/'))}\nPath={name}\n")
        (profile / ".parentlock").touch()
        file_ = profile / "sessionstore-backups" / "recovery.jsonlz4"
        file_.write_bytes(content)
        os.utime(file_, (time.time() - age,) * 2)
        return profile
