"""What the administrator of the server decides: a TOML file, and over it the environment; never a secret.

`COACH_GATEWAY_<TABLE>_<KEY>` in the environment stands over `[table] key` of the file. A password belongs into
PGPASSFILE, a service file, or a file of its own named by `[database] password_file`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coach.domain.errors import GatewayError
from coach.words import _

PREFIX = "COACH_GATEWAY_"
ALGORITHMS = ("RS256", "ES256", "EdDSA")


@dataclass(frozen=True)
class Database:
    """Where PostgreSQL is: `dsn` as libpq reads it, without a password; `connections` at most at once."""

    dsn: str = ""
    password_file: str = ""
    connections: int = 16


@dataclass(frozen=True)
class Tls:
    """Files of certificate (with its chain) and key; both empty behind a reverse proxy."""

    certificate: str = ""
    key: str = ""


@dataclass(frozen=True)
class Proxy:
    """The reverse proxy in front: only what comes from `addresses` is believed about address and identity.

    `identity_header` names the header in which it tells the login that Kerberos or OIDC proved; empty believes none.
    `realm` must follow the login after an @, and is taken off; empty takes the login as it stands.
    """

    addresses: tuple[str, ...] = ("127.0.0.1", "::1")
    identity_header: str = ""
    realm: str = ""


@dataclass(frozen=True)
class Oidc:
    """Who signs tokens: `keys` is the URL of its JWKS, `claim` holds the login. An empty issuer believes none."""

    issuer: str = ""
    audience: str = ""
    keys: str = ""
    claim: str = "preferred_username"
    algorithms: tuple[str, ...] = ALGORITHMS
    leeway_seconds: int = 60
    renew_seconds: int = 300
    retry_seconds: int = 30


@dataclass(frozen=True)
class Limits:
    """How much at once. The rates are per minute; `csv_streams` holds as many connections for long.

    A desk hears nothing for 20 seconds and hangs up: `waiting_seconds` for a connection must be well below. So many
    requests as are served in that time are let in at once, `waiting`; the others are told when to come back.
    """

    body_bytes: int = 1_048_576
    inflated_bytes: int = 4_194_304
    body_seconds: int = 10
    header_seconds: int = 10
    database_seconds: int = 30
    csv_seconds: int = 900
    csv_streams: int = 2
    waiting: int = 500
    waiting_seconds: int = 10
    requests_of_a_device: int = 120
    wrong_codes_of_an_address: int = 5
    wrong_tokens_of_an_address: int = 120


@dataclass(frozen=True)
class Configuration:
    """All of it. `tenant` is whom logins belong to that a proxy or a token vouches for."""

    tenant: str = ""
    database: Database = field(default_factory=Database)
    tls: Tls = field(default_factory=Tls)
    proxy: Proxy = field(default_factory=Proxy)
    oidc: Oidc = field(default_factory=Oidc)
    limits: Limits = field(default_factory=Limits)


def read(file: Path | None, environment: Mapping[str, str]) -> Configuration:
    """What file and environment say; what neither names is as above.

    Raises:
        GatewayError: the file cannot be read, or something in it makes no sense or would not be safe.
    """
    try:
        told = tomllib.loads(file.read_text("utf-8")) if file else {}
    except (OSError, ValueError) as error:
        raise GatewayError(reason=f"{file}: {error}") from error
    tables = {one.name: one.default_factory for one in fields(Configuration) if callable(one.default_factory)}
    unknown = set(told) - set(tables) - {"tenant"}
    if unknown:
        raise GatewayError(reason=_("unknown in the configuration: {names}").format(names=_listed(unknown)))
    values = {name: _table(kind, name, told.get(name, {}), environment) for name, kind in tables.items()}
    tenant = environment.get(f"{PREFIX}TENANT", told.get("tenant", ""))
    return _checked(Configuration(tenant=_value("tenant", str, tenant), **values))


def _table(kind: Any, name: str, told: Any, environment: Mapping[str, str]) -> Any:
    if not isinstance(told, dict):
        raise GatewayError(reason=_("unknown in the configuration: {names}").format(names=name))
    known = {one.name: type(getattr(kind(), one.name)) for one in fields(kind)}
    if set(told) - set(known):
        names = _listed(f"{name}.{key}" for key in set(told) - set(known))
        raise GatewayError(reason=_("unknown in the configuration: {names}").format(names=names))
    over = {key: environment.get(f"{PREFIX}{name}_{key}".upper()) for key in known}
    given = told | {key: text for key, text in over.items() if text is not None}
    return kind(**{key: _value(f"{name}.{key}", known[key], value) for key, value in given.items()})


def _value(name: str, kind: type, value: Any) -> Any:
    if kind is tuple and isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if kind is int and isinstance(value, str) and value.isdecimal():
        value = int(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if type(value) is not kind or (isinstance(value, int) and value < 1):
        raise GatewayError(reason=_("{name} has a value that makes no sense").format(name=name))
    return value


def _checked(found: Configuration) -> Configuration:
    for fault, applies in _faults(found):
        if applies:
            raise GatewayError(reason=fault)
    return found


def _faults(found: Configuration) -> list[tuple[str, bool]]:
    vouched = bool(found.oidc.issuer or found.proxy.identity_header)
    return [
        (
            _("a password stands in database.dsn: name a password_file instead"),
            _with_password(found.database.dsn),
        ),
        (_("tls needs both certificate and key"), bool(found.tls.certificate) != bool(found.tls.key)),
        (_("proxy.addresses holds what is no address"), not all(map(is_address, found.proxy.addresses))),
        (_("oidc needs issuer, audience and keys"), _half(found.oidc)),
        (_("oidc.keys must begin with https://"), not _is_safe(found.oidc.keys)),
        (_("oidc.algorithms may hold RS256, ES256 and EdDSA only"), not _allowed(found.oidc.algorithms)),
        (_("tenant must be named, since logins are vouched for"), vouched and not found.tenant),
    ]


def _with_password(dsn: str) -> bool:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return "password" in conninfo_to_dict(dsn)
    except ProgrammingError as error:
        raise GatewayError(
            reason=_("{name} has a value that makes no sense").format(name="database.dsn")
        ) from error


def is_address(text: str) -> bool:
    """Whether a text is an IP address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _half(oidc: Oidc) -> bool:
    given = [bool(oidc.issuer), bool(oidc.audience), bool(oidc.keys)]
    return any(given) and not all(given)


def _is_safe(url: str) -> bool:
    told = urlsplit(url)
    return (
        not url or told.scheme == "https" or (told.scheme == "http" and told.hostname in ("127.0.0.1", "::1"))
    )


def _allowed(algorithms: tuple[str, ...]) -> bool:
    return bool(algorithms) and set(algorithms) <= set(ALGORITHMS)


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))
