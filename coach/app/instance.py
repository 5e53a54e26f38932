"""One window a desk: a lock, and a file by which a second start asks the first one to open something."""

import json
import os

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from coach.domain.errors import DiskFull, ReadOnlyFolder, StorageError, refused


class Instance(QObject):
    """Whether this process has the window. `asked` gives the link a second start wants to open, or nothing.

    Where the folder takes no lock file the window opens all the same, and `trouble` says why.
    """

    asked = Signal(str)

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.trouble: StorageError | None = None
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            self.trouble = refused(error, folder)
        self._file = os.path.join(folder, "open.json")
        self._lock = QLockFile(os.path.join(folder, "window.lock"))
        self._lock.setStaleLockTime(0)
        self.first = self._lock.tryLock(100) or self._lock.error() != QLockFile.LockError.LockFailedError
        if self.first and not self._lock.isLocked() and self.trouble is None:
            denied = self._lock.error() == QLockFile.LockError.PermissionError
            # Qt has no other word for a disk that is full.
            self.trouble = ReadOnlyFolder(file=folder) if denied else DiskFull(file=folder)
        self._watcher: QFileSystemWatcher | None = None

    def ask(self, link: str) -> None:
        """Ask the running window to open a link, or to come to the front."""
        fresh = f"{self._file}.{os.getpid()}"
        with open(fresh, "w", encoding="utf-8") as file:
            json.dump({"open": link, "from": os.getpid()}, file)
        os.replace(fresh, self._file)

    def listen(self) -> None:
        """Watch for requests; the system wakes us, no timer runs."""
        if self.trouble is not None:
            return
        self._forget()
        self._watcher = QFileSystemWatcher([os.path.dirname(self._file)], self)
        self._watcher.directoryChanged.connect(self._changed)

    def _changed(self, _folder: str) -> None:
        try:
            with open(self._file, "rb") as file:
                raw = file.read(4096)
        except OSError:
            return
        self._forget()
        try:
            link = json.loads(raw).get("open", "")
        except (ValueError, AttributeError):
            return
        if isinstance(link, str):
            self.asked.emit(link)

    def _forget(self) -> None:
        try:
            os.remove(self._file)
        except OSError:
            return

    def release(self) -> None:
        """Let another window start."""
        self._lock.unlock()
