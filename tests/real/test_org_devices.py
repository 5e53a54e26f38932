"""`coach org devices | revoke` and services below services on a real PostgreSQL, as an administrator types them."""

import json
from pathlib import Path

import psycopg
import pytest

from coach.server_client.client import Client
from tests.desk.gateway import Gateway
from tests.real.org_desks import enrol
from tests.real.test_org_administration import rows
from tests.real.town import Desk, Town
from tests.real.typed import Typed

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
        return [one["id"] for one in store.call(trainer, "find_people")["people"]]

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


def test_a_list_tells_the_version_that_synchronised_last(
    site: Gateway, store: Town, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, desk = ("--dsn", store.dsn), enrol(site, store)

    def told() -> str:
        (line,) = typed("org", "devices", *at)[1].splitlines()
        return line.partition("Accueil: ")[2].partition(",")[0]

    def asks(function: str, who: Desk, version: str, **said: object) -> int:
        headers = {"Authorization": f"Bearer {who.token}", "Coach-Client": version}
        return site.ask("POST", f"/rpc/{function}", json.dumps(said).encode(), **headers)[0]

    def syncs(version: str) -> None:
        Client(f"http://127.0.0.1:{site.port}", version, desk.token).call(
            "sync", {"batches": [], "cursor": None}
        )

    assert told() == "version 1.0"
    # On the same day too; and an earlier one, for a program may be put back.
    for version in ("1.1.0", "0.9", "2.0.0+deb.1-2"):
        syncs(version)
        assert told() == f"version {version}"
    # A desk that tells nothing, or nonsense that a terminal would obey, changes nothing and is served all the same.
    for nonsense in ("", "1.0\t31m", "9" * 41, "é", "1.0; DROP TABLE org.device", "' OR 1=1 --"):
        assert asks("sync", desk, nonsense, batches=[], cursor=None) == 200
    store.pull(desk)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), store.inside(desk) as connection:
        connection.execute("UPDATE org.device SET app_version = '9'")
    assert told() == "version 2.0.0+deb.1-2"
    # What asks without synchronising says nothing of the desk.
    assert asks("cohorts", enrol(site, store, "t1"), "7.0") == 200
    assert "version 7.0" not in typed("org", "devices", *at)[1]


def test_one_desk_is_found_by_its_fingerprint_and_shut_out(store: Town, typed: Typed) -> None:
    at = ("--dsn", store.dsn)
    assert typed("org", "devices", *at)[1] == ""
    first, second, other = store.enrol("001"), store.enrol("001"), store.enrol("002")
    store.pull(second)
    lines = typed("org", "devices", "--person", "001", *at)[1].splitlines()
    assert ["last heard: never" in line for line in lines].count(True) == 1
    assert all("001, Agent 1, Accueil: version 1.0, enrolled on" in line for line in lines)
    assert len(typed("org", "devices", *at)[1].splitlines()) == 3
    (mark,) = [line.split(",")[0] for line in lines if "last heard: never" not in line]
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
