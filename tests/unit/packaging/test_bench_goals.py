"""A bench that misses a goal says which, and its status tells it."""

import pytest

from tests.bench.goals import verdict


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"forks": 0, "idle": 5.0}, 0),
        ({"idle": 5.01}, 1),
        ({"forks": 1}, 1),
        ({"forks": -1}, 0),
        ({"other": 99}, 0),
    ],
)
def test_only_a_figure_over_its_goal_is_a_miss(
    row: dict[str, float], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verdict({"ours": row}, {"forks": 0, "idle": 5}) == status
    assert ("MISSED  ours" in capsys.readouterr().out) == bool(status)
