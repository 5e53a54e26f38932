"""What is said to a server and how its answers are taken; a server that answers wrongly is left with a sentence."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coach.agent.mailbox import session as talking
from coach.agent.mailbox.session import Place, RefusedError, Session
from coach.agent.mailbox.wire import LostError
from tests.unit.agent.mailbox.peer import Peer, Script

GREETING = b"* OK [CAPABILITY IMAP4rev1 SASL-IR IDLE AUTH=PLAIN SPECIAL-USE LIST-STATUS] ready"
PLAIN_GREETING = b"* OK [CAPABILITY IMAP4rev1] ready"
DRAFT = (
    b'* 3 FETCH (UID 9 BODYSTRUCTURE (("text" "plain" NIL NIL NIL "7bit" 29 2)'
    b'("application" "pdf" ("name" {8}\r\nplan.pdf) NIL NIL "base64" 23673686) "mixed"))'
)


@contextmanager
def served(script: Script, greeting: bytes = GREETING) -> Iterator[tuple[Session, Peer]]:
    """A session with a server that greets and then plays a script."""

    def play(server: Peer) -> None:
        server.say(greeting)
        script(server)

    peer = Peer(play)
    try:
        yield Session(peer.wire), peer
    finally:
        peer.close()


def well(*answers: bytes) -> Script:
    """A server that answers one command well."""
    return lambda server: server.well(*answers)


@pytest.mark.parametrize("greeting", [b"* BYE full", b"* PREAUTH hello", b"220 mail ESMTP", b""])
def test_another_greeting_is_no_mail_server(greeting: bytes) -> None:
    with pytest.raises(LostError), served(well(), greeting):
        pass


@pytest.mark.parametrize(
    ("greeting", "token", "heard"),
    [
        (GREETING, False, [b"1 AUTHENTICATE PLAIN " + base64.b64encode('\0ana\0été"'.encode())]),
        (
            GREETING,
            True,
            [b"1 AUTHENTICATE XOAUTH2 " + base64.b64encode('user=ana\1auth=Bearer été"\1\1'.encode())],
        ),
    ],
)
def test_a_password_or_a_token_is_said_at_once(greeting: bytes, token: bool, heard: list[bytes]) -> None:
    with served(well(), greeting) as (session, peer):
        session.log_in("ana", 'été"', token=token)
        assert peer.heard == heard


def test_it_waits_to_be_asked_where_the_server_wants_that() -> None:
    def script(server: Peer) -> None:
        tag = server.tag()
        server.say(b"+")
        server.hear()
        server.say(tag + b" OK [CAPABILITY IDLE] welcome")

    greeting = b"* OK [CAPABILITY AUTH=PLAIN] ready"
    with served(script, greeting) as (session, peer):
        session.log_in("ana", "pw", token=False)
        assert peer.heard == [b"1 AUTHENTICATE PLAIN", base64.b64encode(b"\0ana\0pw")]
        assert session.can(b"IDLE")


def test_what_a_server_can_do_is_asked_again_after_the_log_in() -> None:
    def script(server: Peer) -> None:
        server.well()
        server.well(b"* CAPABILITY IMAP4rev1 IDLE")

    with served(script, b"* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready") as (session, peer):
        session.log_in("ana", "pw", token=False)
        assert session.can(b"IDLE")
        assert peer.heard[1:] == [b"2 CAPABILITY"]


def test_an_old_server_gets_login_and_password_as_they_are() -> None:
    def script(server: Peer) -> None:
        tag = server.tag()
        for _ in range(2):
            server.say(b"+ go on")
            server.hear()
        server.say(tag + b" OK")

    with served(script, PLAIN_GREETING) as (session, peer):
        session.log_in("ana", 'a"b\\', token=False)
        assert peer.heard == [b"1 LOGIN {3}", b"ana {4}", b'a"b\\']


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"NO [AUTHENTICATIONFAILED] no", RefusedError),
        (b"NO no", RefusedError),
        (b"NO [UNAVAILABLE] later", LostError),
        (b"NO [INUSE] later", LostError),
        (b"BAD what", LostError),
    ],
)
def test_a_refusal_is_told_from_a_trouble_of_the_moment(answer: bytes, kind: type[LostError]) -> None:
    def script(server: Peer) -> None:
        tag = server.tag()
        server.say(b"+ " + base64.b64encode(b'{"status":"400"}'))
        assert server.hear() == b""
        server.say(tag + b" " + answer)

    with served(script) as (session, _), pytest.raises(LostError) as caught:
        session.log_in("ana", "secret", token=True)
    assert type(caught.value) is kind
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ([rb'* LIST (\HasNoChildren \Drafts) "/" X', rb'* LIST (\Sent) NIL "A \"b\""'], (b"X", rb'"A \"b\""')),
        ([rb'* LIST () "." A.Drafts', rb'* LIST () "." "A.Sent Items"'], (b"A.Drafts", b'"A.Sent Items"')),
        ([rb'* LIST () "/" Brouillons', rb'* LIST () "/" "&AMk-l&AOk-ments envoy&AOk-s"'],
         (b"Brouillons", b'"&AMk-l&AOk-ments envoy&AOk-s"')),
        ([rb'* LIST (\Noselect) "/" Drafts', rb'* LIST () "/" {4}', b"Sent"], (None, b'"Sent"')),
        ([rb'* LIST () "/" INBOX', rb'* LIST () "/" Trash'], (None, None)),
        ([rb'* LIST (\Drafts) "/" {6}' + b"\r\nDrafts"], (b'"Drafts"', None)),
        ([b'* LIST (\\Drafts) "/" a\r * b', b'* LIST (\\Drafts) "" a b', b'* LIST (\\Drafts) "" ""x'], (None, None)),
        ([], (None, None)),
    ],
    ids=["told", "usual", "french", "one", "none", "literal", "hostile", "empty"],
)  # fmt: skip
def test_drafts_and_sent_are_found(listed: list[bytes], found: tuple[bytes | None, bytes | None]) -> None:
    def script(server: Peer) -> None:
        server.well(*listed)
        server.well(*listed)

    with served(script) as (session, _):
        assert session.folders() == found


def test_a_folder_is_opened_read_only_and_its_numbers_are_kept() -> None:
    answers = (b"* FLAGS ()", b"* 3 EXISTS", b"* OK [UIDVALIDITY 5] ok", b"* OK [UIDNEXT 9] next")
    with served(well(*answers)) as (session, peer):
        assert session.examine(b"Drafts") == Place(5, 9)
        assert peer.heard == [b"1 EXAMINE Drafts"]
        assert session.fresh == 0


def test_a_server_that_does_not_number_its_messages_is_left() -> None:
    with served(well(b"* 3 EXISTS")) as (session, _), pytest.raises(LostError, match="number"):
        session.examine(b"Drafts")
    with (
        served(well(b"* STATUS Other (UIDNEXT 3)")) as (session, _),
        pytest.raises(LostError, match="number"),
    ):
        session.next_in(b"Sent")


def test_the_next_number_of_a_closed_folder_is_asked_for_unless_it_was_told() -> None:
    with served(well(b'* STATUS "a (UIDNEXT 7) b" (MESSAGES 1 UIDNEXT 12)')) as (session, peer):
        assert session.next_in(b'"a (UIDNEXT 7) b"') == 12
        assert peer.heard == [b'1 STATUS "a (UIDNEXT 7) b" (UIDNEXT)']
    told = (b'* LIST (\\Sent) "." Sent', b"* STATUS Sent (UIDNEXT 4)")
    with served(well(*told)) as (session, peer):
        session.folders()
        assert session.next_in(b"Sent") == 4
        assert len(peer.heard) == 1


def test_structures_are_asked_for_and_nothing_else() -> None:
    answers = (b"* 3 FETCH (FLAGS (\\Draft))", DRAFT, b"* 4 EXISTS")
    with served(well(*answers)) as (session, peer):
        assert session.heaviest(8, None) == (9, 17_300_001)
        assert peer.heard == [b"1 UID FETCH 8:* BODYSTRUCTURE"]


def test_the_last_message_again_is_not_a_new_one() -> None:
    with served(well(DRAFT)) as (session, _):
        assert session.heaviest(10, None) == (0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 9 BODYSTRUCTURE (1))",
        b"* 1 FETCH (UID 9 BODYSTRUCTURE (()",
        b'* 1 FETCH (UID 9 X "a)',
        b"* 1 FETCH ())",
    ],
)
def test_a_structure_without_sense_is_told_without_its_content(answer: bytes) -> None:
    with served(well(answer)) as (session, _), pytest.raises(LostError, match="makes no sense") as caught:
        session.heaviest(1, None)
    assert "UID" not in str(caught.value)


def test_it_waits_until_a_draft_comes_or_goes() -> None:
    def script(server: Peer) -> None:
        for news in ((b"* OK Still here", b"* 1 EXISTS"), (b"* 1 EXPUNGE", b"* 1 EXISTS")):
            tag = server.tag()
            server.say(b"+ idling", *news)
            assert server.hear() == b"DONE"
            server.say(tag + b" OK done")

    with served(script) as (session, _):
        session.idle(30)
        assert (session.fresh, session.gone) == (1, False)
        session.fresh = 0
        session.idle(30)
        assert (session.fresh, session.gone) == (1, True)


def test_it_waits_no_longer_than_it_was_told() -> None:
    def script(server: Peer) -> None:
        tag = server.tag()
        server.say(b"+ idling")
        server.hear()
        server.say(tag + b" OK")

    with served(script) as (session, _):
        session.idle(0.2)
        assert (session.fresh, session.gone) == (0, False)


def babble(server: Peer) -> None:
    """Words without an end, to any command."""
    server.hear()
    server.say(b"+ idling")
    while True:
        server.say(*[b"* OK still here"] * 100)


def names(server: Peer) -> None:
    """Folders without an end."""
    server.hear()
    while True:
        server.say(*[b"* LIST () NIL " + b"x" * 1000, b"* STATUS " + b"y" * 1000 + b" (UIDNEXT 1)"])


@pytest.mark.parametrize("script", [babble, names])
def test_a_server_that_talks_without_an_end_is_left(script: Script) -> None:
    with served(script) as (session, _), pytest.raises(LostError, match="without an end"):
        session.folders()
    with served(script) as (session, _), pytest.raises(LostError, match="without an end"):
        session.idle(60)


@pytest.mark.parametrize(
    "script", [well(b"* BYE restarting"), lambda server: server.socket.shutdown(1)], ids=["bye", "cut"]
)
def test_a_server_that_goes_is_lost(script: Script) -> None:
    with served(script) as (session, _), pytest.raises(LostError):
        session.examine(b"Drafts")


def silence(server: Peer) -> None:
    """A server that hears and says nothing."""
    server.hear()
    server.hear()


def test_a_server_that_falls_silent_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talking, "PATIENCE", 0.3)
    with served(silence) as (session, _), pytest.raises(LostError, match="answer"):
        session.examine(b"Drafts")
