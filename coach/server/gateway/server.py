"""The gateway as a process: it listens where it was told, and ends in order when it is asked to."""

import signal
import socket
import sys
from ipaddress import ip_address

import uvicorn

from coach.domain.errors import GatewayError
from coach.server.gateway import logs
from coach.server.gateway.application import application
from coach.server.gateway.configuration import Configuration
from coach.server.gateway.protocol import patient
from coach.words import _

# Requests under way have this long to end when the gateway is stopped.
GRACE_SECONDS = 30
# All desks of a town may knock at the same instant.
_BACKLOG = 4096


def serve(configuration: Configuration, listen: str) -> int:
    """Serve on `listen` ("127.0.0.1:8080", "[::1]:8080") until SIGTERM or SIGINT; returns the exit status.

    Raises:
        GatewayError: it cannot listen there, or would send tokens in the clear over a network.
    """
    host, port = _place(listen)
    tls = configuration.tls
    if not tls.certificate and not ip_address(host).is_loopback:
        raise GatewayError(reason=_("without a certificate it listens on a loopback address only"))
    logs.start()
    _take_all_lines()
    settings = uvicorn.Config(
        application(configuration),
        http=patient(configuration.limits.header_seconds),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ssl_certfile=tls.certificate or None,
        ssl_keyfile=tls.key or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    try:
        settings.load()
        listening = _socket(host, port)
    except OSError as error:
        raise GatewayError(reason=str(error)) from error
    logs.LOG.info(
        "listening", extra={"facts": {"port": listening.getsockname()[1], "tls": bool(tls.certificate)}}
    )
    for asked in (signal.SIGTERM, signal.SIGINT):
        # uvicorn ends in order, then sends itself the same signal again, which would end us without a word.
        signal.signal(asked, lambda *_: None)
    with listening:
        uvicorn.Server(settings).run(sockets=[listening])
    logs.LOG.info("ended")
    return 0


def _take_all_lines() -> None:
    """As many connections as the system lets us have: a shell gives a thousand, a town has more desks."""
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _place(listen: str) -> tuple[str, int]:
    host, _colon, port = listen.rpartition(":")
    try:
        address = ip_address(host.strip("[]"))
        number = int(port)
    except ValueError:
        address, number = None, -1
    if address is None or not 0 <= number < 65536:
        raise GatewayError(reason=_("listen needs an address and a port, such as 127.0.0.1:8080"))
    return str(address), number


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)
