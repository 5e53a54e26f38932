"""What the administrator decided, and how it stands over the person's settings.

A policy can be stricter than the person, never laxer: it can forbid a sensor but not switch one on, add quiet hours
but not take any away, and it has no word for pause, erasing, or how long things are kept.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coach import places
from coach.domain.errors import SettingError
from coach.settings import OPTIONS, NudgeSetting, Settings, checked, is_hour
from coach.words import _


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


def read() -> Policy:
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
        quiet=((start, end),) if is_hour(start) and is_hour(end) else (),
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


def quiet_hours(settings: Settings, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Local hours (start, end) during which nothing appears: the person's, and those the administrator adds."""
    return ((settings.quiet_start, settings.quiet_end), *policy.quiet)


def threshold(sensor: str, default: int, settings: Settings, policy: Policy) -> int:
    """The threshold that holds for a sensor: the person's or the default, never below the policy's."""
    own = settings.nudges.get(sensor, NudgeSetting()).threshold
    return max(own if own is not None else default, policy.thresholds.get(sensor, 0))
