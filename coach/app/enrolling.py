"""Makes this desk known to the organisation's server, by a process beside the window.

The window loads neither cryptography nor the keyring. The code goes by standard input: a command line could be read
by whoever shares the computer.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from coach.app.child import coach

Told = Callable[[str, str], None]
"""The staff number of whose desk it is now, empty if it did not work, and the sentences that say so."""


class Enrolling(QObject):
    """One enrolment at a time; `told` is called at its end, on the main thread."""

    def __init__(self, parent: QObject, told: Told) -> None:
        super().__init__(parent)
        self._told = told
        self._child = QProcess(self)
        self._child.finished.connect(self._ended)
        self._child.errorOccurred.connect(self._failed)

    @property
    def at_work(self) -> bool:
        """Whether one is going on."""
        return self._child.state() != QProcess.ProcessState.NotRunning

    def start(self, code: str) -> None:
        """Use a code, unless another one is being used."""
        if self.at_work:
            return
        program, *given = coach("sync", "enrol", "-")
        self._child.start(program, given)
        self._child.write(f"{code}\n".encode())
        self._child.closeWriteChannel()

    def leave(self) -> None:
        """The window closes: what the server has answered is kept first, for a code works once."""
        self._child.finished.disconnect(self._ended)
        self._child.errorOccurred.disconnect(self._failed)
        if self.at_work and not self._child.waitForFinished(10_000):
            self._child.kill()
            self._child.waitForFinished(1000)

    def _ended(self, status: int) -> None:
        out, errors = self._child.readAllStandardOutput(), self._child.readAllStandardError()
        said = bytes(out.data()) + bytes(errors.data())
        words = said.decode("utf-8", "replace").strip()
        number, _end, sentences = words.partition("\n") if status == 0 else ("", "", words)
        self._told(number.strip(), sentences)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._told("", "")
