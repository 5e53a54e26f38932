"""The brief read from the values of its JSON file, which anybody may have edited: nothing is taken on trust."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coach.domain.nudge import Brief, Many, Rule, Words


def brief_of(values: Mapping[str, Any]) -> Brief:
    """The brief.

    Args:
        values: as `study.brief.brief` makes them, after their way through a file.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: they are no brief.
    """
    paused = values.get("paused_until")
    return Brief(
        rules={str(name): _rule(row) for name, row in values["sensors"].items()},
        quiet=tuple((str(start), str(end)) for start, end in values["quiet"]),
        paused_until=datetime.fromisoformat(paused) if paused else None,
        guichet=bool(values["guichet"]),
        language=str(values["language"]),
        sentences={str(name): str(text) for name, text in values["sentences"].items()},
        tabs_at_once=values.get("tabs_at_once") is True,
        webmail=str(values.get("webmail", "")),
        page={str(name): str(text) for name, text in values.get("page", {}).items()},
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    words, many = row["words"], row["many"]
    return Rule(
        on=row["on"] is True,
        forbidden=row["forbidden"] is True,
        threshold=int(row["threshold"]),
        per=max(1, int(row["per"])),
        lesson=str(row["lesson"]),
        moment=str(row["moment"]),
        many=Many(int(many["people"]), int(many["threshold"])) if many else None,
        act=str(row["act"]),
        learnt=row.get("learnt") is True,
        words=Words(
            name=str(words["name"]),
            title=tuple(str(text) for text in words["title"]),
            plural=str(words["plural"]),
            body=str(words["body"]),
            action=str(words["action"]),
            refuse=str(words["refuse"]),
            recent=str(words["recent"]),
            title_many=str(words["title_many"]),
            act=str(words["act"]),
            plain=str(words.get("plain", "")),
        ),
    )
