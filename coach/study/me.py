"""Who sits at this desk, and the settings that hold for that person."""

import dataclasses
import getpass
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coach import places, policy, settings, words
from coach.content.library import Library, library
from coach.domain.errors import CoachError, SettingError, refused
from coach.domain.people import Person
from coach.policy import Policy
from coach.settings import OPTIONS, Settings
from coach.store import glance
from coach.words import _

if TYPE_CHECKING:
    from coach.sensors._sensor import Threshold


@dataclass(frozen=True)
class Me:
    """The person, the person's own settings, the policy, and the settings that hold under it."""

    person: Person
    own: Settings
    policy: Policy

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        return policy.under(self.own, self.policy)

    @property
    def audiences(self) -> frozenset[str]:
        """The person's trades, as listed by the organisation and chosen here."""
        return self.person.audiences | frozenset(self.own.audiences)

    @property
    def library(self) -> Library:
        """The lessons in the language in use."""
        return self.library_in(words.language())

    def library_in(self, language: str) -> Library:
        """The lessons in a language."""
        return library(language, self.policy.lessons or places.town())


def whoami() -> Person:
    """`COACH_PERSON`, else the login, as the organisation's list has them; else a learner (decision 1)."""
    named, login = os.environ.get("COACH_PERSON", ""), session_login()
    file = places.organisation()
    known = glance.person(file, person_id=named) if named else glance.person(file, login=login)
    return known or Person(id=named or login, name="", login=login)


