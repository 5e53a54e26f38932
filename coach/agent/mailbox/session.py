"""What is said to a mail server: log in, find two folders, look at new structures, wait. Nothing else, ever."""

import base64
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from coach.agent.mailbox.folders import DRAFTS, SENT, Listed, chosen, listed
from coach.agent.mailbox.structure import NonsenseError, after, largest, read
from coach.agent.mailbox.wire import LostError, Wire

PATIENCE = 60.0
_ANSWERS, _OCTETS = 2000, 1024 * 1024
_IDLE_LINES = 500
# Codes that say nothing against login or password (RFC 5530).
_TEMPORARY = re.compile(rb"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\b", re.IGNORECASE)
_FOLDERS = 100
_ENDLESS = "The server talks without an end."
_UNNUMBERED = "The server does not number its messages."
_EXISTS = re.compile(rb"\* (\d{1,10}) (EXISTS|EXPUNGE)\Z", re.IGNORECASE)
_CODE = re.compile(rb"\[(UIDNEXT|UIDVALIDITY) (\d{1,10})\]", re.IGNORECASE)
# A folder may be called anything, so the list is the one at the end.
_STATUS = re.compile(rb"\* STATUS (.+) \([^()]*UIDNEXT (\d{1,10})[^()]*\) ?\Z", re.IGNORECASE | re.DOTALL)
_CAN = re.compile(rb"\* (?:OK \[)?CAPABILITY ([^\]]*)", re.IGNORECASE)
_FETCH = re.compile(rb"\* \d{1,10} FETCH (\(.*\))\Z", re.IGNORECASE | re.DOTALL)


class RefusedError(LostError):
    """The server does not let this person in."""


@dataclass(frozen=True)
class Place:
    """Up to where a folder has been seen: it holds as long as `validity` stays, which is 0 until it is known."""

    validity: int
    next: int


