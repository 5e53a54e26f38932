"""Languages, plurals, numbers, days, and errors as sentences."""

import importlib
import inspect
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach import words
from coach.domain import errors
from coach.domain.errors import CoachError, DiskFull, NetworkFolder


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of languages of its own."""
    folder = tmp_path / "i18n"
    for code in ("fr", "en", "br", ".git"):
        (folder / code).mkdir(parents=True)
    (folder / "README.md").touch()
    monkeypatch.setattr("coach.places.catalogues", lambda: str(folder))
    return folder


@pytest.mark.usefixtures("catalogues")
def test_a_folder_is_a_language_and_nothing_else_is() -> None:
    assert words.languages() == ("fr", "br", "en")


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:br:en"}, "br"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({}, "fr"),
    ],
)
def test_the_language_of_the_system_or_french(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.use("auto") == language


@pytest.mark.parametrize("nonsense", ["zz", "../fr", "", "klingon", "auto"])
def test_a_language_we_do_not_have_is_the_system_s_and_numbers_still_work(nonsense: str) -> None:
    assert words.use(nonsense) in words.languages()
    assert words.number(1) == "1"
    assert words.day(date(2026, 11, 23))


def test_names_of_languages_in_themselves() -> None:
    assert [words.native_name(code) for code in ("fr", "en")] == ["Français", "English"]


@pytest.mark.parametrize(
    ("language", "value", "digits", "said"),
    [
        ("fr", 1234567.89, 1, "1\u00a0234\u00a0567,9"),
        ("en", 1234567.89, 1, "1,234,567.9"),
        ("fr", 0.5, 0, "0"),
        ("fr", 2.0, 2, "2"),
        ("fr", -3.25, 2, "-3,25"),
        ("en", 0.004, 3, "0.004"),
    ],
)
def test_numbers(language: str, value: float, digits: int, said: str) -> None:
    words.use(language)
    assert words.number(value, digits) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 faults."), (1, "1 fault."), (2, "2 faults.")])
def test_plurals_in_english(n: int, said: str) -> None:
    assert words.ngettext("{n} fault.", "{n} faults.", n) == said


@pytest.mark.parametrize(("n", "one"), [(0, True), (1, True), (2, False)])
def test_plurals_in_french_count_nothing_as_one(n: int, one: bool) -> None:
    words.use("fr")
    told = words.ngettext("{n} fault.", "{n} faults.", n)
    assert told == words.ngettext("{n} fault.", "{n} faults.", 1 if one else 5).replace(
        "1" if one else "5", str(n)
    )


@pytest.mark.parametrize(
    ("language", "value", "style", "said"),
    [
        ("fr", date(2026, 1, 1), "long", "1er janvier 2026"),
        ("fr", date(2026, 1, 1), "full", "jeudi 1er janvier 2026"),
        ("fr", date(2026, 1, 1), "medium", "1er janv. 2026"),
        ("fr", date(2026, 1, 1), "short", "01/01/2026"),
        ("fr", date(2026, 1, 21), "long", "21 janvier 2026"),
        ("fr", date(2026, 1, 11), "long", "11 janvier 2026"),
        ("en", date(2026, 1, 1), "long", "January 1, 2026"),
    ],
)
def test_the_first_of_a_month_is_ordinal_in_french(language: str, value: date, style: str, said: str) -> None:
    words.use(language)
    assert words.day(value, style).replace("\u00a0", " ") == said


def test_days_and_moments() -> None:
    words.use("fr")
    assert words.day(date(2026, 11, 23)) == "23\u00a0novembre\u00a02026"
    assert words.day(date(2026, 11, 23), "short") == "23/11/2026"
    words.use("en")
    assert words.day(date(2026, 11, 23)) == "November\u00a023,\u00a02026"
    assert "2026" in words.moment(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))


def every_error() -> list[type[CoachError]]:
    members = vars(importlib.import_module("coach.domain.errors")).values()
    return [one for one in members if inspect.isclass(one) and issubclass(one, CoachError)]


def facts_of(kind: type[CoachError]) -> dict[str, str]:
    text = f"{kind.what} {kind.safe} {kind.todo}"
    return {name: f"<{name}>" for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", every_error())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_error_says_what_happened_what_is_safe_and_what_to_do(
    kind: type[CoachError], language: str
) -> None:
    words.use(language)
    facts = facts_of(kind)
    told = words.explain(kind(**facts))
    assert told.what
    assert told.safe
    assert told.todo
    assert all(value in str(told) for value in facts.values())
    assert "{" not in str(told)


def test_a_fact_with_braces_is_only_a_fact() -> None:
    assert "{file} {0}" in str(words.explain(DiskFull(file="{file} {0}")))


def test_an_explanation_reads_as_one_paragraph() -> None:
    told = words.explain(NetworkFolder(folder="//nas/x", local="/home/x"))
    assert str(told) == f"{told.what}. {told.safe} {told.todo}"
    assert str(words.Explanation("A.", "", "C")) == "A. C."


def test_the_family_tree_in_the_docstring_names_every_error() -> None:
    for kind in every_error():
        assert kind.__name__ in (errors.__doc__ or "")
