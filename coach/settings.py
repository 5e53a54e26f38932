"""Every option of a person as a dataclass field: type, default, help; and the administrator's policy over it.

The person's settings are one JSON file that only the program writes; the policy is a TOML file that people write.
The policy can be stricter than the person, never laxer: `under()` holds every rule.
"""

import dataclasses
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coach import places
from coach.domain.errors import SettingError
from coach.domain.text import N_
from coach.words import _

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _option(
    default: Any,
    help: str,
    choices: tuple[Any, ...] = (),
    bounds: tuple[int, int] | None = None,
    own: bool = False,
    hour: bool = False,
) -> Any:
    """A setting. `own` means the person's own choice: no policy fixes it."""
    metadata = {"help": help, "choices": choices, "bounds": bounds, "own": own, "hour": hour}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class NudgeSetting:
    """The person's choice for one sensor: on only with the day and the version of the card that was read."""

    on: bool = False
    threshold: int | None = None
    chosen_on: str = ""
    text: int = 0


@dataclass(frozen=True)
class Settings:
    """All options. `nudges` is an open table: one entry per sensor the person has decided about."""

    language: str = _option("auto", N_("Language of the program, or “auto” for the system's."))
    theme: str = _option(
        "auto", N_("Colours."), ("auto", "light", "dark", "contrast-light", "contrast-dark"), own=True
    )
    text_scale: int = _option(
        0, N_("Text size in per cent; 0 follows the system."), (0, 100, 125, 150, 175, 200), own=True
    )
    font: str = _option("atkinson", N_("Typeface."), ("atkinson", "system"), own=True)
    line_spacing: str = _option(
        "normal", N_("Space between the lines of lessons."), ("normal", "wide"), own=True
    )
    reduce_motion: bool = _option(False, N_("No animation at all."), own=True)
    letter_keys: bool = _option(True, N_("Choose answers with A to F or 1 to 6."), own=True)
    weekly_goal: int = _option(
        2, N_("Lessons a week that you wish for; 0 hides the goal."), bounds=(0, 5), own=True
    )
    quiet_start: str = _option("18:00", N_("From this hour on no reminder appears."), own=True, hour=True)
    quiet_end: str = _option("08:00", N_("Until this hour no reminder appears."), own=True, hour=True)
    paused_until: str = _option("", N_("Reminders rest until this moment (ISO 8601)."), own=True)
    guichet: bool = _option(False, N_("Receiving the public: no pop-up, only “Recent reminders”."))
    autostart: bool = _option(False, N_("Start the reminders with the session."), own=True)
    audiences: tuple[str, ...] = _option((), N_("Your trades, beside “all staff”."), own=True)
    name: str = _option("", N_("What the program calls you."), own=True)
    welcomed: bool = _option(False, N_("The first run has been seen."), own=True)
    nudges: Mapping[str, NudgeSetting] = field(default_factory=dict)


@dataclass(frozen=True)
class Policy:
    """What the administrator decided, read from the policy file; everything is optional."""

    organisation: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    forbidden: frozenset[str] = frozenset()
    thresholds: Mapping[str, int] = field(default_factory=dict)
    quiet: tuple[tuple[str, str], ...] = ()
    guichet: bool = False
    shared_session: bool = False
    lessons: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quiet:
    """Hours of the local day during which nothing appears; an interval may pass midnight."""

    intervals: tuple[tuple[str, str], ...]


OPTIONS = {f.name: f for f in dataclasses.fields(Settings) if f.name != "nudges"}


def parse(name: str, text: str) -> Any:
    """A setting's value from words typed by a person.

    Raises:
        SettingError: unknown setting or nonsense value; the reason lists what is possible.
    """
    option = OPTIONS.get(name)
    if option is None:
        raise SettingError(name=name, reason=_("there is no such setting"))
    if option.type is bool or option.type == "bool":
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() not in words:
            raise SettingError(name=name, reason=_("the value is true or false"))
        return words[text.lower()]
    if isinstance(option.default, int):
        if not re.fullmatch(r"-?\d+", text):
            raise SettingError(name=name, reason=_("the value is a whole number"))
        return checked(name, int(text))
    if isinstance(option.default, tuple):
        return checked(name, tuple(part for part in text.split(",") if part))
    return checked(name, text)


def checked(name: str, value: Any) -> Any:
    """The value, if the setting may hold it.

    Raises:
        SettingError: it may not.
    """
    option = OPTIONS.get(name)
    if option is None:
        raise SettingError(name=name, reason=_("there is no such setting"))
    if isinstance(option.default, tuple) and isinstance(value, list):
        value = tuple(value)
    if type(value) is not type(option.default):
        raise SettingError(name=name, reason=_("the value has the wrong type"))
    choices, bounds = option.metadata["choices"], option.metadata["bounds"]
    if choices and value not in choices:
        possible = ", ".join(str(choice) for choice in choices)
        raise SettingError(name=name, reason=_("the value is one of: {values}").format(values=possible))
    if bounds and not bounds[0] <= value <= bounds[1]:
        raise SettingError(
            name=name, reason=_("the value goes from {low} to {high}").format(low=bounds[0], high=bounds[1])
        )
    if option.metadata["hour"] and not _HOUR.fullmatch(value):
        raise SettingError(name=name, reason=_("the value is an hour such as 08:30"))
    return value


def file_of(person_id: str) -> str:
    """The person's settings file."""
    return os.path.join(places.person(person_id), "settings.json")