def session_login() -> str:
    """Whose session this is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"


def me() -> Me:
    """The person at this desk with settings and policy, read afresh."""
    person = whoami()
    own = settings.read(person.id)
    if not person.name:
        person = dataclasses.replace(person, name=own.name)
    return Me(person, own, policy.read())


def follow(before: str, after: str) -> None:
    """The records of a person known by the login go with the person, now known by the staff number.

    Where the person has records under the number already, both stay as they are.

    Raises:
        StorageError: the folder cannot be renamed; it stays.
    """
    old, new = places.person(before), places.person(after)
    if before == after or not os.path.isdir(old) or os.path.exists(new):
        return
    if glance.person(places.organisation(), person_id=before) is not None:
        return
    try:
        os.rename(old, new)
    except OSError as error:
        raise refused(error, old) from error


def stranger() -> Me:
    """Nobody in particular, for a window that must open all the same when records cannot be read."""
    return Me(Person(id="", name=""), Settings(), policy.read())


def speak() -> str:
    """Speak the person's language from now on, the system's while it cannot be known; returns its code."""
    try:
        wished = me().settings.language
    except CoachError:
        wished = "auto"
    return words.use(wished)


def rename(name: str) -> None:
    """Keep the name a person without a list of people gives."""
    now = me()
    settings.write(now.person.id, dataclasses.replace(now.own, name=" ".join(name.split())[:80]))


def change_setting(name: str, value: Any, now: datetime) -> Settings:
    """Change one option: its own type, or words as typed on a command line. Returns the settings that hold.

    Raises:
        SettingError: unknown name, nonsense value, or held by the administrator's policy.
        ReadOnlyFolder: the session cannot be told to start the reminders; nothing was changed.
    """
    who = me()
    if name.startswith("nudges."):
        return _change_nudge(who, name, str(value), now)
    if name in who.policy.fixed or (name == "guichet" and who.policy.guichet):
        raise SettingError(name=name, reason=_("it is set by your IT department"))
    if name == "autostart" and who.policy.shared_pc:
        raise SettingError(name=name, reason=_("this computer is shared: reminders are off for everybody"))
    parsed = settings.parse(name, value) if isinstance(value, str) else settings.checked(name, value)
    trades = [key for key, _title in who.library.label.audiences] if name == "audiences" else []
    if name == "audiences" and not set(parsed) <= set(trades):
        raise SettingError(
            name=name, reason=_("the value is one of: {values}").format(values=", ".join(trades))
        )
    if name == "autostart":
        from coach.study import autostart

        autostart.begin(parsed)
    settings.write(who.person.id, dataclasses.replace(who.own, **{name: parsed}))
    return me().settings


def _change_nudge(who: Me, name: str, value: str, now: datetime) -> Settings:
    from coach.sensors import sensors

    parts = name.split(".")
    known = sensors()
    if len(parts) != 3 or parts[1] not in known or parts[2] not in _of_nudge(known[parts[1]].many):
        raise SettingError(name=name, reason=_("there is no such setting"))
    sensor = parts[1]
    if parts[2] == "on":
        if value.lower() not in ("true", "false"):
            raise SettingError(name=name, reason=_("the value is true or false"))
        return consent(sensor, value.lower() == "true", now)
    many = known[sensor].many if parts[2] == "many" else None
    bounds = many.threshold if many else known[sensor].threshold
    if not value.isdecimal() or not bounds.least <= int(value) <= bounds.most:
        reason = _("the value goes from {low} to {high}").format(low=bounds.least, high=bounds.most)
        raise SettingError(name=name, reason=reason)
    if int(value) < who.policy.thresholds.get(f"{sensor}_many" if many else sensor, 0):
        raise SettingError(name=name, reason=_("your IT department asks for a higher threshold"))
    before = who.own.nudges.get(sensor, settings.NudgeSetting())
    after = (
        dataclasses.replace(before, many=int(value))
        if many
        else dataclasses.replace(before, threshold=int(value))
    )
    settings.write(who.person.id, dataclasses.replace(who.own, nudges={**who.own.nudges, sensor: after}))
    return me().settings


def _of_nudge(many: object) -> tuple[str, ...]:
    """The settings of a sensor, with or without a threshold for many people."""
    return ("on", "threshold", "many") if many else ("on", "threshold")


def consent(sensor: str, on: bool, now: datetime) -> Settings:
    """Switch a sensor; the day and the version of its card are kept with the choice.

    Raises:
        SettingError: the administrator forbids this sensor.
    """
    who = me()
    if on and who.policy.forbids(sensor):
        why = _("it is not possible: {reason}").format(reason=who.policy.why_not(sensor))
        raise SettingError(name=f"nudges.{sensor}.on", reason=why)
    from coach.sensors import sensors

    text = sensors()[sensor].text_version
    settings.write(who.person.id, settings.with_nudge(who.own, sensor, on, text, now))
    return me().settings


@dataclass(frozen=True)
class SettingRow:
    """One line of the list of settings.

    Attributes:
        possible: what it may hold, in words; nothing for any text.
        held: who holds it, if not the person.
    """

    name: str
    value: str
    help: str
    possible: str
    held: str


def settings_table() -> list[SettingRow]:
    """Every setting with its value and help, the sensors' last."""
    from coach.sensors import sensors

    who = me()
    held = who.settings
    rows = []
    for name, option in OPTIONS.items():
        fixed = name in who.policy.fixed or (name == "guichet" and who.policy.guichet)
        by = _("set by your IT department") if fixed else ""
        value = _told(getattr(held, name))
        rows.append(SettingRow(name, value, _(option.metadata["help"]), settings.possible(name), by))
    for name, sensor in sensors().items():
        choice = held.nudges.get(name, settings.NudgeSetting())
        by = who.policy.why_not(name)
        either = _("the value is true or false")
        rows.append(SettingRow(f"nudges.{name}.on", _told(choice.on), _(sensor.texts.name), either, by))
        level = policy.threshold(name, sensor.threshold.default, who.own, who.policy)
        rows.append(_threshold_row(f"nudges.{name}.threshold", level, sensor.threshold))
        if sensor.many:
            level = policy.threshold_many(name, sensor.many.threshold.default, choice.many, who.policy)
            rows.append(_threshold_row(f"nudges.{name}.many", level, sensor.many.threshold))
    return rows


def _threshold_row(name: str, level: int, bounds: "Threshold") -> SettingRow:
    told = _("the value goes from {low} to {high}").format(low=bounds.least, high=bounds.most)
    return SettingRow(name, str(level), _(bounds.about), told, "")


def setting(name: str) -> str:
    """The value that holds, as words.

    Raises:
        SettingError: there is no such setting.
    """
    for row in settings_table():
        if row.name == name:
            return row.value
    raise SettingError(name=name, reason=_("there is no such setting"))


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)
