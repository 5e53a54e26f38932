"""Folders that can hold a database, and SQLite's own errors turned into ours."""

import os
import sqlite3
import sys

from coach import places
from coach.domain.errors import DamagedFile, DiskFull, NetworkFolder, ReadOnlyFolder, StorageError, refused

MOUNTS = "/proc/self/mounts"
_NETWORK = frozenset(
    "nfs nfs4 cifs smb2 smb3 smbfs ncpfs afs ceph davfs fuse.sshfs fuse.davfs2 fuse.gvfsd-fuse fuse.rclone"
    " fuse.glusterfs".split()
)


def refuse_network(folder: str, mounts: str = MOUNTS) -> None:
    """Refuse a folder on a network share: SQLite's write-ahead log needs shared memory of one machine.

    Raises:
        NetworkFolder: it is one; the error names a local folder.
    """
    if _on_network(folder, mounts):
        raise NetworkFolder(folder=folder, local=os.path.join(places.local(), "records"))


def _on_network(folder: str, mounts: str) -> bool:
    if folder.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        return bool(
            ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(folder)[0] + "\\") == drive_remote
        )
    return mounted_as(os.path.realpath(folder), mounts) in _NETWORK


def mounted_as(folder: str, mounts: str = MOUNTS) -> str:
    """File system of the mount that holds a folder, from the system's table; empty where there is none."""
    try:
        with open(mounts, encoding="utf-8", errors="surrogateescape") as file:
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
    if isinstance(error, OSError):
        return refused(error, file)
    detail = getattr(error, "sqlite_errorcode", 0)
    code = detail & 0xFF
    # A full disk cannot hold the index of the write-ahead log either, and SQLite calls that an I/O error.
    if code == sqlite3.SQLITE_FULL or detail == sqlite3.SQLITE_IOERR_SHMSIZE:
        return DiskFull(file=file)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedFile(file=file)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ReadOnlyFolder(file=file)
    return StorageError(file=file, reason=error)
