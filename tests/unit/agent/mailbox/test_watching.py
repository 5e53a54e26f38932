"""New drafts and sent messages are noticed once, over lost connections too; what lies there already never is."""

from collections.abc import Callable

import pytest

from coach.agent.mailbox.session import Session
from coach.agent.mailbox.watching import NO_FOLDER, Watching
from coach.agent.mailbox.wire import LostError
from tests.unit.agent.mailbox.peer import Peer


class Server:
    """A mailbox of two folders that understands what a watcher says; each folder is a list of sizes."""

    def __init__(self, *abilities: str) -> None:
        """`abilities` beside IMAP4rev1."""
        self.abilities = " ".join(("IMAP4rev1", *abilities))
        self.folders: dict[str, list[int]] = {"Drafts": [18_000_000], "Sent": [18_000_000]}
        self.validity = 1
        self.open = ""
        self.happens: list[Callable[[Peer], None]] = []
        self.heard: list[str] = []

    def __call__(self, peer: Peer) -> None:
        """Serve one connection; one thing of `happens` happens at each wait, after the last the line is cut."""
        peer.say(f"* OK [CAPABILITY {self.abilities}] ready".encode())
        while True:
            tag, _, said = peer.hear().decode().partition(" ")
            if not tag:
                return
            self.heard.append(said)
            if said in ("IDLE", "NOOP"):
                if not self.happens:
                    peer.socket.shutdown(2)
                    return
                if said == "IDLE":
                    peer.say(b"+ idling")
                self.happens.pop(0)(peer)
                if said == "IDLE":
                    assert peer.hear() == b"DONE"
            else:
                peer.say(*self._answers(said))
            peer.say(f"{tag} OK done".encode())

    def _answers(self, said: str) -> list[bytes]:
        command, _, rest = said.partition(" ")
        if command == "LIST":
            return [f'* LIST (\\{name}) "/" {name}'.encode() for name in self.folders]
        if command == "STATUS":
            name = rest.split()[0]
            return [f"* STATUS {name} (UIDNEXT {len(self.folders[name]) + 1})".encode()]
        if command == "EXAMINE":
            self.open = rest
            count = len(self.folders[rest])
            lines = (
                f"* {count} EXISTS",
                f"* OK [UIDVALIDITY {self.validity}] x",
                f"* OK [UIDNEXT {count + 1}] x",
            )
            return [line.encode() for line in lines]
        first, _, last = said.split()[2].partition(":")
        sizes = self.folders[self.open]
        wanted = range(min(int(first), len(sizes)), (len(sizes) if last == "*" else int(last)) + 1)
        return [
            b'* %d FETCH (UID %d BODYSTRUCTURE ("application" "zip" NIL NIL NIL "binary" %d))'
            % (uid, uid, sizes[uid - 1])
            for uid in wanted
        ]

    def comes(self, folder: str, *sizes: int) -> Callable[[Peer], None]:
        """New messages, told if that folder is open."""

        def happen(peer: Peer) -> None:
            self.folders[folder] += sizes
            if folder == self.open:
                peer.say(f"* {len(self.folders[folder])} EXISTS".encode())

        return happen

    def sent(self, size: int) -> Callable[[Peer], None]:
        """A message is sent, and its draft goes away."""

        def happen(peer: Peer) -> None:
            self.folders["Sent"].append(size)
            peer.say(b"* 1 EXPUNGE")

        return happen


def follow(server: Server, watching: Watching) -> None:
    """One connection, to its loss."""
    peer = Peer(server)
    try:
        with pytest.raises(LostError):
            watching.follow(Session(peer.wire))
    finally:
        peer.close()


@pytest.fixture
def told() -> list[int]:
    """What was told."""
    return []


@pytest.fixture
def watching(told: list[int]) -> Watching:
    """A watcher that does not breathe between two changes."""
    return Watching(told.append, lambda _: None)


def test_what_lies_there_is_not_noticed_and_what_comes_is(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.comes("Drafts", 17_300_000), server.comes("Drafts", 400_000, 6_900_000)]
    follow(server, watching)
    assert told == [17, 6]


def test_an_attachment_below_a_megabyte_is_not_told(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.comes("Drafts", 999_999)]
    follow(server, watching)
    assert told == []


def test_a_sent_message_is_noticed_when_its_draft_goes(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.sent(6_000_000), server.sent(300_000), server.comes("Drafts", 7_000_000)]
    follow(server, watching)
    assert told == [6, 7]


def test_a_draft_that_goes_while_sent_is_asked_has_it_asked_again(
    watching: Watching, told: list[int]
) -> None:
    class Late(Server):
        """Has put the message into Sent just after it told how many are there, and tells that the draft went."""

        def _answers(self, said: str) -> list[bytes]:
            found = super()._answers(said)
            if said.startswith("STATUS") and self.heard.count(said) == 2:
                self.folders["Sent"].append(6_000_000)
                found.append(b"* 1 EXPUNGE")
            return found

    server = Late("IDLE", "SPECIAL-USE")
    server.happens = [lambda peer: peer.say(b"* 1 EXPUNGE")]
    follow(server, watching)
    assert told == [6]


def test_without_a_draft_a_sent_message_is_noticed_at_the_next_look(told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.comes("Sent", 6_000_000)]
    follow(server, Watching(told.append, lambda _: None, every=0.3))
    assert told == [6]


def test_where_nobody_can_wait_both_are_asked_from_time_to_time(told: list[int]) -> None:
    slept: list[float] = []
    server = Server()
    server.happens = [server.comes("Drafts", 5_000_000), server.comes("Sent", 6_000_000), lambda _: None]
    follow(server, Watching(told.append, slept.append))
    assert told == [5]
    assert "IDLE" not in server.heard
    assert 299 < slept[0] <= 300


def test_after_a_loss_only_what_came_meanwhile_is_noticed(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    follow(server, watching)
    server.folders["Drafts"].append(8_000_000)
    server.folders["Sent"].append(9_000_000)
    follow(server, watching)
    follow(server, watching)
    assert told == [8, 9]


def test_a_folder_made_anew_is_seen_as_it_lies(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    follow(server, watching)
    server.validity = 2
    server.folders["Drafts"] += [8_000_000]
    follow(server, watching)
    assert told == []


def test_of_a_whole_mailbox_copied_at_once_only_the_end_is_looked_at(
    watching: Watching, told: list[int]
) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.comes("Drafts", 9_000_000, *[100] * 500, 4_000_000)]
    follow(server, watching)
    assert told == [4]
    assert [line for line in server.heard if "FETCH" in line] == ["UID FETCH 484:503 BODYSTRUCTURE"]


def test_one_folder_is_enough_and_none_is_too_few(watching: Watching, told: list[int]) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    del server.folders["Drafts"]
    server.happens = [server.comes("Sent", 5_000_000)]
    follow(server, watching)
    assert told == [5]
    server.folders.clear()
    peer = Peer(server)
    with pytest.raises(LostError, match=NO_FOLDER):
        watching.follow(Session(peer.wire))
    peer.close()


def test_a_server_where_something_happens_all_the_time_is_left(watching: Watching) -> None:
    server = Server("IDLE", "SPECIAL-USE")
    server.happens = [server.comes("Drafts", 1)] * 10_000
    peer = Peer(server)
    with pytest.raises(LostError, match="without an end"):
        watching.follow(Session(peer.wire))
    peer.close()
    assert len(server.happens) > 9_000
