"""What a learner does: open a lesson, answer, see progress, note gestures, choose settings."""

from datetime import datetime

from coach.study.me import (
    Me,
    change_setting,
    consent,
    follow,
    me,
    rename,
    setting,
    settings_table,
    speak,
    stranger,
    whoami,
)

__all__ = [
    "Me",
    "brief_agent",
    "change_setting",
    "consent",
    "follow",
    "me",
    "rename",
    "setting",
    "settings_table",
    "speak",
    "stranger",
    "whoami",
]


def brief_agent(now: datetime) -> None:
    """Tell the background agent what holds now; see `coach.study.brief`.

    Raises:
        StorageError: the brief cannot be written.
    """
    # Rule, journal and sensors are the agent's: a window that has not changed anything does without them.
    from coach.study import brief

    brief.brief_agent(now)
