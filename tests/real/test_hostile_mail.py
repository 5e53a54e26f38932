"""A hostile mail server by TLS, the real watcher and the real agent: the sensor rests, the agent lives."""

import json
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from coach.places import FOLDER
from tests.desk import ALL_DAY, Desk, wait_for
from tests.real.dovecot import LOGIN, PASSWORD, Authority
from tests.real.hostile import Hostile, Script, endless_line, endless_talk, senseless_literal, silent

# A computer's memory is what such a server would like to fill.
MOST_MIB = 60


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whom the desk trusts, and who has vouched for that server."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def desk(authority: Authority) -> Iterator[Desk]:
    """A desk where the mailbox is watched and an absence of three seconds is one."""
    with Desk() as found:
        keyring = found.folder / "keyring"
        secret = {"server": "localhost", "login": LOGIN, "secret": PASSWORD}
        keyring.write_text(json.dumps({f"{FOLDER} mailbox": json.dumps(secret)}), "utf-8")
        found.env |= {
            "SSL_CERT_FILE": str(authority.file),
            "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
            "TEST_KEYRING": str(keyring),
            "COACH_POLICY": str(found.folder / "policy.toml"),
        }
        yield found


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (endless_line, "The server sends a line without an end."),
        (endless_talk, "The server talks without an end."),
        (senseless_literal, "The server announces a text of senseless length."),
        # After a minute of silence it is given up; until then nothing is to be told.
        (silent, ""),
    ],
)
def test_the_sensor_rests_and_the_agent_goes_on(
    desk: Desk, authority: Authority, script: Script, reason: str
) -> None:
    server = Hostile(authority, script)
    policy = f'[mail_imap]\nserver = "localhost"\nport = {server.port}\n'
    Path(desk.env["COACH_POLICY"]).write_text(policy, "utf-8")
    desk.set(
        ALL_DAY | {"nudges.mail_imap.on": "true", "nudges.idle.on": "true", "nudges.idle.threshold": "3"}
    )
    log = desk.home / ".local/state" / FOLDER / "coach.log"
    agent = desk.start("agent")
    try:
        wait_for(server.met.is_set, 60, what="the watcher")
        if reason:
            wait_for(
                lambda: log.exists() and f"mail_imap: {reason}" in log.read_text("utf-8"), 30, what=reason
            )
        (watcher,) = (
            one for one in psutil.Process(agent.pid).children() if "mailbox" in " ".join(one.cmdline())
        )
        desk.screen.move(20, 20)
        wait_for(lambda: desk.screen.idle_ms() > 4000, what="an absence")
        desk.screen.move(40, 40)
        assert desk.notifications.wait_for(10).summary == "Votre écran peut se mettre en veille tout seul."
        assert watcher.memory_info().rss / 2**20 < MOST_MIB
        assert agent.stop() == 0
    finally:
        server.close()
    assert (log.read_text("utf-8") if log.exists() else "").count("mail_imap") == (1 if reason else 0)
    assert "Traceback" not in agent.said()
