"""The exchange with the organisation's server: enrolment, batches out and news back, a pack of lessons."""

import json
from collections.abc import Sequence

from coach.content.pack import LARGEST as LARGEST_PACK
from coach.domain.errors import EnrolmentError
from coach.server_client import kerberos as ticket
from coach.server_client.client import Client, LaterError, RefusedError, not_accepted
from coach.store.outbox import Stored
from coach.sync import answers
from coach.sync.answers import Enrolled, NonsenseError
from coach.sync.desk import Reply


class Gateway:
    """The server of `url`; `token` is empty before the enrolment. Raises SyncError as `Client` does."""

    def __init__(self, url: str, version: str, token: str = "") -> None:
        self._client, self._version = Client(url, version, token), version

    def enrol(self, code: str, public_key: str, *, kerberos: bool = False) -> Enrolled:
        """Become a device of the person the code was made for; an empty code asks who the front says I am.

        Raises:
            LaterError: it did not work this time.
            EnrolmentError: the code, or with `kerberos` the account of this session, is not accepted.
        """
        told = {"code": code, "public_key": public_key, "client": self._version}
        if kerberos and not code:
            value = ticket.call(self._client.url, self._version, "enrol", told)
        else:
            _day, value = self._client.call("enrol", told)
        if value is None:
            raise EnrolmentError(place=self._client.url, reason=not_accepted())
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
        try:
            day, value = self._client.call("sync", told)
            return Reply(answers.exchanged(value, len(batches)), day)
        except (NonsenseError, RefusedError) as error:
            raise LaterError(f"nonsense: {error}") from error

    def content(self, digest: str) -> bytes:
        """A pack of lessons by its hash, as it came: nothing of it has been looked at.

        Raises:
            LaterError: it did not work this time.
            SyncError: a person has to do something first.
        """
        return self._client.content(f"/content/{digest}", LARGEST_PACK)
