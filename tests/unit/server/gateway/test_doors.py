"""Wrong tries count for their address, right requests for their device alone."""

import dataclasses

import pytest

from coach.server.gateway.configuration import Limits
from coach.server.gateway.doors import Doors
from coach.server.gateway.identity import Device, Login
from coach.server.gateway.refusal import Refused

LIMITS = dataclasses.replace(
    Limits(), requests_of_a_device=3, wrong_codes_of_an_address=5, wrong_tokens_of_an_address=2
)
TOWN, MINE, OTHER = "192.0.2.7", Device(b"mine"), Device(b"other")


def refused(doors: Doors, who: Device | Login | None, place: str = TOWN) -> Refused:
    with pytest.raises(Refused) as found:
        doors.knock(who, place)
    return found.value


def test_five_wrong_codes_in_a_minute_and_no_sixth() -> None:
    doors = Doors(LIMITS)
    for _ in range(5):
        doors.knock(None, TOWN)
    found = refused(doors, None)
    assert (found.status, found.error) == (429, "often")
    assert found.retry_after is not None
    assert 0 < found.retry_after <= 12
    doors.knock(None, "192.0.2.8")


def test_tries_at_the_same_instant_count_before_they_are_known_to_be_wrong() -> None:
    doors = Doors(LIMITS)
    allowed = 0
    for _ in range(50):
        try:
            doors.knock(None, TOWN)
        except Refused:
            continue
        allowed += 1
    assert allowed == 5


def test_a_whole_town_enrols_with_right_codes_from_one_address() -> None:
    doors = Doors(LIMITS)
    for _ in range(500):
        doors.knock(None, TOWN)
        doors.right(None, TOWN)


def test_a_try_that_nobody_could_judge_is_no_wrong_one() -> None:
    doors = Doors(LIMITS)
    for _ in range(500):
        doors.knock(None, TOWN)
        doors.unheard(None, TOWN)


def test_a_device_that_asks_too_often_waits_and_its_neighbour_does_not() -> None:
    doors = Doors(LIMITS)
    for _ in range(3):
        doors.knock(MINE, TOWN)
    assert refused(doors, MINE).status == 429
    doors.knock(OTHER, TOWN)


def test_a_login_is_counted_as_well() -> None:
    doors = Doors(LIMITS)
    for _ in range(3):
        doors.knock(Login("camille"), TOWN)
    assert refused(doors, Login("camille")).status == 429


def test_a_neighbour_s_wrong_tokens_lock_out_unknown_ones_but_nobody_who_was_let_in() -> None:
    doors = Doors(LIMITS)
    doors.knock(MINE, TOWN)
    doors.right(MINE, TOWN)
    for number in range(2):
        doors.knock(Device(bytes([number])), TOWN)
        doors.wrong(Device(bytes([number])), TOWN)
    assert refused(doors, OTHER).status == 429
    doors.knock(MINE, TOWN)


def test_a_revoked_device_is_known_no_more() -> None:
    doors = Doors(LIMITS)
    doors.right(MINE, TOWN)
    for _ in range(2):
        doors.wrong(MINE, TOWN)
    assert refused(doors, MINE).status == 429
