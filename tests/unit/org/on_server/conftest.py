"""A desk of HR that is enrolled at a server on this computer, whose answers each test chooses."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from coach.org import server
from coach.store import database
from tests.unit.org.town import HR
from tests.unit.sync.server import Served, reply, serving

NAMES = (
    "staff_number,name,service,cohort,path_id,path_title,lesson_id,lesson,edition,assigned_on,due,finished_on,"
    "minutes,mode,service_today,cancelled_on,cancel_reason,completion_id\n"
)
ROW = (
    "001,Ana,Accueil,,bienvenue,Bienvenue,veille-ou-arret,Veille,1,2026-11-01,,2026-11-02,4,individual,Voirie,,,"
    "0190-1\n"
)


class Answers(Served):
    """`csv` by function, else `json` by function; `cut` ends the line before the end of what was announced."""

    def __init__(self) -> None:
        super().__init__(raw=self.say)
        self.csv: dict[str, str] = {
            "completions": NAMES + ROW,
            "hr_people": "staff_number,name,service,audiences,left_on,seen_on\n001,Ana,Voirie,all-staff,,\n",
            "hr_members": "cohort_id,cohort,staff_number\n",
            "hr_proposals": (
                "assignment_id,path_id,target,target_id,due,message,assigned_on,assigned_by,withdrawn_on\n"
            ),
        }
        self.json: dict[str, Any] = {"log_export": {"id": "line"}, "export_log": [], "count_completions": 1}
        self.status: dict[str, int] = {}
        self.cut = False

    def say(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        name = handler.path.removeprefix("/rpc/")
        status = self.status.get(name, 200)
        if status != 200 or name not in self.csv:
            reply(handler, status, json.dumps(self.json.get(name)).encode())
        elif self.cut:
            body = self.csv[name].encode()
            handler.send_response(200)
            handler.send_header("Content-Type", "text/csv")
            handler.send_header("Content-Length", str(len(body) + 10))
            handler.end_headers()
            handler.wfile.write(body)
            handler.close_connection = True
        else:
            reply(handler, 200, self.csv[name].encode(), "text/csv; charset=utf-8")

    def told(self, name: str) -> list[Any]:
        """What a function was asked, in order."""
        return [body for path, _headers, body in self.asked if path == f"/rpc/{name}"]


@pytest.fixture
def answers(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """The server; HR's desk asks it."""
    found = Answers()
    with serving(found):
        monkeypatch.setenv("ORG_URL", found.url)
        monkeypatch.setattr(server, "_enrolled", _Enrolled())
        yield found
    database.close()


class _Enrolled:
    """In place of the keyring."""

    def __call__(self, person: str, url: str) -> server.Server:
        assert person == HR.id
        return server.Server(url, "t0ken")

    def cache_clear(self) -> None:
        """There is nothing to forget."""
