"""What a learner does: open a lesson, answer, see progress, note gestures, choose settings."""

from coach.study.brief import brief_agent
from coach.study.me import (
    Me,
    change_setting,
    consent,
    me,
    rename,
    setting,
    settings_table,
    speak,
    whoami,
)

__all__ = [
    "Me",
    "brief_agent",
    "change_setting",
    "consent",
    "me",
    "rename",
    "setting",
    "settings_table",
    "speak",
    "whoami",
]
