"""A configuration that makes no sense or is not safe is refused with its name; a secret has no place in it."""

from pathlib import Path

import pytest

from coach.domain.errors import GatewayError
from coach.server.gateway import configuration
from coach.server.gateway.configuration import Configuration, read
from tests.house.tree import ROOT

EXAMPLE = ROOT / "packaging" / "server" / "gateway.example.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gateway.toml"


def fault(file: Path, text: str, **environment: str) -> str:
    file.write_text(text, "utf-8")
    with pytest.raises(GatewayError) as found:
        read(file, environment)
    return str(found.value.facts["reason"])


def test_without_a_file_it_stands_behind_a_proxy_and_believes_nobody() -> None:
    found = read(None, {})
    assert found == Configuration()
    assert (found.oidc.issuer, found.proxy.identity_header, found.tls.certificate) == ("", "", "")


def test_the_environment_stands_over_the_file(file: Path) -> None:
    file.write_text('tenant = "one"\n[database]\ndsn = "dbname=one"\nconnections = 4\n', "utf-8")
    found = read(
        file,
        {
            "COACH_GATEWAY_TENANT": "two",
            "COACH_GATEWAY_DATABASE_DSN": "dbname=two",
            "COACH_GATEWAY_LIMITS_BODY_BYTES": "99",
            "COACH_GATEWAY_PROXY_ADDRESSES": "192.0.2.1, 192.0.2.2",
            "PGDATABASE": "three",
        },
    )
    assert (found.tenant, found.database.dsn, found.database.connections) == ("two", "dbname=two", 4)
    assert (found.limits.body_bytes, found.proxy.addresses) == (99, ("192.0.2.1", "192.0.2.2"))


@pytest.mark.parametrize("dsn", ["password=s3cret dbname=a", "postgresql://user:s3cret@host/a"])
def test_a_password_has_no_place_in_it_and_is_not_repeated(file: Path, dsn: str) -> None:
    told = fault(file, f'[database]\ndsn = "{dsn}"')
    assert "password_file" in told
    assert "s3cret" not in told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("surprise = 1", "surprise"),
        ("[database]\nsurprise = 1", "database.surprise"),
        ("[surprise]\na = 1", "surprise"),
        ("database = 1", "database"),
        ("tenant = 7", "tenant"),
        ('[database]\nconnections = "many"', "database.connections"),
        ("[database]\nconnections = 0", "database.connections"),
        ("[database]\nconnections = true", "database.connections"),
        ('[database]\ndsn = "nonsense"', "database.dsn"),
        ("[limits]\nbody_bytes = -1", "limits.body_bytes"),
        ("[limits]\nbody_bytes = 1.5", "limits.body_bytes"),
        ("[proxy]\naddresses = [1]", "proxy.addresses"),
        ('[proxy]\naddresses = ["proxy.example"]', "proxy.addresses"),
        ('[proxy]\nidentity_header = "X-Remote-User"', "tenant"),
        ('[tls]\ncertificate = "a.pem"', "tls"),
        ('[oidc]\nissuer = "https://a.example"', "oidc"),
        ('tenant = "a"\n[oidc]\nissuer = "i"\naudience = "a"\nkeys = "http://a.example"', "oidc.keys"),
        ('tenant = "a"\n[oidc]\nissuer = "i"\naudience = "a"\nkeys = "file:///etc/passwd"', "oidc.keys"),
        ('[oidc]\nalgorithms = ["none"]', "oidc.algorithms"),
        ('[oidc]\nalgorithms = ["RS256", "HS256"]', "oidc.algorithms"),
        ("[oidc]\nalgorithms = []", "oidc.algorithms"),
        ("no toml", "gateway.toml"),
    ],
)
def test_what_makes_no_sense_is_named(file: Path, text: str, named: str) -> None:
    assert named in fault(file, text)


def test_nonsense_in_the_environment_is_named_too(file: Path) -> None:
    assert "limits.waiting" in fault(file, "", COACH_GATEWAY_LIMITS_WAITING="-5")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GatewayError) as found:
        read(tmp_path / "missing.toml", {})
    assert "missing.toml" in str(found.value)


def test_the_example_is_read_and_shows_what_applies_without_it() -> None:
    assert read(EXAMPLE, {}).limits == Configuration().limits


def test_everything_that_can_be_decided_stands_in_the_example() -> None:
    text = EXAMPLE.read_text("utf-8")
    for table in ("database", "tls", "proxy", "oidc", "limits"):
        assert f"[{table}]" in text
        for name in vars(getattr(Configuration(), table)):
            assert f"\n{name} = " in text or f"\n# {name} = " in text, f"{table}.{name}"
    assert configuration.PREFIX in text
