"""`coach org` where there is no database to speak to: a sentence, and status 1."""

import importlib.util
from importlib.machinery import ModuleSpec

import pytest

from coach.__main__ import main


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COACH_ORG_DSN", raising=False)


@pytest.mark.parametrize("action", ["codes", "grant", "check", "retention", "init"])
def test_without_an_address_it_asks_for_one(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["org", action]) == 1
    assert "--dsn" in capsys.readouterr().err


def test_a_desk_says_that_it_is_no_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec

    def without_parts(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "psycopg" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without_parts)
    assert main(["org", "codes", "--dsn", "host=/nowhere"]) == 1
    assert "lacks what the organisation's server needs" in capsys.readouterr().err


def test_an_erasure_asks_for_a_yes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["org", "erase", "001", "--dsn", "host=/nowhere dbname=x"]) == 1
    assert "cannot be used" in capsys.readouterr().err
