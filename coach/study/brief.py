"""Writes the agent's brief: what it may notice and when, and every text it can show, in one language."""

from datetime import datetime
from typing import Any

from coach import handover, places, policy, words
from coach.content.library import Library
from coach.domain.lesson import Card
from coach.domain.said import PAGE, SENTENCES
from coach.policy import Policy
from coach.sensors import BODY, Sensor, Texts, sensors
from coach.settings import NudgeSetting, Settings
from coach.store.disk import as_storage_error
from coach.study import today
from coach.study.me import me
from coach.words import _, ngettext
from coach.workstation import screen_sleep
from coach.workstation.screen_sleep import ScreenSleep

_PLURALS = 200
# Characters that title and body of a nudge may take together.
_MOST = 140


def brief_agent(now: datetime) -> None:
    """Tell the background agent what holds now: texts, thresholds, quiet hours, lessons finished."""
    who = me()
    finished = frozenset(today.learning(who).finished)
    write(who.own, who.policy, who.library, finished)


def write(settings: Settings, decided: Policy, library: Library, finished: frozenset[str]) -> None:
    """Replace the brief; the running agent follows at once.

    Args:
        settings: the person's own.
        decided: the administrator's policy.
        library: the lessons, in the language of `words`.
        finished: ids of the lessons that the person has finished.

    Raises:
        StorageError: the local folder cannot be written.
    """
    told = brief(settings, decided, library, finished)
    try:
        handover.write_brief(told)
    except OSError as error:
        raise as_storage_error(error, places.local()) from error


def brief(settings: Settings, decided: Policy, library: Library, finished: frozenset[str]) -> dict[str, Any]:
    """The brief as JSON values, read back by `handover.read_brief`; arguments as for `write`."""
    held = policy.under(settings, decided)
    rules = {}
    for name, sensor in sensors().items():
        card = _lesson(sensor.moment or name, library, finished)
        rule = _rule(name, sensor, held, decided)
        screen = screen_sleep.state() if rule["on"] and sensor.act.startswith("screen ") else None
        act = "" if screen is not None and not screen.worth_offering else sensor.act
        act = act if rule["on"] else ""
        rules[name] = {
            **rule,
            "act": act,
            "learnt": _learnt(screen, card, library, finished),
            "lesson": card.id if card else "",
            "words": {
                **_words(sensor, _body(sensor, act, card, library, finished)),
                # Without buttons nothing can be pressed, so it asks nothing.
                "plain": _body(sensor, "", card, library, finished),
            },
        }
    return {
        "sensors": rules,
        "quiet": policy.quiet_hours(settings, decided),
        "paused_until": _moment(settings.paused_until),
        "guichet": held.guichet,
        "language": words.language(),
        "sentences": {name: _(text) for name, text in SENTENCES.items()},
        "tabs_at_once": held.tabs_at_once,
        "webmail": decided.webmail,
        "page": {name: _(text) for name, text in PAGE.items()},
    }


def _rule(name: str, sensor: Sensor, held: Settings, decided: Policy) -> dict[str, Any]:
    own = held.nudges.get(name, NudgeSetting())
    return {
        # A consent given to an older text of the card does not cover what the card says today.
        "on": own.on and own.text >= sensor.text_version,
        "forbidden": decided.forbids(name),
        "threshold": policy.threshold(name, sensor.threshold.default, held, decided),
        "per": sensor.unit.per,
        "moment": sensor.moment or name,
        "many": _many(name, sensor, held, decided),
    }


def _learnt(
    screen: ScreenSleep | None, card: Card | None, library: Library, finished: frozenset[str]
) -> bool:
    """Whether the person has nothing left to learn or to set about this.

    A passed lesson alone is not enough, for its gesture then stands in the nudge. A screen that sleeps soon
    enough is, whoever set it; where somebody else decides about it the lesson is all there is to say.
    """
    if screen is not None and screen.known:
        passed = card is not None and card.id in finished
        return screen.soon_enough or (not screen.settable and passed)
    return card is not None and card.id in finished and card.gesture not in library.gestures


def _many(name: str, sensor: Sensor, held: Settings, decided: Policy) -> dict[str, int] | None:
    if sensor.many is None:
        return None
    own = held.nudges.get(name, NudgeSetting()).many
    least = policy.threshold_many(name, sensor.many.threshold.default, own, decided)
    return {"people": sensor.many.people, "threshold": least}


def _words(sensor: Sensor, body: str) -> dict[str, Any]:
    texts = sensor.texts
    title, plural = _forms(texts.title)
    return {
        "name": _(texts.name),
        "title": title,
        "plural": plural,
        "body": body,
        "action": _(texts.action),
        "refuse": _(texts.refuse),
        "recent": _(texts.recent),
        "title_many": _(texts.title_many) if texts.title_many else "",
        "act": _(texts.act) if texts.act else "",
    }


class _Unsaid(int):
    """A number that chooses its plural form and leaves its place `{n}` in the text."""

    def __format__(self, spec: str) -> str:
        return "{n}"


def _forms(ids: tuple[str, ...]) -> tuple[list[str], str]:
    """The texts of a title, and which of them each number from 0 takes; one id alone does not count."""
    if len(ids) == 1:
        return [_(ids[0])], ""
    texts = [ngettext(ids[0], ids[1], _Unsaid(n)) for n in range(_PLURALS)]
    forms = list(dict.fromkeys(texts))
    return forms, "".join(str(forms.index(text)) for text in texts)


def _lesson(moment: str, library: Library, finished: frozenset[str]) -> Card | None:
    """The first lesson not yet finished to which this moment's nudge leads, else the first one."""
    cards = [card for card in library.cards.values() if moment in card.nudges]
    return next((card for card in cards if card.id not in finished), cards[0] if cards else None)


def _body(sensor: Sensor, act: str, card: Card | None, library: Library, finished: frozenset[str]) -> str:
    # A body that offers to act says nothing where that is not possible.
    text = sensor.texts.body if act or not sensor.act else BODY
    if card is None:
        return "" if "{lesson}" in text else _(text)
    gesture = library.gestures.get(card.gesture)
    if card.id in finished and gesture is not None:
        return library.references.tell(gesture.text).text if "{" in gesture.text else gesture.text
    told = _(text).format(lesson=card.title, minutes=card.minutes)
    return _in_town_words(sensor.texts, card, library) or told


def _in_town_words(texts: Texts, card: Card, library: Library) -> str:
    """The body with the town's own sentence; empty where there is none, or the nudge would be too long with it."""
    sentence = library.references.town.get(texts.town, "") if texts.town else ""
    body = _(texts.town_body).format(town=sentence, lesson=card.title) if sentence else ""
    titles = [*_forms(texts.title)[0], *([_(texts.title_many)] if texts.title_many else [])]
    longest = max(len(title.format(n=999, people=99)) for title in titles)
    return body if longest + len(body) <= _MOST else ""


def _moment(text: str) -> str:
    """An ISO moment with its zone, or nothing where the text is none."""
    try:
        return datetime.fromisoformat(text).astimezone().isoformat()
    except ValueError:
        return ""
