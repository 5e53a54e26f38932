"""One round: what the sensors noticed is judged, noted and shown, and what was answered is noted."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from coach import handover
from coach.agent import log, programs, scene
from coach.agent.notify import ACT, CHOOSE, LATER, WHY, ChannelError, Notifier
from coach.domain.nudge import Brief, Nudge, Scene, choose
from coach.domain.said import SENTENCES
from coach.handover import BriefError

_LINKS = {WHY: "coach://privacy", CHOOSE: "coach://settings"}


def local_now() -> datetime:
    """Now, in the person's time zone."""
    return datetime.now(UTC).astimezone()


def said(brief: Brief, name: str, **facts: object) -> str:
    """A sentence of the agent, in the brief's language, else in English."""
    try:
        return brief.sentences.get(name, SENTENCES[name]).format(**facts)
    except (KeyError, IndexError, ValueError):
        return SENTENCES[name].format(**facts)


class Rounds:
    """Knows the brief and the channel; everything else is read when it is needed."""

    def __init__(self, notifier: Notifier) -> None:
        self.brief = Brief()
        self.notifier = notifier
        self._stamp = -1

    def refresh(self, now: datetime) -> Brief:
        """The brief, read again when it was replaced."""
        stamp = handover.brief_stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self.brief = handover.read_brief()
            except BriefError as error:
                self.brief = Brief()
                self.complain(now, "old_brief", reason=error)
        return self.brief

    def complain(self, now: datetime, name: str, **facts: object) -> None:
        """Say in the log what went wrong; in English, as its reader is who supports the desk."""
        log.note(SENTENCES[name].format(**facts), now.date())

    def decide(self, readings: Mapping[str, int], now: datetime, people: int = 0) -> Nudge | None:
        """Show the one nudge that these readings make, noted before it is shown; then forget the readings.

        `people`: recipients of the message whose attachment was weighed.
        """
        brief = self.refresh(now)
        try:
            nudge = self._noted(readings, brief, now, people)
        except OSError as error:
            self.complain(now, "no_journal", reason=error)
            return None
        if nudge is not None and nudge.popup:
            # Without a line in the log, which would keep for long on which day something was noticed.
            with suppress(ChannelError):
                self.notifier.show(nudge)
        return nudge

    def hear(self, now: datetime) -> None:
        """Note the answers to what was shown, and do what was pressed: the thing itself, or its lesson."""
        for nudge, pressed in self.notifier.answers():
            if pressed in _LINKS:
                self._open(_LINKS[pressed], now)
                continue
            try:
                with handover.journal(now) as ledger:
                    ledger.answer(nudge.moment, refused=pressed == LATER)
            except OSError as error:
                self.complain(now, "no_journal", reason=error)
            if pressed != LATER:
                self._do(nudge, pressed, now)

    def _noted(self, readings: Mapping[str, int], brief: Brief, now: datetime, people: int) -> Nudge | None:
        with handover.journal(now) as ledger:
            likely = choose(readings, brief, ledger.journal, Scene(), now, people)
        if likely is None:
            return None
        # Asked outside the lock, and only when it matters: others must not wait for a slow desktop.
        around = self.scene() if likely.popup else Scene()
        with handover.journal(now) as ledger:
            nudge = choose(readings, brief, ledger.journal, around, now, people)
            if nudge is not None:
                ledger.note(nudge.moment)
        return nudge

    def scene(self) -> Scene:
        """What goes on at the desk now."""
        if scene.in_call():
            return Scene(in_call=True)
        if scene.full_screen():
            return Scene(full_screen=True)
        return Scene(do_not_disturb=self.notifier.do_not_disturb())

    def _do(self, nudge: Nudge, pressed: str, now: datetime) -> None:
        if pressed != ACT:
            self._open(nudge.lesson, now)
            return
        try:
            programs.start(programs.coach(*nudge.act.split()))
        except OSError as error:
            self.complain(now, "no_open", reason=error)

    def _open(self, link: str, now: datetime) -> None:
        try:
            programs.open_lesson(link)
        except OSError as error:
            self.complain(now, "no_open", reason=error)
