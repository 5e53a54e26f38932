"""The organisation's gateway: the one door between the desks and PostgreSQL, without a rule or record of its own."""

import os
from pathlib import Path

from coach.server.gateway import configuration


def serve(listen: str, file: Path | None) -> int:
    """Serve on `listen` ("127.0.0.1:8080") as `file` and the environment say, until SIGTERM; returns the exit status.

    Raises:
        GatewayError: the configuration cannot be read or is not safe, or it cannot listen there.
    """
    from coach.server.gateway import server

    return server.serve(configuration.read(file, os.environ), listen)
