"""What the bridge answers: whether a sensor is on, whether a reading makes a nudge, that an answer is noted."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from coach import handover
from coach.agent import programs
from coach.agent.bridge.frames import NonsenseError
from coach.agent.notify import Notifier
from coach.agent.rounds import Rounds
from coach.domain.nudge import Brief, Nudge, Rule, Scene, Why, judge

# More than any desk ever has; beyond it the number is a fault.
_MOST = 99_999
_SHAPES = {
    "ask": {"ask"},
    "noticed": {"noticed", "value", "people"},
    "answer": {"answer", "refused"},
    "gesture": {"gesture"},
}


class Unshown:
    """A channel that shows nothing: the add-on does. Only “do not disturb” is asked of the desktop."""

    def __init__(self, desktop: Notifier) -> None:
        """`desktop`: the channel that knows whether the person wants silence."""
        self.do_not_disturb = desktop.do_not_disturb

    def fileno(self) -> None:
        """Nothing is awaited."""
        return

    def due(self) -> None:
        """Nor ever."""
        return

    def show(self, nudge: Nudge) -> None:
        """It goes to the add-on, as the answer."""
        return

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """They come as messages of their own."""
        return iter(())


class Answers:
    """Answers messages one by one; knows nothing from one to the next."""

    def __init__(self, desktop: Notifier, now: Callable[[], datetime], source: Mapping[str, str]) -> None:
        """`source` names, for each sensor that this add-on can be, the key of its `sources` that it stands for."""
        self._rounds = Rounds(Unshown(desktop))
        self._now = now
        self._source = source

    def answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a message.

        Raises:
            NonsenseError: the message is none of ours.
        """
        kinds = {"ask": self._states, "noticed": self._judge, "answer": self._note, "gesture": self._gesture}
        kind = next((name for name in kinds if name in message), None)
        if kind is None:
            raise NonsenseError("unknown message")
        if not message.keys() <= _SHAPES[kind]:
            raise NonsenseError("unknown field")
        return kinds[kind](message)

    def _states(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """All in one answer: each further question would be another start of this program."""
        if message["ask"] != "state":
            raise NonsenseError("unknown question")
        now = self._now()
        brief = self._rounds.refresh(now)
        return {name: self._state(name, brief, now) for name in self._source}

    def _state(self, name: str, brief: Brief, now: datetime) -> dict[str, Any]:
        rule = brief.rules.get(name)
        site = {"webmail": brief.webmail} if name == "mail" and self._source[name] == "webmail" else {}
        # Where nobody has named a webmail site, a browser has no mail to look at.
        if rule is None or not rule.on or site == {"webmail": ""}:
            return {"on": False}
        self._looked(name, now)
        until = brief.paused_until
        return {
            "on": True,
            "threshold": rule.threshold,
            "many": {"people": rule.many.people, "threshold": rule.many.threshold} if rule.many else None,
            "quiet_until": int(until.timestamp() * 1000) if until is not None and until > now else None,
            "quiet": [list(hours) for hours in brief.quiet],
            "at_once": name != "tabs" or brief.tabs_at_once,
            "lang": brief.language,
            "words": dict(brief.page),
            **site,
        }

    def _judge(self, message: Mapping[str, Any]) -> dict[str, Any]:
        name, now = self._known(message["noticed"]), self._now()
        value, people = _count(message.get("value")), _count(message.get("people", 0))
        if people and name != "mail":
            raise NonsenseError("people without a message")
        rule = self._rounds.refresh(now).rules.get(name)
        if rule is None or not rule.on:
            # Switched off since the add-on asked: it can stop looking at once.
            return {"on": False, "nudge": None}
        self._looked(name, now)
        nudge = self._rounds.decide({name: value}, now, people)
        if nudge is None:
            return {"nudge": None} | (
                {"later": True} if self._of_the_moment(name, value, people, now) else {}
            )
        if not nudge.popup:
            return {"nudge": None}
        words = {"title": nudge.title, "body": nudge.body, "action": nudge.action, "refuse": nudge.refuse}
        return {"nudge": {"moment": nudge.moment, **words}}

    def _of_the_moment(self, name: str, value: int, people: int, now: datetime) -> bool:
        """Whether a reading that made no nudge now could make one later today."""
        why = judge(name, value, self._rounds.brief, handover.read_journal(now), Scene(), now, people)
        return why in (Why.SHOW, Why.NOTE, Why.PAUSED, Why.QUIET_HOURS)

    def _note(self, message: Mapping[str, Any]) -> dict[str, Any]:
        moment, refused, now = self._known(message["answer"]), message.get("refused"), self._now()
        if not isinstance(refused, bool):
            raise NonsenseError("neither yes nor no")
        _answered(moment, now, refused=refused)
        if not refused:
            programs.open_lesson(self._rule(moment, now).lesson)
        return {"done": True}

    def _gesture(self, message: Mapping[str, Any]) -> dict[str, Any]:
        moment, now = self._known(message["gesture"]), self._now()
        lesson = self._rule(moment, now).lesson
        if not lesson:
            raise NonsenseError("no gesture")
        _answered(moment, now, refused=False)
        programs.start(programs.coach("gesture", lesson))
        return {"done": True}

    def _rule(self, moment: str, now: datetime) -> Rule:
        rules = self._rounds.refresh(now).rules.values()
        found = next((rule for rule in rules if rule.moment == moment), None)
        if found is None:
            raise NonsenseError("unknown moment")
        return found

    def _known(self, name: object) -> str:
        """A sensor's or moment's name, which are the same for add-ons."""
        # An identifier in a message chooses one of these, and nothing else ever.
        if not isinstance(name, str) or name not in self._source:
            raise NonsenseError("unknown sensor")
        return name

    def _looked(self, name: str, now: datetime) -> None:
        handover.look_noted(f"{name}.{self._source[name]}", now)


def _answered(moment: str, now: datetime, *, refused: bool) -> None:
    with handover.journal(now) as ledger:
        # Only what was really shown can be refused: nobody else may send a reminder to sleep.
        if moment in dict(ledger.journal.shown):
            ledger.answer(moment, refused=refused)


def _count(value: object) -> int:
    # By type: True is an int for isinstance.
    if type(value) is not int or not 0 <= value <= _MOST:
        raise NonsenseError("no number of things")
    return value
