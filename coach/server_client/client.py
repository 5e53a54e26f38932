"""How the organisation's server is asked: one address, TLS by the system's own store, no trust in what comes back.

Only the configured address is ever asked. No redirection is followed: it would show the token to somebody else.
"""

import gzip
import json
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib import request
from urllib.parse import urlsplit

from coach.domain.errors import EnrolmentError, SyncError
from coach.words import _

LARGEST = 4_000_000
"""Bytes of an answer, unpacked."""
SILENCE = 20
"""Seconds without a byte."""
PATIENCE = 120
"""The same before rows, which may have to be sorted first: a million, by a server with other work."""
DEADLINE = 90
"""Seconds for a whole answer, however slowly it comes."""
_HERE = ("127.0.0.1", "localhost", "::1")


class LaterError(Exception):
    """It did not work now, and nobody need be told: a line for the log, and another try.

    `seconds`: the least to wait, as the server wishes; 0 without a wish.
    """

    def __init__(self, reason: str, seconds: float = 0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class RefusedError(Exception):
    """What was asked is not done, for a reason a person can mend: the name of an error class, and its facts."""

    def __init__(self, error: str, facts: Mapping[str, Any]) -> None:
        super().__init__(error)
        self.error, self.facts = error, facts


class Client:
    """The server of `url`, which has no path of its own; `token` is empty before the enrolment."""

    def __init__(self, url: str, version: str, token: str = "") -> None:
        """Nothing is asked yet.

        Raises:
            SyncError: the address is none, or is not protected by TLS.
        """
        if not is_safe(url):
            raise SyncError(place=url, reason=_("its address must begin with https://"))
        self.url, self._version, self._token = url.rstrip("/"), version, token

    def call(self, function: str, told: Mapping[str, Any]) -> tuple[date | None, Any]:
        """The server's own day, if it tells it, and the value that a function gives.

        Raises:
            LaterError: it did not work this time; whether it was done is not known.
            RefusedError: it was not done, and the reason is for a person.
            SyncError: a person has to do something first.
        """
        until = time.monotonic() + DEADLINE
        with self._asked(f"/rpc/{function}", told, "application/json") as response:
            return self._read(response, until)

    def lines(self, function: str, told: Mapping[str, Any]) -> Iterator[bytes]:
        """The rows that a function gives as CSV in UTF-8, one line at a time, names first, as fast as they are read.

        A line break inside a quoted cell ends a line too. Raises as `call` does, in the middle as well: then what
        came is not whole.
        """
        with self._asked(f"/rpc/{function}", told, "text/csv", PATIENCE) as response:
            if response.headers.get_content_type() != "text/csv":
                raise LaterError("the answer is no CSV: a captive portal?")
            if response.length is None and not response.chunked:
                raise LaterError("the answer does not say where it ends")
            yield from _lines(response)

    def content(self, path: str, most: int) -> bytes:
        """What lies at a path, as it came; LaterError if it is more than `most` bytes."""
        until = time.monotonic() + DEADLINE
        with self._asked(path, None, "*/*") as response:
            return _whole(response, until, most)

    @contextmanager
    def _asked(
        self, path: str, told: Mapping[str, Any] | None, accept: str, silence: int = SILENCE
    ) -> Iterator[HTTPResponse]:
        body = None if told is None else gzip.compress(json.dumps(told, ensure_ascii=False).encode())
        where, method = f"{self.url}{path}", "GET" if body is None else "POST"
        asked = request.Request(where, body, self._headers(accept), method=method)  # noqa: S310 - see is_safe
        try:
            with _opener().open(asked, timeout=silence) as response:
                self._heed(response)
                yield response
        except (OSError, HTTPException, ValueError) as error:
            # The system's words: a name that is not found, a refused connection, a certificate. Never what was sent.
            raise LaterError(f"{type(error).__name__}: {str(error)[:200]}") from error

    def _headers(self, accept: str) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "Coach-Client": self._version,
            "User-Agent": f"coach/{self._version}",
        }
        return headers | ({"Authorization": f"Bearer {self._token}"} if self._token else {})

    def _read(self, response: HTTPResponse, until: float) -> tuple[date | None, Any]:
        if response.headers.get_content_type() != "application/json":
            raise LaterError("the answer is no JSON: a captive portal?")
        content = _unpacked(_whole(response, until, LARGEST), response.headers.get("Content-Encoding", ""))
        try:
            return _day(response), json.loads(content)
        except (ValueError, RecursionError) as error:
            raise LaterError("the answer is no JSON") from error

    def _heed(self, response: HTTPResponse) -> None:
        status, waits = response.status, _seconds(response.headers.get("Retry-After", ""))
        if status == 200:
            return
        if status == 401 and self._token:
            raise EnrolmentError(place=self.url, reason=_("this desk is not enrolled there any more"))
        if status == 409:
            reason = _("this version of the program is too old for it; your IT department has a newer one")
            raise SyncError(place=self.url, reason=reason)
        if status in (400, 401, 403, 422) and not self._token:
            raise EnrolmentError(place=self.url, reason=not_accepted())
        if status == 403:
            raise RefusedError("NotAllowed", {})
        if status == 422:
            raise self._refusal(response)
        raise LaterError(f"status {status}", waits)

    def _refusal(self, response: HTTPResponse) -> RefusedError:
        _own_day, told = self._read(response, time.monotonic() + DEADLINE)
        if not isinstance(told, dict) or not isinstance(told.get("facts", {}), dict):
            raise LaterError("the refusal is no refusal")
        return RefusedError(str(told.get("error", "")), told.get("facts", {}))


