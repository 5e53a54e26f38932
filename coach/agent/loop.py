"""The loop: opens the watches that the brief allows, sleeps until one of them or a signal wakes it, looks."""

import select
import time
from collections.abc import Callable
from datetime import date, datetime

from coach import handover
from coach.agent import menu, programs
from coach.agent.notify import Notifier
from coach.agent.rounds import Rounds, local_now
from coach.agent.session import Session
from coach.agent.tray import Tray
from coach.agent.waking import Waking
from coach.domain.nudge import pause_turns, silence, waits
from coach.sensors import SessionOverError, UnavailableError, Watch, sensors

# The calendar moves on by itself: an hour, or five minutes while quiet hours or a pause may end.
_AN_HOUR, _FIVE_MINUTES, _A_MINUTE = 3600.0, 300.0, 60.0


class Loop:
    """The agent at work. `run` returns when a signal or the end of the session says so."""

    def __init__(
        self,
        notifier: Notifier,
        waking: Waking,
        session: Session,
        now: Callable[[], datetime] = local_now,
        tray: Tray | None = None,
        new_day: Callable[[date], None] = lambda _day: None,
    ) -> None:
        """`new_day` is called at the first turn of each day but the first, at most an hour after midnight."""
        self.rounds = Rounds(notifier)
        self.tray = tray
        self.waking = waking
        self.session = session
        self._now = now
        self._new_day, self._day = new_day, now().date()
        self._watches: dict[str, tuple[Watch, int]] = {}
        self._resting: dict[str, date] = {}
        self._looked: set[tuple[str, date]] = set()
        self._due: dict[str, float] = {}

    def run(self) -> None:
        """Sleep, look, decide, until the end."""
        self.waking.watch_briefs()
        try:
            while not self.waking.ended:
                self.turn()
        except SessionOverError:
            return
        finally:
            for name in list(self._watches):
                self._close(name)

    def turn(self) -> None:
        """One sleep and what follows it."""
        self._follow(self._now())
        ready = self._sleep()
        now = self._now()
        if now.date() != self._day:
            self._day = now.date()
            self._new_day(self._day)
        if self.waking.fileno() in ready:
            self.waking.drain()
        if not self.waking.notices_briefs:
            self.waking.watch_briefs()
        self._look(
            [name for name, (watch, _) in self._watches.items() if self._calls(name, watch, ready)], now
        )
        self.session.check()
        if self.rounds.notifier.fileno() is not None or self.rounds.notifier.due() is not None:
            # Not only when it is readable: an answer may have come along with another message.
            self.rounds.hear(now)
        self._serve(now)

    def _serve(self, now: datetime) -> None:
        """Answer the tray, and do what was pressed in its menu."""
        for deed in self.tray.deeds() if self.tray is not None else ():
            if deed == menu.QUIT:
                self.waking.ended = True
                continue
            try:
                programs.start(menu.command(deed, now))
            except OSError as error:
                self.rounds.complain(now, "no_open", reason=error)

    def _sleep(self) -> set[int]:
        descriptors = [self.waking.fileno(), self.session.fileno(), self.rounds.notifier.fileno()]
        descriptors += [self.tray.fileno() if self.tray is not None else None]
        descriptors += [watch.fileno() for watch, _ in self._watches.values()]
        ready, _, _ = select.select([d for d in descriptors if d is not None], [], [], self._longest())
        return set(ready)

    def _longest(self) -> float:
        """Seconds after which there is something to do although nothing woke us."""
        if self.tray is not None and self.tray.holds():
            return 0.0
        now = time.monotonic()
        limits = [_AN_HOUR, *(max(0.0, due - now) for due in self._due.values())]
        if any(rule.on for rule in self.rounds.brief.rules.values()) and silence(
            self.rounds.brief, self._now()
        ):
            limits.append(_FIVE_MINUTES)
        until = self.rounds.brief.paused_until
        if until is not None and until > self._now():
            # The tray says until when, so the end is not five minutes late.
            limits.append((until - self._now()).total_seconds())
        limits += self._turns()
        due = self.rounds.notifier.due()
        limits += [due] if due is not None else []
        if not self.waking.notices_briefs:
            limits.append(_A_MINUTE)
        return max(0.0, min(limits))

    def _turns(self) -> list[float]:
        """Seconds to the natural pauses, for what is looked at in them only."""
        brief, now = self.rounds.brief, self._now()
        rules = [rule for name, rule in brief.rules.items() if rule.watched and _watched(name)]
        found = (pause_turns(rule, brief, now) for rule in rules)
        return [(turn - now).total_seconds() for turn in found if turn is not None]

    def _calls(self, name: str, watch: Watch, ready: set[int]) -> bool:
        if watch.fileno() in ready:
            return True
        return name in self._due and self._due[name] <= time.monotonic()

    def _follow(self, now: datetime) -> None:
        """Open and close watches as the brief says.

        During quiet hours and pauses nothing is looked at, nor what waits for a natural pause of the day.
        """
        brief = self.rounds.refresh(now)
        if self.tray is not None:
            self.tray.follow(brief, now)
        silent = silence(brief, now) is not None
        wanted = {
            name: rule.threshold
            for name, rule in brief.rules.items()
            if rule.watched and not silent and _watched(name) and self._resting.get(name) != now.date()
            if not waits(rule, brief, now)
        }
        for name, (_, threshold) in list(self._watches.items()):
            if wanted.get(name) != threshold:
                self._close(name)
        for name in wanted.keys() - self._watches.keys():
            self._open(name, wanted[name], now)

    def _open(self, name: str, threshold: int, now: datetime) -> None:
        try:
            watch = sensors()[name].open(threshold)
        except SessionOverError:
            raise
        except UnavailableError as error:
            self._rest(name, now, "blind", error)
        except Exception as error:  # noqa: BLE001 - whatever a sensor does, the others go on
            self._rest(name, now, "fell", type(error).__name__)
        else:
            self._watches[name] = (watch, threshold)
            self._set_due(name, watch)
            self._note_look(name, watch, now)

    def _look(self, names: list[str], now: datetime) -> None:
        readings = {}
        for name in names:
            watch = self._watches[name][0]
            try:
                value = watch.look()
            except SessionOverError:
                raise
            except UnavailableError as error:
                self._close(name)
                self._rest(name, now, "blind", error)
                continue
            except Exception as error:  # noqa: BLE001 - whatever a sensor does, the others go on
                self._close(name)
                self._rest(name, now, "fell", type(error).__name__)
                continue
            self._set_due(name, watch)
            self._note_look(name, watch, now)
            if value is not None:
                readings[name] = value
        if readings:
            self.rounds.decide(readings, now)

    def _rest(self, name: str, now: datetime, sentence: str, reason: object) -> None:
        self._resting[name] = now.date()
        self.rounds.complain(now, sentence, sensor=name, reason=reason)

    def _close(self, name: str) -> None:
        watch, _ = self._watches.pop(name)
        self._due.pop(name, None)
        watch.close()

    def _set_due(self, name: str, watch: Watch) -> None:
        if watch.every is not None:
            # On a common grid, so that sensors which can only be asked are asked together.
            self._due[name] = (time.monotonic() // watch.every + 1) * watch.every

    def _note_look(self, name: str, watch: Watch, now: datetime) -> None:
        source = (f"{name}.{watch.source}", now.date())
        if source in self._looked:
            return
        self._looked = {seen for seen in self._looked if seen[1] == now.date()} | {source}
        try:
            handover.look_noted(source[0], now)
        except OSError as error:
            self.rounds.complain(now, "no_journal", reason=error)


def _watched(name: str) -> bool:
    """Whether the agent itself looks; what an add-on notices comes through coach-bridge."""
    sensor = sensors().get(name)
    return sensor is not None and (sensor.watch is not None or sensor.look is not None)
