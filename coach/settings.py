"""Every option of a person as a dataclass field: type, default, help. One JSON file, written by us only."""

import dataclasses
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from coach import places
from coach.domain.errors import SettingError, refused
from coach.domain.text import N_
from coach.replace_file import replace_file
from coach.words import _, languages

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _option(
    default: Any,
    help: str,
    choices: tuple[Any, ...] = (),
    bounds: tuple[int, int] | None = None,
    own: bool = False,
    form: str = "",
) -> Any:
    """A setting. `own` means the person's own choice: no policy fixes it. `form` is a key of `_FORMS`."""
    metadata = {"help": help, "choices": choices, "bounds": bounds, "own": own, "form": form}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class NudgeSetting:
    """The person's choice for one sensor: on only with the day and the version of the card that was read."""

    on: bool = False
    threshold: int | None = None
    chosen_on: str = ""
    text: int = 0
    many: int | None = None


@dataclass(frozen=True)
class Settings:
    """All options. `nudges` is an open table: one entry per sensor the person has decided about."""

    language: str = _option("auto", N_("Language of the program, or the system's."), form="language")
    theme: str = _option(
        "auto",
        N_("Colours of the window."),
        ("auto", "light", "dark", "contrast-light", "contrast-dark"),
        own=True,
    )
    text_scale: int = _option(
        0, N_("In per cent, or as the system has it."), (0, 100, 125, 150, 175, 200), own=True
    )
    font: str = _option(
        "atkinson", N_("Made to be read easily, or the system's own."), ("atkinson", "system"), own=True
    )
    line_spacing: str = _option(
        "normal", N_("Space between the lines of lessons."), ("normal", "wide"), own=True
    )
    letter_keys: bool = _option(True, N_("Choose answers with A to F or 1 to 6."), own=True)
    weekly_goal: int = _option(
        2, N_("Lessons a week that you wish for; 0 hides the goal."), bounds=(0, 5), own=True
    )
    review: bool = _option(True, N_("Once a day, a few questions of finished lessons come back."), own=True)
    quiet_start: str = _option("18:00", N_("From this hour on no reminder appears."), own=True, form="hour")
    quiet_end: str = _option("08:00", N_("Until this hour no reminder appears."), own=True, form="hour")
    paused_until: str = _option(
        "", N_("Reminders rest until this moment (ISO 8601)."), own=True, form="moment"
    )
    guichet: bool = _option(False, N_("Receiving the public: no pop-up, only “Recent reminders”."))
    tabs_at_once: bool = _option(
        False, N_("The reminder about tabs comes at once, not at a natural pause."), own=True
    )
    autostart: bool = _option(False, N_("Start the reminders with the session."), own=True)
    audiences: tuple[str, ...] = _option((), N_("Your trades, beside “all staff”."), own=True)
    name: str = _option("", N_("What the program calls you."), own=True)
    server: str = _option("", N_("Address of your organisation's server; finished lessons are shared there."))
    welcomed: bool = _option(False, N_("The first run has been seen."), own=True)
    quit_told: bool = _option(False, N_("It was said that reminders go on without the window."), own=True)
    nudges: Mapping[str, NudgeSetting] = field(default_factory=dict)


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
            raise SettingError(name=name, reason=possible(name))
        return words[text.lower()]
    if isinstance(option.default, int):
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise SettingError(name=name, reason=_("the value is a whole number"))
        return checked(name, int(text))
    if isinstance(option.default, tuple):
        return checked(name, tuple(part.strip() for part in text.split(",") if part.strip()))
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
    if type(value) is not type(option.default) or not _can_be_kept(value):
        raise SettingError(name=name, reason=_("the value has the wrong type"))
    choices, bounds, form = (option.metadata[part] for part in ("choices", "bounds", "form"))
    wrong = (choices and value not in choices) or (bounds and not bounds[0] <= value <= bounds[1])
    if wrong or (form and not _FORMS[form](value)):
        raise SettingError(name=name, reason=possible(name))
    return value


def possible(name: str) -> str:
    """What a setting may hold, in words; nothing for any text."""
    option = OPTIONS[name]
    choices, bounds, form = (option.metadata[part] for part in ("choices", "bounds", "form"))
    if form == "language":
        choices = ("auto", *languages())
    if choices:
        return _("the value is one of: {values}").format(values=", ".join(str(choice) for choice in choices))
    if bounds:
        return _("the value goes from {low} to {high}").format(low=bounds[0], high=bounds[1])
    if isinstance(option.default, bool):
        return _("the value is true or false")
    return {
        "hour": _("the value is an hour such as 08:30"),
        "moment": _("the value is a moment such as 2026-11-25T18:00, or empty"),
    }.get(form, "")


def _can_be_kept(value: object) -> bool:
    """Whether a list holds texts only, and every text can be written to a file."""
    if isinstance(value, tuple):
        return all(isinstance(part, str) and _can_be_kept(part) for part in value)
    # Bytes of a command line that are no UTF-8 arrive as lone surrogates; a control character is never typed.
    return not (isinstance(value, str) and re.search("[\ud800-\udfff\x00-\x1f\x7f]", value))


def is_hour(text: object) -> bool:
    """Whether a text is an hour of the day such as 08:30."""
    return isinstance(text, str) and bool(_HOUR.fullmatch(text))


def is_moment(text: object) -> bool:
    """Whether a text is empty or a moment of ISO 8601, in a year that every time zone can tell."""
    if text == "":
        return True
    try:
        return 1970 <= datetime.fromisoformat(str(text)).year < 9999
    except ValueError:
        return False


_FORMS: Mapping[str, Callable[[object], bool]] = {
    "hour": is_hour,
    "moment": is_moment,
    "language": lambda value: value in ("auto", *languages()),
}


def file_of(person_id: str) -> str:
    """The person's settings file."""
    return os.path.join(places.person(person_id), "settings.json")


def read(person_id: str) -> Settings:
    """The person's settings; nonsense values fall back to the default, one by one.

    A file that is no JSON at all is kept beside as `settings.json.unreadable`, so that nothing is lost.

    Raises:
        StorageError: the file is there, but the system does not let it be read.
    """
    path = file_of(person_id)
    try:
        with open(path, encoding="utf-8") as file:
            values = json.load(file)
    except FileNotFoundError:
        return Settings()
    except (ValueError, RecursionError):
        values = None
    except OSError as error:
        raise refused(error, path) from error
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
    threshold, text, chosen_on = row.get("threshold"), row.get("text"), row.get("chosen_on")
    many = row.get("many")
    return NudgeSetting(
        on=row.get("on") is True and _is_day(chosen_on),
        threshold=threshold if type(threshold) is int and threshold > 0 else None,
        chosen_on=chosen_on if isinstance(chosen_on, str) and _is_day(chosen_on) else "",
        text=text if type(text) is int else 0,
        many=many if type(many) is int and many > 0 else None,
    )


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def write(person_id: str, settings: Settings) -> None:
    """Save the settings.

    Raises:
        StorageError: nothing was changed.
    """
    path = file_of(person_id)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        replace_file(path, json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=1))
    except OSError as error:
        raise refused(error, path) from error


def with_nudge(
    settings: Settings, sensor: str, on: bool, text: int, now: datetime, threshold: int | None = None
) -> Settings:
    """The settings with one sensor switched; the day and the version of the card that was read are kept."""
    before = settings.nudges.get(sensor, NudgeSetting())
    chosen = now.astimezone().date().isoformat()
    least = threshold if threshold is not None else before.threshold
    after = NudgeSetting(on, least, chosen, text, before.many)
    return dataclasses.replace(settings, nudges={**settings.nudges, sensor: after})
