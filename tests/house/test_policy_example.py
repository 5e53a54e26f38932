"""The example that administrators copy is understood as a whole."""

from pathlib import Path

import pytest

from coach import policy

EXAMPLE = Path(__file__).resolve().parents[2] / "packaging" / "policy.example.toml"


def test_nothing_in_the_example_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_POLICY", str(EXAMPLE))
    read = policy.read()
    assert read.ignored == ()
    assert read.thresholds == {"idle": 600, "mail": 10, "mail_many": 5, "mail_imap": 10}
    assert read.quiet == (("12:00", "14:00"),)
