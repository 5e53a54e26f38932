"""One worker thread: the only way off the main thread, so that no two writes ever meet."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from coach.domain.errors import CoachError

T = TypeVar("T")
log = logging.getLogger("coach")


class _Done(QObject):
    finished = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work
        self.done = _Done()

    def run(self) -> None:
        try:
            self.done.finished.emit(self.work(), None)
        except CoachError as error:
            self.done.finished.emit(None, error)
        except Exception:
            log.exception("work failed")
            self.done.finished.emit(None, CoachError())


class Worker(QObject):
    """Runs work in the order it was asked for, and answers on the main thread."""

    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(3000)
        self._jobs: list[_Job] = []

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[CoachError], None]
    ) -> None:
        """Do `work` off the main thread, then call `then` with its value or `failed` with its error on it."""
        job = _Job(work)
        job.setAutoDelete(False)

        def finished(value: Any, error: CoachError | None) -> None:
            self._jobs.remove(job)
            if not self._jobs:
                self.busy.emit(False)
            failed(error) if error else then(value)

        job.done.finished.connect(finished)
        self._jobs.append(job)
        self.busy.emit(True)
        self._pool.start(job)

    @property
    def at_work(self) -> bool:
        """Whether something is still being done."""
        return bool(self._jobs)

    def wait(self) -> None:
        """Let what was begun end, before the window goes."""
        self._pool.waitForDone()
