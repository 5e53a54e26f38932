"""Folders that can hold a database, and SQLite's own errors turned into ours."""

import errno
import os
import sqlite3
import sys

from coach import places
from coach.domain.errors import DamagedFile, DiskFull, NetworkFolder, ReadOnlyFolder, StorageError

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "fuse.sshfs", "davfs", "fuse.davfs2"}
)


def refuse_network(folder: str) -> None:
    """Refuse a folder on a network share: SQLite's write-ahead log needs shared memory of one machine.

    Raises:
        NetworkFolder: it is one; the error names a local folder.
    """
    if _on_network(folder):
        raise NetworkFolder(folder=folder, local=os.path.join(places.local(), "records"))


def _on_network(folder: str) -> bool:
    if folder.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        return bool(
            ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(folder)[0] + "\\") == drive_remote
        )
    return _mounted_as(os.path.realpath(folder)) in _NETWORK


def _mounted_as(folder: str, mounts: str = "/proc/self/mounts") -> str:
    """File system type of the mount that holds a folder; empty where the system does not tell."""
    try:
        with open(mounts, encoding="utf-8") as file:
            rows = [line.split() for line in file]
    except OSError:
        return ""
    best, kind = "", ""
    for row in rows:
        point = row[1].replace("\\040", " ")
        if (folder + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, row[2]
    return kind


def as_storage_error(error: BaseException, file: str) -> StorageError:
    """The error that tells a person what SQLite or the system complained about."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    number = getattr(error, "errno", None)
    if code == sqlite3.SQLITE_FULL or number == errno.ENOSPC:
        return DiskFull(file=file)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedFile(file=file)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ReadOnlyFolder(file=file)
    if number in (errno.EACCES, errno.EROFS, errno.EPERM):
        return ReadOnlyFolder(file=file)
    return StorageError(file=file, reason=error)
