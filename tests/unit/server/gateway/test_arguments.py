"""Who may enrol with what, and which programs are too old."""

import base64
from typing import Any

import pytest

from coach.server.gateway import arguments
from coach.server.gateway.refusal import Refused

KEY = base64.b64encode(bytes(32)).decode()
GOOD = {"code": "ABCD-EFGH-JKLM", "public_key": KEY, "client": "0.1.0"}


@pytest.mark.parametrize("client", ["0.4.0", "0.4", "0.4.1", "1", "0.10.0", "0.4.0.dev3", "99.0"])
def test_a_program_new_enough_passes(client: str) -> None:
    wanted = "0.4" if client == "0.4" else "0.4.0" if client != "1" else "0.9.9"
    arguments.current(client, {"min_client": wanted})


@pytest.mark.parametrize("client", ["", "0.3.9", "0", "nonsense", "-1.0", "0.3.99999", "9999999999.0"])
def test_an_older_one_is_told_which_it_should_be(client: str) -> None:
    with pytest.raises(Refused) as found:
        arguments.current(client, {"min_client": "0.4.0"})
    assert found.value.status == 409
    assert found.value.response().body == b'{"error":"client","min_client":"0.4.0"}'


def test_without_a_wish_every_program_passes() -> None:
    for entered in ({}, {"min_client": ""}, {"min_client": None}):
        arguments.current("", entered)


def test_an_enrolment_needs_its_three_texts() -> None:
    assert arguments.enrolment(GOOD, vouched=False) == GOOD
    assert arguments.enrolment(GOOD | {"code": ""}, vouched=True)["code"] == ""


@pytest.mark.parametrize(
    "change",
    [
        {"code": None}, {"code": 7}, {"code": ["a"]}, {"code": "x" * 41}, {"client": "x" * 41}, {"client": None},
        {"public_key": "AAAA"}, {"public_key": None}, {"more": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refused) as found:
        arguments.enrolment(GOOD | change, vouched=True)
    assert found.value.status == 400


def test_without_a_code_somebody_must_vouch() -> None:
    with pytest.raises(Refused) as found:
        arguments.enrolment(GOOD | {"code": ""}, vouched=False)
    assert (found.value.status, found.value.error) == (401, "code")
