"""`coach org` and `coach people` on a real PostgreSQL, typed as an administrator types them."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from coach.__main__ import main
from tests.desk.postgres import Cluster
from tests.real.test_org_trainer import LESSONS, assigned
from tests.real.town import Desk, Town, finished

TODAY = datetime.now(UTC).date()
CSV = """matricule;nom;prénom;service;rôles
001;Durand;Zoé;Accueil;
002;Roy;Paul;RH;rh
003;Faure;Inès;Formation;formatrice
"""


class Typed:
    """Commands typed one after the other, and what they print."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Status, output and errors."""
        status = main(list(words))
        told = self.capture.readouterr()
        return status, told.out, told.err


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Typed]:
    """The administrator's keyboard; the words are English."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COACH_ORG_DSN", raising=False)
    yield Typed(capsys)
    from coach import words

    words.use("en")


def rows(store: Town, query: str) -> list[tuple[object, ...]]:
    """What the superuser sees."""
    with psycopg.connect(store.dsn) as connection:
        return connection.execute(query).fetchall()


def test_from_nothing_to_people_roles_and_codes(postgres: Cluster, typed: Typed, tmp_path: Path) -> None:
    people, codes = tmp_path / "people.csv", tmp_path / "codes.csv"
    people.write_text(CSV, "utf-8")
    with postgres.database("new") as dsn:
        at = ("--dsn", dsn)
        assert typed("people", "list", *at)[0] == 1, "there is no organisation yet"
        status, out, _err = typed("org", "init", "--organisation", "Ville", *at)
        assert (status, "revision 5" in out, "9 lessons" in out) == (0, True, True)
        assert "ready already" in typed("org", "init", "--organisation", "Ville", *at)[1]
        assert "3 people to add" in typed("people", "import", str(people), *at)[1]
        assert typed("people", "list", *at)[1] == "", "a dry run changes nothing"
        assert typed("people", "import", str(people), "--apply", *at)[0] == 0
        assert "nothing to change" in typed("people", "import", str(people), "--apply", *at)[1]
        people.write_text(CSV.replace("002;Roy;Paul;RH;rh\n", "").replace("Accueil", "Voirie"), "utf-8")
        out = typed("people", "import", str(people), "--apply", *at)[1]
        assert "service “Accueil” becomes “Voirie”" in out
        assert "1 person no longer listed" in out
        assert typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", *at)[1] == "Done.\n"
        assert "so already" in typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", *at)[1]
        assert "Zoé Durand, hr, Voirie" in typed("org", "grant", *at)[1]
        assert typed("people", "import", str(people), "--apply", *at)[0] == 0
        assert "hr, Voirie" in typed("org", "grant", *at)[1], "a file takes no granted role back"
        assert typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", "--revoke", *at)[0] == 0
        assert ", hr," not in typed("org", "grant", *at)[1]
        assert typed("org", "codes", "--out", str(codes), *at)[0] == 0
        assert stat.S_IMODE(os.stat(codes).st_mode) == 0o600
        assert len(codes.read_text("utf-8").splitlines()) == 2
        assert typed("org", "codes", "--out", str(codes), *at)[0] == 1, "another file is never written over"
        assert typed("org", "codes", "001", *at)[1].count("-") == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("grant", "nobody", "--role", "hr"), "nobody with the staff number"),
        (("grant", "001", "--role", "hr", "--service", "Nulle part"), "no service"),
        (("codes", "--organisation", "Autre ville"), "no organisation"),
        (("erase", "nobody", "--yes"), "nobody with the staff number"),
        (("retention", "--apply"), "listed in a file first"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    store: Town, typed: Typed, words: tuple[str, ...], told: str
) -> None:
    status, _out, err = typed("org", *words, "--dsn", store.dsn)
    assert (status, told in err) == (1, True), err


def test_no_error_repeats_a_password(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    for dsn in ("postgres:s3cret@nowhere", "host=/nowhere dbname=x password=s3cret"):
        status, out, err = typed("org", "codes", "--dsn", dsn)
        assert (status, "s3cret" in out + err) == (1, False)
    assert "--dsn" in typed("org", "codes")[2]
    monkeypatch.setenv("COACH_ORG_DSN", "host=/nowhere dbname=x")
    assert "cannot be used" in typed("org", "codes")[2]


def test_a_code_works_once_for_a_while_and_a_new_one_ends_the_old(store: Town, typed: Typed) -> None:
    def code() -> str:
        return typed("org", "codes", "001", "--dsn", store.dsn)[1].split()[0]

    def enrol(text: str) -> object:
        with psycopg.connect(store.gateway) as connection:
            row = connection.execute("SELECT api_v1.enrol(%s, %s, '1')", (text, "A" * 43 + "=")).fetchone()
            return row and row[0]

    first, second = code(), code()
    assert enrol(first) is None
    assert enrol(second.lower().replace("-", " ")) is not None
    assert enrol(second) is None
    third = code()
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "UPDATE org.code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL"
        )
    assert enrol(third) is None
    assert enrol("") is None


@pytest.fixture
def busy(store: Town) -> Desk:
    """Agent 001 has finished a lesson of an assigned path."""
    assigned(store, store.enrol("t1"), "person", "001")
    ana = store.enrol("001")
    assert store.push(ana, finished(LESSONS[0]))["new"] == 1
    return ana


def test_an_erased_person_is_gone_and_the_chain_still_proves_order(
    store: Town, busy: Desk, typed: Typed, tmp_path: Path
) -> None:
    before = rows(store, "SELECT hash, prev, signature FROM org.batch")
    note = tmp_path / "erased"
    at = ("--dsn", store.dsn)
    assert typed("org", "erase", "001", *at)[0] == 2, "without --yes nothing is erased"
    assert typed("org", "erase", "001", "--yes", "--note", str(note), *at)[0] == 0
    for table in ("event", "progress", "posting WHERE person_id IN (SELECT person_id FROM org.erased)"):
        assert rows(store, f"SELECT FROM org.{table}") == [], table
    assert rows(store, "SELECT hash, prev, signature FROM org.batch") == before
    assert rows(store, "SELECT body FROM org.batch") == [(None,)]
    dump = str(rows(store, "SELECT to_jsonb(p) FROM org.person p")) + str(
        rows(store, "SELECT to_jsonb(a) FROM org.assignment a")
    )
    assert "Agent 1" not in dump
    with psycopg.connect(store.gateway) as connection:
        row = connection.execute("SELECT api_v1.enter(sha256(%s))", (busy.token.encode(),)).fetchone()
    assert row == (None,)
    assert "001" not in typed("people", "list", *at)[1]
    with psycopg.connect(store.dsn) as connection:  # as a backup from before would have it
        connection.execute(
            "UPDATE org.person SET name = 'Agent 1', left_on = NULL"
            " WHERE person_id = (SELECT person_id FROM org.erased)"
        )
    assert "1 person erased again" in typed("org", "erase", "--again", str(note), *at)[1]
    assert rows(store, "SELECT FROM org.person WHERE name = 'Agent 1'") == []


def test_months_are_made_ahead(store: Town) -> None:
    ahead = TODAY + timedelta(days=3 * 365)
    for day in (TODAY - timedelta(days=400), TODAY, ahead - timedelta(days=31)):
        assert rows(store, f"SELECT to_regclass('org.event_{day:%Y_%m}') IS NOT NULL") == [(True,)], day
    assert rows(store, "SELECT org.add_partitions(current_date, 36)") == [(0,)]


TREE = """matricule;nom;service;service parent
001;Agent 1;Direction de la population;Direction générale
002;Agent 2;Accueil;Direction de la population
003;Agent 3;Cimetières;Accueil
004;Agent 4;Voirie;Direction générale
"""


def test_a_role_for_a_service_covers_all_those_below_it(store: Town, typed: Typed, tmp_path: Path) -> None:
    file, at = tmp_path / "people.csv", ("--dsn", store.dsn)
    file.write_text(TREE, "utf-8")
    out = typed("people", "import", str(file), *at)[1]
    assert "“Cimetières” stands below “Accueil”." in out
    assert rows(store, "SELECT FROM org.service WHERE parent_id IS NOT NULL") == [], "a dry run"
    assert typed("people", "import", str(file), "--apply", *at)[0] == 0
    assert "nothing to change" in typed("people", "import", str(file), "--apply", *at)[1]
    above = ("org", "grant", "001", "--role", "trainer", "--service", "Direction de la population", *at)
    assert typed(*above)[1] == "Done.\n"
    trainer = store.enrol("001")

    def seen() -> list[str]:
        return [one["id"] for one in store.call(trainer, "people")]

    assert seen() == ["001", "002", "003"]
    # A service that moves away, and one that is new below, count at once.
    moved = TREE.replace("Cimetières;Accueil", "Cimetières;Voirie")
    file.write_text(f"{moved}005;Agent 5;État civil;Accueil\n", "utf-8")
    assert "“Cimetières” stands below “Voirie”." in typed("people", "import", str(file), "--apply", *at)[1]
    assert seen() == ["001", "002", "005"]
    # A file without the column leaves the order of services alone; one with an empty column has none.
    file.write_text(
        "matricule;nom;service\n001;Agent 1;Direction de la population\n002;Agent 2;Accueil\n", "utf-8"
    )
    assert typed("people", "import", str(file), "--apply", *at)[0] == 0
    assert seen() == ["001", "002"]
    file.write_text(
        "matricule;nom;service;parent\n001;Agent 1;Direction de la population;\n002;Agent 2;Accueil;\n",
        "utf-8",
    )
    assert (
        "“Accueil” stands below no other service any more."
        in typed("people", "import", str(file), "--apply", *at)[1]
    )
    assert seen() == ["001"]


def test_one_desk_is_found_by_its_fingerprint_and_shut_out(store: Town, typed: Typed) -> None:
    at = ("--dsn", store.dsn)
    assert typed("org", "devices", *at)[1] == ""
    first, second, other = store.enrol("001"), store.enrol("001"), store.enrol("002")
    store.pull(second)
    lines = typed("org", "devices", "--person", "001", *at)[1].splitlines()
    assert ["last heard: never" in line for line in lines].count(True) == 1
    assert all("001  Agent 1, Accueil: enrolled on" in line for line in lines)
    assert len(typed("org", "devices", *at)[1].splitlines()) == 3
    (mark,) = [line.split()[0] for line in lines if "last heard: never" not in line]
    status, out, err = typed("org", "revoke", mark, *at)
    assert (status, mark in out, "add --yes" in err) == (2, True, True)
    store.pull(second)
    assert typed("org", "revoke", mark.lower().replace("-", ""), "--yes", *at)[0] == 0
    with psycopg.connect(store.gateway) as connection:
        for desk, known in ((first, True), (second, False), (other, True)):
            row = connection.execute("SELECT api_v1.enter(sha256(%s))", (desk.token.encode(),)).fetchone()
            assert (row != (None,)) == known
    assert "REVOKED on" in typed("org", "devices", "--person", "001", *at)[1]
    assert "so already" in typed("org", "revoke", mark, "--yes", *at)[1]
    assert typed("org", "revoke", "FFFF-FFFF-FFFF-FFFF-FFFF", "--yes", *at)[0] == 1
    assert typed("org", "revoke", "' OR 1=1 --", "--yes", *at)[0] == 1
    assert typed("org", "devices", "--person", "nobody", *at)[0] == 1
