"""Who issues OAuth tokens: the service that the mail server asks whether one holds, and for whom."""

from __future__ import annotations

import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Tokens:
    """Knows which tokens hold; each belongs to a login."""

    def __init__(self) -> None:
        """Listen."""
        self.held: dict[str, str] = {}
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        tokens = self

        class Handler(BaseHTTPRequestHandler):
            """Answers to one question."""

            def do_GET(self) -> None:
                token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
                tokens.asked.append(token)
                login = tokens.held.get(token)
                body = json.dumps({"username": login} if login else {"error": "invalid_token"}).encode()
                self.send_response(HTTPStatus.OK if login else HTTPStatus.UNAUTHORIZED)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: it would stand between the tests' lines."""

        return Handler
