"""A server as the contract has it: it judges with `domain.batch`, forgets when restored, and its line may fail."""

import copy
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coach.domain import batch
from coach.domain.batch import Head
from coach.server_client import keys
from coach.server_client.client import LaterError
from coach.store.outbox import Stored
from coach.sync import answers
from coach.sync.desk import Reply


@dataclass
class Kept:
    """All that a receiver holds, and a backup has."""

    heads: dict[str, Head] = field(default_factory=dict)
    hashes: dict[tuple[str, int, int], str] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)


class Receiver:
    """One person's devices, by their public keys. `fault` befalls the next exchange: see `sync`."""

    def __init__(self, today: date, devices: dict[str, str]) -> None:
        self.today, self.devices = today, devices
        self.kept, self.backup, self.epoch = Kept(), Kept(), 1
        self.paths = {"bienvenue", ""}
        self.lessons: set[str] | None = None
        self.assignments: list[dict[str, Any]] = []
        self.fault = ""
        self.bodies: list[str] = []

    def keys(self) -> Counter[tuple[str, str, int]]:
        """How often each completion is there."""
        return Counter((e["path"], e.get("lesson", ""), e["edition"]) for e in self.kept.events.values())

    def save(self) -> None:
        """Make a backup."""
        self.backup = copy.deepcopy(self.kept)

    def restore(self) -> None:
        """Go back to it; a cluster that was restored says so by its epoch."""
        self.kept, self.epoch = copy.deepcopy(self.backup), self.epoch + 1

    def sync(self, batches: Sequence[Stored], cursor: str | None) -> Reply:
        """Answer, unless the request or the answer is lost; `twice`: the line delivers it two times."""
        fault, self.fault = self.fault, ""
        if fault == "request lost":
            raise LaterError(fault)
        told = self._answer(batches, cursor)
        if fault == "twice":
            told = self._answer(batches, cursor)
        if fault == "answer lost":
            raise LaterError(fault)
        # Through JSON, as over the line.
        return Reply(answers.exchanged(json.loads(json.dumps(told)), len(batches)), self.today)

    def _answer(self, batches: Sequence[Stored], cursor: str | None) -> dict[str, Any]:
        return {"push": [self._verdict(one) for one in batches], "pull": self._pull(cursor)}

    def _verdict(self, sent: Stored) -> dict[str, Any]:
        self.bodies.append(sent.body)
        content = sent.body.encode()
        told, own = batch.read(content), batch.digest(content)
        assert keys.verifies(self.devices[told.device], own, sent.signature)
        head = self.kept.heads.get(told.device, Head())
        known = self.kept.hashes.get((told.device, told.chain, told.n), "")
        verdict = batch.judge(head, told, known, own)
        if verdict is not batch.Verdict.OK:
            last = head.last if told.chain == head.chain else 0
            return {"status": verdict, "last": last}
        if not known:
            self.kept.heads[told.device] = Head(told.chain, told.n, own)
            self.kept.hashes[told.device, told.chain, told.n] = own
        refused = [{"id": e["id"], "reason": why} for e in told.events if (why := self._take(e))]
        return {"status": "ok", "last": told.n, "new": 0, "refused": refused}

    def _take(self, event: Any) -> str:
        fault = batch.event_fault(event, self.today)
        if not fault and self.lessons is not None and event.get("lesson", "") not in (*self.lessons, ""):
            fault = "unknown"
        if not fault and event["path"] not in self.paths:
            fault = "not-assigned"
        if not fault:
            self.kept.events.setdefault(event["id"], dict(event))
        return fault

    def _pull(self, cursor: str | None) -> dict[str, Any]:
        since = json.loads(cursor) if cursor else {}
        full = since.get("epoch") != self.epoch
        events = list(self.kept.events.values())
        fresh = events if full else events[since["seq"] :]
        return {
            "cursor": {"epoch": self.epoch, "seq": len(events)},
            "full": full,
            "me": None,
            "people": [],
            "assignments": self.assignments if full else [],
            "completions": [
                {"lesson": ""}
                | {key: e[key] for key in ("id", "path", "lesson", "edition", "day") if key in e}
                for e in fresh
            ],
            "content": None,
        }
