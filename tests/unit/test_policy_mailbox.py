"""The mail server in the policy: without one, or with nonsense, the mailbox cannot be looked at."""

from pathlib import Path

import pytest

from coach import places, policy
from coach.policy import MailServer


def written(text: str) -> policy.Policy:
    """The policy read from this text."""
    Path(places.policy()).write_text(text, "utf-8")
    return policy.read()


def test_without_a_mail_server_the_sensor_is_forbidden_with_a_sentence_of_its_own() -> None:
    nothing = policy.read()
    assert nothing.forbids("mail_imap")
    assert nothing.why_not("mail_imap") == "your IT department has named no mail server for it"
    assert (nothing.forbids("mail"), nothing.why_not("mail")) == (False, "")


def test_with_one_it_may_be_switched_on() -> None:
    found = written('[mail_imap]\nserver = "imap.ville.example"\n')
    assert found.mailbox == MailServer("imap.ville.example", 993, "password", ())
    assert (found.forbids("mail_imap"), found.why_not("mail_imap"), found.ignored) == (False, "", ())


def test_it_can_still_be_forbidden_by_name() -> None:
    found = written('[mail_imap]\nserver = "imap.ville.example"\n[sensors]\nforbidden = ["mail_imap"]\n')
    assert found.why_not("mail_imap") == "switched off by your IT department"


def test_a_token_may_come_from_a_command() -> None:
    text = 'server = "imap.ville.example"\nport = 9993\nauth = "xoauth2"\ntoken_command = ["/opt/town/token", "imap"]'
    expected = MailServer("imap.ville.example", 9993, "xoauth2", ("/opt/town/token", "imap"))
    assert written(f"[mail_imap]\n{text}\n").mailbox == expected


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("server = 1", "server"),
        ('server = "a b"', "server"),
        ('port = "993"', "port"),
        ("port = 0", "port"),
        ("port = true", "port"),
        ('auth = "plain"', "auth"),
        ("auth = []", "auth"),
        ('token_command = "token"', "token_command"),
        ("token_command = [1]", "token_command"),
    ],
)
def test_half_a_server_is_none(line: str, name: str) -> None:
    server = "" if name == "server" else 'server = "imap.ville.example"\n'
    found = written(f"[mail_imap]\n{server}{line}\n")
    assert found.mailbox is None
    assert found.ignored == (f"“mail_imap.{name}” makes no sense in the policy",)


def test_an_unknown_key_is_named() -> None:
    found = written('[mail_imap]\nserver = "imap.ville.example"\npassword = "x"\n')
    assert found.ignored == ("“mail_imap.password” is not for the policy to decide",)
    assert found.mailbox is not None
