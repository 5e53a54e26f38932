"""`coach org gateway`: the door between the desks and PostgreSQL, served until it is asked to end."""

from argparse import ArgumentParser, Namespace

from coach.domain.text import N_
from coach.words import _

HELP = N_("serve the desks: the gateway between them and PostgreSQL")


def arguments(parser: ArgumentParser) -> None:
    """Where to listen, and its configuration."""
    parser.add_argument(
        "--listen",
        metavar=_("ADDRESS:PORT"),
        default="127.0.0.1:8080",
        help=_("where to listen; without a certificate only on an address of this machine itself"),
    )
    parser.add_argument("--config", metavar=_("FILE"), help=_("the gateway's configuration, a TOML file"))


def run(chosen: Namespace) -> int:
    """Serve; returns when it is asked to end."""
    from pathlib import Path

    from coach.server.gateway import serve

    return serve(chosen.listen, Path(chosen.config) if chosen.config else None)
