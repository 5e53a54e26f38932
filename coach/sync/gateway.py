"""The way to the organisation's server: one address, TLS by the system's own store, and no trust in what comes back.

Only the configured address is ever asked. No redirection is followed: it would show the token to somebody else.
"""

import gzip
import json
import ssl
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any, TypeVar
from urllib import request
from urllib.parse import urlsplit

from coach.content.pack import LARGEST as LARGEST_PACK
from coach.domain.errors import SyncError
from coach.store.outbox import Stored
from coach.sync import answers
from coach.sync.answers import Enrolled, NonsenseError
from coach.sync.desk import LaterError, Reply
from coach.words import _

T = TypeVar("T")
LARGEST = 4_000_000
"""Bytes of an answer, unpacked."""
SILENCE = 20
"""Seconds without a byte."""
DEADLINE = 90
"""Seconds for a whole answer, however slowly it comes."""
_HERE = ("127.0.0.1", "localhost", "::1")


class Gateway:
    """The server of `url`, which has no path of its own; `token` is empty before the enrolment."""

    def __init__(self, url: str, client: str, token: str = "") -> None:
        """Nothing is asked yet.

        Raises:
            SyncError: the address is none, or is not protected by TLS.
        """
        if not is_safe(url):
            raise SyncError(place=url, reason=_("its address must begin with https://"))
        self._url, self._client, self._token = url.rstrip("/"), client, token

    def enrol(self, code: str, public_key: str) -> Enrolled:
        """Become a device of the person the code was made for; an empty code asks who the proxy says I am.

        Raises:
            LaterError: it did not work this time.
            SyncError: the code is not accepted.
        """
        told = {"code": code, "public_key": public_key, "client": self._client}
        _day, value = self._post("/rpc/enrol", told)
        if value is None:
            raise SyncError(place=self._url, reason=_not_accepted())
        try:
            return answers.enrolled(value)
        except NonsenseError as error:
            raise LaterError(f"nonsense: {error}") from error

    def sync(self, batches: Sequence[Stored], cursor: str | None) -> Reply:
        """Send batches and ask what changed; see `desk.Door`."""
        told = {
            "batches": [{"body": one.body, "signature": one.signature} for one in batches],
            "cursor": json.loads(cursor) if cursor else None,
        }
        day, value = self._post("/rpc/sync", told)
        try:
            return Reply(answers.exchanged(value, len(batches)), day)
        except NonsenseError as error:
            raise LaterError(f"nonsense: {error}") from error

    def content(self, digest: str) -> bytes:
        """A pack of lessons by its hash, as it came: nothing of it has been looked at.

        Raises:
            LaterError: it did not work this time.
            SyncError: a person has to do something first.
        """
        return self._asked(f"/content/{digest}", None, self._pack)

    def _post(self, path: str, told: Mapping[str, Any]) -> tuple[date | None, Any]:
        return self._asked(path, gzip.compress(json.dumps(told, ensure_ascii=False).encode()), self._read)

    def _asked(self, path: str, body: bytes | None, read: Callable[[HTTPResponse, float], T]) -> T:
        where, method = f"{self._url}{path}", "GET" if body is None else "POST"
        asked = request.Request(where, body, self._headers(), method=method)  # noqa: S310 - see is_safe
        until = time.monotonic() + DEADLINE
        try:
            with _opener().open(asked, timeout=SILENCE) as response:
                return read(response, until)
        except (OSError, HTTPException, ValueError) as error:
            # The system's words: a name that is not found, a refused connection, a certificate. Never what was sent.
            raise LaterError(f"{type(error).__name__}: {str(error)[:200]}") from error

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Coach-Client": self._client,
            "User-Agent": f"coach/{self._client}",
        }
        return headers | ({"Authorization": f"Bearer {self._token}"} if self._token else {})

    def _read(self, response: HTTPResponse, until: float) -> tuple[date | None, Any]:
        self._heed(response)
        if response.headers.get_content_type() != "application/json":
            raise LaterError("the answer is no JSON: a captive portal?")
        content = _unpacked(_whole(response, until, LARGEST), response.headers.get("Content-Encoding", ""))
        try:
            return _day(response), json.loads(content)
        except (ValueError, RecursionError) as error:
            raise LaterError("the answer is no JSON") from error

    def _pack(self, response: HTTPResponse, until: float) -> bytes:
        self._heed(response)
        return _whole(response, until, LARGEST_PACK)

    def _heed(self, response: HTTPResponse) -> None:
        status, waits = response.status, _seconds(response.headers.get("Retry-After", ""))
        if status == 200:
            return
        if status == 401 and self._token:
            reason = _("this desk is not enrolled there any more; “coach sync enrol” takes a new code")
            raise SyncError(place=self._url, reason=reason)
        if status == 409:
            reason = _("this version of the program is too old for it; your IT department has a newer one")
            raise SyncError(place=self._url, reason=reason)
        if status in (400, 401, 403, 422) and not self._token:
            raise SyncError(place=self._url, reason=_not_accepted())
        raise LaterError(f"status {status}", waits)


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


def _not_accepted() -> str:
    return _("the code is not accepted: it may be mistyped, used already or too old")


def _opener() -> request.OpenerDirector:
    """Through the system's proxy. Built by hand: the usual one follows redirections, and reads files and FTP too."""
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