def read(person_id: str) -> Settings:
    """The person's settings; nonsense values fall back to the default, one by one.

    A file that is no JSON at all is kept beside as `settings.json.unreadable`, so that nothing is lost.
    """
    path = file_of(person_id)
    try:
        with open(path, encoding="utf-8") as file:
            values = json.load(file)
    except FileNotFoundError:
        return Settings()
    except (ValueError, OSError):
        values = None
    if not isinstance(values, dict):
        _set_aside(path)
        return Settings()
    return _settings(values)


def _set_aside(path: str) -> None:
    try:
        os.replace(path, path + ".unreadable")
    except OSError:
        return


def _settings(values: dict[str, Any]) -> Settings:
    good: dict[str, Any] = {}
    for name in OPTIONS.keys() & values.keys():
        try:
            good[name] = checked(name, values[name])
        except SettingError:
            continue
    nudges = values.get("nudges")
    if isinstance(nudges, dict):
        good["nudges"] = {name: _nudge(row) for name, row in nudges.items() if isinstance(row, dict)}
    return Settings(**good)


def _nudge(row: dict[str, Any]) -> NudgeSetting:
    threshold = row.get("threshold")
    return NudgeSetting(
        on=row.get("on") is True and bool(row.get("chosen_on")),
        threshold=threshold if isinstance(threshold, int) and threshold > 0 else None,
        chosen_on=str(row.get("chosen_on", "")),
        text=row["text"] if isinstance(row.get("text"), int) else 0,
    )


def write(person_id: str, settings: Settings) -> None:
    """Save the settings: a whole new file, then a rename, so that a power cut leaves the old one or the new one."""
    path = file_of(person_id)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=os.path.dirname(path), prefix="settings.", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(settings), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def with_nudge(
    settings: Settings, sensor: str, on: bool, text: int, now: datetime, threshold: int | None = None
) -> Settings:
    """The settings with one sensor switched; switching on keeps the day and the version of the card that was read."""
    before = settings.nudges.get(sensor, NudgeSetting())
    chosen = now.astimezone().date().isoformat()
    after = NudgeSetting(on, threshold if threshold is not None else before.threshold, chosen, text)
    return dataclasses.replace(settings, nudges={**settings.nudges, sensor: after})


def read_policy() -> Policy:
    """The administrator's policy; without a file, an empty one. What may not be decided there is named in `ignored`."""
    try:
        with open(places.policy(), "rb") as file:
            values = tomllib.load(file)
    except FileNotFoundError:
        return Policy()
    except (OSError, tomllib.TOMLDecodeError) as error:
        return Policy(ignored=(_("the policy file cannot be read: {error}").format(error=error),))
    return _policy(values)


def _table(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name, {})
    return found if isinstance(found, dict) else {}


def _policy(values: Mapping[str, Any]) -> Policy:
    fixed: dict[str, Any] = {}
    ignored: list[str] = []
    for name, value in _table(values, "settings").items():
        try:
            if name not in OPTIONS or OPTIONS[name].metadata.get("own"):
                raise SettingError(name=name, reason=_("it is the person's own choice, or no setting at all"))
            fixed[name] = checked(name, value)
        except SettingError as error:
            ignored.append(str(error))
    known = {"org", "settings", "sensors", "thresholds", "quiet", "guichet", "shared_session", "lessons"}
    ignored += [
        _("“{name}” is not for the policy to decide").format(name=name)
        for name in values
        if name not in known
    ]
    sensors = _table(values, "sensors")
    ignored += [
        _("“{name}” is not for the policy to decide").format(name=f"sensors.{name}")
        for name in sensors
        if name != "forbidden"
    ]
    quiet = _table(values, "quiet")
    start, end = str(quiet.get("start", "")), str(quiet.get("end", ""))
    return Policy(
        organisation={k: str(v) for k, v in _table(values, "org").items()},
        fixed=fixed,
        forbidden=frozenset(str(name) for name in sensors.get("forbidden", ())),
        thresholds={k: v for k, v in _table(values, "thresholds").items() if isinstance(v, int) and v > 0},
        quiet=((start, end),) if _HOUR.fullmatch(start) and _HOUR.fullmatch(end) else (),
        guichet=values.get("guichet") is True,
        shared_session=values.get("shared_session") is True,
        lessons=str(_table(values, "lessons").get("extra", "")),
        ignored=tuple(ignored),
    )


def under(settings: Settings, policy: Policy) -> Settings:
    """The settings that hold: a forbidden sensor is off, a threshold can only rise, the counter mode can only be added."""
    nudges = {name: _nudge_under(name, own, policy) for name, own in settings.nudges.items()}
    held = dataclasses.replace(settings, **policy.fixed, nudges=nudges)
    return dataclasses.replace(held, guichet=held.guichet or policy.guichet)


def _nudge_under(name: str, own: NudgeSetting, policy: Policy) -> NudgeSetting:
    least = policy.thresholds.get(name)
    threshold = own.threshold
    if least is not None and threshold is not None:
        threshold = max(threshold, least)
    return dataclasses.replace(own, on=own.on and name not in policy.forbidden, threshold=threshold)


def quiet_hours(settings: Settings, policy: Policy) -> Quiet:
    """The person's quiet hours and those the administrator adds; nothing can take an hour away."""
    return Quiet(((settings.quiet_start, settings.quiet_end), *policy.quiet))


def threshold(sensor: str, default: int, settings: Settings, policy: Policy) -> int:
    """The threshold that holds for a sensor: the person's or the default, never below the policy's."""
    own = settings.nudges.get(sensor, NudgeSetting()).threshold
    return max(own if own is not None else default, policy.thresholds.get(sensor, 0))
