"""Network folders are known by their mount, and what SQLite or the system says becomes an error of ours."""

import errno
import sqlite3
from pathlib import Path

import pytest

from coach.domain.errors import DamagedFile, DiskFull, NetworkFolder, ReadOnlyFolder, StorageError
from coach.store import disk

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
//server/homes /home/camille/Mes\040documents cifs rw 0 0
server:/srv /srv/shared nfs4 rw 0 0
/dev/sdb1 /srv/shared/local ext4 rw 0 0
auto /net autofs rw 0 0
server:/net /net nfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/camille", "ext4"),
        ("/home/camille/Mes documents", "cifs"),
        ("/home/camille/Mes documents/coach", "cifs"),
        ("/home/camille/Mes documents bis", "ext4"),
        ("/srv/shared", "nfs4"),
        ("/srv/shared/local/coach", "ext4"),
        ("/net", "nfs"),
        ("/run/user/1000/gvfs/smb-share:server=nas", "fuse.gvfsd-fuse"),
        ("/", "ext4"),
    ],
)
def test_the_mount_that_holds_a_folder(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.lstrip(), "utf-8")
    assert disk.mounted_as(folder, str(mounts)) == kind
    if kind == "ext4":
        disk.refuse_network(folder, str(mounts))
    else:
        with pytest.raises(NetworkFolder):
            disk.refuse_network(folder, str(mounts))


@pytest.mark.parametrize("folder", [r"\\server\share\coach", "//server/share"])
def test_a_share_is_known_by_its_name(folder: str) -> None:
    with pytest.raises(NetworkFolder):
        disk.refuse_network(folder)


def test_a_system_that_tells_no_mounts_refuses_nothing(tmp_path: Path) -> None:
    disk.refuse_network("/srv", str(tmp_path / "none"))


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), DiskFull),
        # Met on a disk with no room for the index of the write-ahead log.
        (sqlite_error(sqlite3.SQLITE_IOERR_SHMSIZE), DiskFull),
        (sqlite_error(sqlite3.SQLITE_NOTADB), DamagedFile),
        (sqlite_error(sqlite3.SQLITE_CORRUPT_INDEX), DamagedFile),
        (sqlite_error(sqlite3.SQLITE_READONLY_DBMOVED), ReadOnlyFolder),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN), ReadOnlyFolder),
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
        (PermissionError(errno.EACCES, "Permission denied"), ReadOnlyFolder),
        (OSError(errno.EROFS, "Read-only file system"), ReadOnlyFolder),
        (sqlite_error(sqlite3.SQLITE_BUSY), StorageError),
        (OSError(errno.EIO, "Input/output error"), StorageError),
    ],
)
def test_what_was_said_becomes_an_error_of_ours(error: Exception, ours: type[StorageError]) -> None:
    assert type(disk.as_storage_error(error, "records.db")) is ours


def test_an_unknown_complaint_is_repeated() -> None:
    assert str(disk.as_storage_error(sqlite_error(sqlite3.SQLITE_BUSY), "records.db")) == (
        "The records in records.db cannot be used: as SQLite says it"
    )