class Session:
    """A server that has greeted. Methods raise LostError when it answers nonsense, too much, too late or not."""

    def __init__(self, wire: Wire) -> None:
        """Hear the greeting and ask what the server can do."""
        self.wire = wire
        # What the server told of the open folder without being asked: new messages, and that some have gone.
        self.fresh = 0
        self.gone = False
        self._exists = 0
        self._count = 0
        self._can: frozenset[bytes] = frozenset()
        self._next: dict[bytes, int] = {}
        greeting = wire.response(time.monotonic() + PATIENCE)
        if not greeting.upper().startswith(b"* OK"):
            raise LostError("The server does not greet as a mail server does.")
        self._hear(greeting)

    def can(self, ability: bytes) -> bool:
        """Whether the server has an ability; asked only if it did not tell unasked, as most do."""
        if not self._can:
            self._ask(b"CAPABILITY")
        return ability in self._can

    def log_in(self, login: str, secret: str, *, token: bool) -> None:
        """Log in by password, or by an OAuth token (XOAUTH2).

        Raises:
            RefusedError: not with these.
        """
        self.can(b"SASL-IR")
        before = self._can
        try:
            if token:
                self._authenticate(b"XOAUTH2", f"user={login}\1auth=Bearer {secret}\1\1".encode())
            elif self.can(b"AUTH=PLAIN"):
                self._authenticate(b"PLAIN", f"\0{login}\0{secret}".encode())
            else:
                name, word = login.encode(), secret.encode()
                self._ask(b"LOGIN {%d}" % len(name), go_on=(name + b" {%d}" % len(word), word))
        except _NoError as error:
            if _TEMPORARY.match(error.told):
                raise LostError("The server cannot let anybody in at the moment.") from error
            raise RefusedError("The server refuses the login or the password.") from error
        if self._can is before:
            # Many can more once somebody has logged in; those that do not say so by themselves are asked.
            self._can = frozenset()

    def folders(self) -> tuple[bytes | None, bytes | None]:
        """Drafts and Sent, as the server writes their names; None where there is none."""
        told: list[Listed] = []

        def heard(line: bytes) -> None:
            if found := listed(line):
                told.append(found)

        if self.can(b"SPECIAL-USE"):
            more = b" RETURN (STATUS (UIDNEXT))" if self.can(b"LIST-STATUS") else b""
            self._ask(b'LIST (SPECIAL-USE) "" *' + more, heard)
        if not told:
            # Some say that they know what a folder is for, and name none.
            self._ask(b'LIST "" *', heard)
        return chosen(told, DRAFTS), chosen(told, SENT)

    def examine(self, folder: bytes) -> Place:
        """Open a folder without being able to change anything in it."""
        codes: dict[bytes, int] = {}

        def opened(line: bytes) -> None:
            codes.update({name.upper(): int(number) for name, number in _CODE.findall(line)})

        self._exists = 0
        self._ask(b"EXAMINE " + folder, opened)
        self.fresh, self.gone = 0, False
        return _place(codes)

    def next_in(self, folder: bytes) -> int:
        """The number that the next message of a folder will get, one that is not open."""
        if folder not in self._next:
            self._ask(b"STATUS " + folder + b" (UIDNEXT)")
        try:
            return self._next.pop(folder)
        except KeyError as error:
            raise LostError(_UNNUMBERED) from error

    def heaviest(self, first: int, last: int | None) -> tuple[int, int]:
        """Of the messages of the open folder from UID `first` on, the highest UID and the largest attachment.

        Only their structure is asked for. The size is in octets, decoded; 0 without an attachment.
        """
        highest = size = 0

        def structure(line: bytes) -> None:
            nonlocal highest, size
            if found := _FETCH.match(line):
                uid, octets = _weighed(found[1])
                # “first:*” names the last message even if there is none from `first` on.
                if uid >= first:
                    highest, size = max(highest, uid), max(size, octets)

        end = b"*" if last is None else b"%d" % last
        self._ask(b"UID FETCH %d:%s BODYSTRUCTURE" % (first, end), structure)
        return highest, size

    def idle(self, seconds: float) -> None:
        """Wait until the open folder changes, or so long (IDLE, RFC 2177)."""
        self._open_idle()
        until, lines = time.monotonic() + seconds, 0
        while not self.fresh and not self.gone and self.wire.waits(until):
            self._hear(self.wire.response(time.monotonic() + PATIENCE))
            lines += 1
            if lines > _IDLE_LINES:
                raise LostError(_ENDLESS)
        self._send(b"DONE")
        self._answers()

    def poll(self) -> None:
        """Ask whether the open folder has changed, where the server cannot be waited for."""
        self._ask(b"NOOP")

    def close(self) -> None:
        """Hang up. Without a good-bye: a server must bear that at any moment."""
        self.wire.close()

    def _open_idle(self) -> None:
        self._count += 1
        self._send(b"%d IDLE" % self._count)
        until = time.monotonic() + PATIENCE
        for _ in range(_IDLE_LINES):
            line = self.wire.response(until)
            if line.startswith(b"+"):
                return
            if not line.startswith(b"*"):
                raise LostError("The server refuses to wait.")
            self._hear(line)
        raise LostError(_ENDLESS)

    def _authenticate(self, mechanism: bytes, response: bytes) -> None:
        said = base64.b64encode(response)
        if self.can(b"SASL-IR"):
            self._ask(b"AUTHENTICATE " + mechanism + b" " + said)
        else:
            self._ask(b"AUTHENTICATE " + mechanism, go_on=(said,))

    def _ask(
        self, command: bytes, hear: Callable[[bytes], None] | None = None, go_on: tuple[bytes, ...] = ()
    ) -> None:
        """Say a command and hear its answers; `go_on` holds what to say when the server asks for more."""
        self._count += 1
        self._send(b"%d %s" % (self._count, command))
        self._answers(hear, list(go_on))

    def _answers(self, hear: Callable[[bytes], None] | None = None, go_on: list[bytes] | None = None) -> None:
        """Hear answers up to the one that ends the command."""
        until, octets, end = time.monotonic() + PATIENCE, 0, b"%d " % self._count
        for _ in range(_ANSWERS):
            line = self.wire.response(until)
            octets += len(line)
            if octets > _OCTETS:
                break
            if line.startswith(end):
                _check(line[len(end) :])
                self._hear(b"* " + line[len(end) :])
                return
            if line.startswith(b"+"):
                # Asked for more than we have to say, XOAUTH2 wants an empty line before it refuses.
                self._send(go_on.pop(0) if go_on else b"")
            else:
                self._hear(line)
                if hear is not None:
                    hear(line)
        raise LostError(_ENDLESS)

    def _hear(self, line: bytes) -> None:
        """What a server may say at any time."""
        if line[:5].upper() == b"* BYE":
            raise LostError("The server has said good-bye.")
        if found := _CAN.match(line):
            self._can = frozenset(found[1].upper().split())
        elif (found := _STATUS.match(line)) and len(self._next) < _FOLDERS:
            self._next[found[1]] = int(found[2])
        elif found := _EXISTS.match(line):
            number, what = int(found[1]), found[2].upper()
            if what == b"EXISTS":
                self.fresh += max(0, number - self._exists)
                self._exists = number
            else:
                self._exists, self.gone = max(0, self._exists - 1), True

    def _send(self, line: bytes) -> None:
        self.wire.send(line + b"\r\n", time.monotonic() + PATIENCE)


class _NoError(LostError):
    """The server understood, and does not do it; `told` is its reason."""

    def __init__(self, told: bytes) -> None:
        super().__init__("The server refuses.")
        self.told = told


def _check(end: bytes) -> None:
    word = end[:3].upper()
    if word.startswith(b"NO"):
        raise _NoError(end[3:])
    if not word.startswith(b"OK"):
        raise LostError("The server does not understand.")


def _weighed(row: bytes) -> tuple[int, int]:
    """UID and largest attachment of one fetched message; 0 and 0 if it tells something else, as of a flag."""
    try:
        (told,) = read(row)
        if isinstance(told, list):
            uid, tree = after(told, "uid"), after(told, "bodystructure")
            if isinstance(uid, int) and isinstance(tree, list):
                return uid, largest(tree)
    except (NonsenseError, ValueError) as error:
        raise LostError("The server tells a structure that makes no sense.") from error
    return 0, 0


def _place(codes: dict[bytes, int]) -> Place:
    try:
        return Place(codes[b"UIDVALIDITY"], codes[b"UIDNEXT"])
    except KeyError as error:
        raise LostError(_UNNUMBERED) from error