def is_safe(url: str) -> bool:
    """Whether an address may be asked: TLS, a host and nothing after it; without TLS this computer alone."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "http" and parts.hostname in _HERE
        port = parts.port
    except ValueError:
        return False
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    return (parts.scheme == "https" or plain) and bool(parts.hostname) and bare and port != 0


def not_accepted() -> str:
    """Why an enrolment did not work."""
    return _("the code is not accepted: it may be mistyped, used already or too old")


def _opener() -> request.OpenerDirector:
    """Through the system's proxy. Built by hand: the usual one follows redirections, and reads files and FTP too."""
    import ssl

    import truststore

    opener = request.OpenerDirector()
    opener.add_handler(request.ProxyHandler())
    opener.add_handler(request.HTTPHandler())
    opener.add_handler(request.HTTPSHandler(context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)))
    return opener


def _whole(response: HTTPResponse, until: float, most: int) -> bytes:
    """The answer as it came; one that is endless or drips is left."""
    found = bytearray()
    while part := response.read1(65536):
        found += part
        if len(found) > most or time.monotonic() > until:
            raise LaterError("the answer is too long or too slow")
    if response.length:
        raise LaterError("the answer ends too early")
    return bytes(found)


def _lines(response: HTTPResponse) -> Iterator[bytes]:
    """The lines as they come, in blocks: one by one, http.client would read the line's end letter by letter."""
    rest = b""
    while part := response.read1(65536):
        *whole, rest = (rest + part).split(b"\n")
        if len(rest) > LARGEST:
            raise LaterError("a line of the answer is too long")
        for line in whole:
            yield line + b"\n"
    if response.length:
        raise LaterError("the answer ends too early")
    if rest:
        yield rest


def _unpacked(content: bytes, coding: str) -> bytes:
    if coding.lower() != "gzip":
        return content
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        whole = unpacking.decompress(content, LARGEST + 1)
    except zlib.error as error:
        raise LaterError("the answer is no gzip") from error
    if len(whole) > LARGEST or not unpacking.eof:
        raise LaterError("the answer is too long, or not whole")
    return whole


def _day(response: HTTPResponse) -> date | None:
    try:
        return parsedate_to_datetime(response.headers.get("Date", "")).astimezone().date()
    except (ValueError, TypeError, OverflowError):
        return None


def _seconds(text: str) -> float:
    """The patience a server asks for, an hour at most: longer, it could silence a desk for ever."""
    return min(float(text), 3600) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
