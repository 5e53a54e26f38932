"""One place is named by the administrator, the session or the person, in that order; no other is ever asked."""

from pathlib import Path

import pytest

from coach import places, policy
from coach.server_client.place import is_folder, place
from coach.settings import Settings

OWN = Settings(server="https://own.example")


def named(text: str, environment: dict[str, str] | None = None, own: Settings = OWN) -> str:
    """The place, under this policy."""
    Path(places.policy()).write_text(text, "utf-8")
    return place(policy.read(), own, environment or {})


def test_the_administrator_comes_first_then_the_session_then_the_person() -> None:
    session = {"ORG_URL": "https://session.example/", "ORG_FOLDER": "/srv/coach"}
    assert named("", {}) == "https://own.example"
    assert named("", {"ORG_FOLDER": "/srv/coach"}) == "/srv/coach"
    assert named("", session) == "https://session.example"
    assert named('[org]\nfolder = "/mnt/share"', session) == "/mnt/share"
    assert (
        named('[org]\nserver = "https://coach.ville.example"\nfolder = "/mnt"', session)
        == "https://coach.ville.example"
    )
    assert named('[settings]\nserver = "https://fixed.example"') == "https://fixed.example"
    assert named("", {}, Settings()) == ""


def test_a_policy_that_cannot_be_read_shares_nothing() -> None:
    assert named("[org", {"ORG_URL": "https://session.example"}) == ""


def test_the_town_s_web_page_is_no_server() -> None:
    assert named('[org]\nurl = "https://ville.example/numerique"', {}, Settings()) == ""
    assert policy.read().organisation["url"] == "https://ville.example/numerique"


@pytest.mark.parametrize(
    "value", ['"http://coach.ville.example"', '"https://a/b"', '"https://u:p@a"', "5", '"file:///etc"']
)
def test_an_address_that_makes_no_sense_is_named_and_ignored(value: str) -> None:
    assert named(f"[org]\nserver = {value}", {}, Settings()) == ""
    assert "org.server" in policy.read().ignored[0]


def test_a_folder_is_told_from_a_server() -> None:
    assert is_folder("/srv/coach")
    assert is_folder("\\\\serveur\\coach")
    assert not is_folder("https://coach.ville.example")
