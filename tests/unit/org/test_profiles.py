"""Saved exports: kept, found, replaced, forgotten; what nonsense a file holds is left out."""

from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import NotAllowed
from coach.org import profiles
from coach.org.errors import UnknownProfile
from coach.org.profiles import Profile
from tests.unit.org.town import AGENTS, HR

PAYROLL = Profile("Payroll", "csv_fr", "person-path", ("staff_number", "minutes"), {"minutes": "DUREE"}, True)


def file() -> Path:
    return Path(places.person(HR.id)) / "exports.json"


def test_a_profile_comes_back_as_it_was_saved(home: Path) -> None:
    assert profiles.profiles(HR) == {}
    profiles.save(HR, PAYROLL)
    profiles.save(HR, Profile("Aid", "ods", "hours"))
    assert list(profiles.profiles(HR)) == ["Aid", "Payroll"]
    assert profiles.find(HR, "Payroll") == PAYROLL
    profiles.save(HR, Profile("Payroll", "csv", "livret"))
    assert profiles.find(HR, "Payroll").grain == "livret"
    profiles.forget(HR, "Payroll")
    assert list(profiles.profiles(HR)) == ["Aid"]


def test_a_profile_that_is_not_there(home: Path) -> None:
    profiles.save(HR, PAYROLL)
    for act in (profiles.find, profiles.forget):
        with pytest.raises(UnknownProfile, match="Pay"):
            act(HR, "Pay")


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", "[" * 5000,
        '{"x": null, "y": 3}',
        '{"x": {"format": "exe", "grain": "hours", "columns": [], "titles": {}, "pseudonyms": false}}',
        '{"x": {"format": "csv", "grain": "all", "columns": [], "titles": {}, "pseudonyms": false}}',
        '{"x": {"format": "csv", "grain": "hours", "columns": ["score"], "titles": {}, "pseudonyms": false}}',
        '{"x": {"format": "csv", "grain": "hours", "columns": [[]], "titles": {"a": 1}, "pseudonyms": false}}',
    ],
)  # fmt: skip
def test_nonsense_in_the_file_is_left_out(text: str, home: Path) -> None:
    file().parent.mkdir(parents=True)
    file().write_text(text, "utf-8")
    assert profiles.profiles(HR) == {}
    profiles.save(HR, PAYROLL)
    assert profiles.profiles(HR) == {"Payroll": PAYROLL}


def test_they_are_for_hr(home: Path) -> None:
    for act in (profiles.profiles, lambda who: profiles.save(who, PAYROLL)):
        with pytest.raises(NotAllowed):
            act(AGENTS[0])
