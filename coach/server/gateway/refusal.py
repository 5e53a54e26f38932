"""What the gateway answers instead of a result: an HTTP status, one word for a program, when to come back."""

import random
from collections.abc import Mapping

from starlette.responses import JSONResponse

# After these the rest of a request may still be on its way: the connection ends with the answer.
_CLOSING = {400, 408, 413, 415}
_SOON, _LATE = 5, 30


class Refused(Exception):
    """A request that is not carried out.

    Args:
        status: of HTTP.
        error: one word that tells a program why; never a sentence, never anything of a person.
        retry_after: seconds after which to try again; None says nothing about it.
        facts: more keys of the answer, such as `min_client`.
    """

    def __init__(self, status: int, error: str, retry_after: int | None = None, **facts: object) -> None:
        super().__init__(error)
        self.status, self.error, self.retry_after, self.facts = status, error, retry_after, facts

    def response(self) -> JSONResponse:
        """The answer."""
        headers: dict[str, str] = {}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status in _CLOSING:
            headers["Connection"] = "close"
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        told: Mapping[str, object] = {"error": self.error, **self.facts}
        return JSONResponse(told, self.status, headers)


def busy(error: str = "busy") -> Refused:
    """Too much at once: come back after some seconds, not all at the same one."""
    return Refused(503, error, random.randint(_SOON, _LATE))
