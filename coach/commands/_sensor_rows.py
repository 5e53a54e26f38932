"""What `coach doctor` says of the reminders: which are on, what each looks at here, and whether that answers now."""

from contextlib import closing
from datetime import datetime

from coach import handover
from coach.commands._row import Row
from coach.domain.nudge import Brief, Rule
from coach.sensors import Sensor, SessionOverError, UnavailableError, sensors
from coach.settings import NudgeSetting
from coach.study import Me
from coach.study import addons as known_addons
from coach.words import _, ngettext


def rows(me: Me, brief: Brief, now: datetime) -> list[Row]:
    """A row for each sensor; only those that are on are asked. `now`: aware, in the person's time zone."""
    return [_row(name, sensor, brief.rules.get(name), me, now) for name, sensor in sorted(sensors().items())]


def addons() -> list[Row]:
    """A row for each browser and mail program that is here."""
    found = []
    for one in known_addons.state():
        if one.found:
            connected = one.connected
            advice = _("Type: coach addons install")
            sealed = _("As a snap or flatpak it may be unable to start the coach.") if one.sealed else ""
            state = _("connected") if connected else _("not connected")
            found.append(Row(one.program, state, None, (sealed,), "" if connected else advice))
    return found


def _row(name: str, sensor: Sensor, rule: Rule | None, me: Me, now: datetime) -> Row:
    title = _(sensor.texts.name)
    if rule is None or not rule.on:
        return Row(title, _("off"), None, (*_why_off(name, sensor, me), *_would(sensor)))
    if rule.learnt:
        return Row(title, _("on"), None, (_("It is learnt and set: nothing is looked at."),))
    if sensor.look is None:
        return _told_by_another(title, name, sensor, me, now)
    try:
        with closing(sensor.open(rule.threshold)) as watch:
            value = sensor.look()
            source = sensor.sources[watch.source]
    except (UnavailableError, SessionOverError) as error:
        reason = _(str(error)) if str(error) else _("The session has ended.")
        return Row(title, _("on"), False, (reason,), _advice(str(error)), needed=True)
    except Exception as error:  # noqa: BLE001 - whatever a sensor does, the doctor goes on
        told = _("Looking failed: {error}.").format(error=type(error).__name__)
        return Row(title, _("on"), False, (told,), _("Tell your IT support."), needed=True)
    return Row(title, _("on"), True, (_looks_at(_(source)), _sees(sensor, value)), needed=True)


def _sees(sensor: Sensor, value: int | None) -> str:
    if value is None:
        return _("It sees nothing now.")
    one, many = sensor.unit.words
    return _("It sees now: {reading}.").format(reading=ngettext(one, many, value // sensor.unit.per))


def _why_off(name: str, sensor: Sensor, me: Me) -> tuple[str, ...]:
    own = me.own.nudges.get(name, NudgeSetting())
    if me.policy.forbids(name):
        return (me.policy.why_not(name)[:1].upper() + me.policy.why_not(name)[1:] + ".",)
    if own.on and own.text < sensor.text_version:
        return (_("What it looks at has changed: read its card in Settings and switch it on again."),)
    return ()


def _would(sensor: Sensor) -> tuple[str, ...]:
    """What it would look at here, or why it could not; nothing is opened to find out."""
    if sensor.here is not None and not sensor.here():
        return (_("There is nothing for it to look at on this computer."),)
    try:
        keys = [sensor.likely()] if sensor.likely is not None else list(sensor.sources)
    except UnavailableError as error:
        return (_(str(error)),)
    return tuple(_("It would look at: {source}.").format(source=_(sensor.sources[key])) for key in keys)


def _told_by_another(title: str, name: str, sensor: Sensor, me: Me, now: datetime) -> Row:
    """An add-on or a program of its own tells this one; when it last did is kept nowhere.

    That it works is only known once it was used: a manifest says nothing of an add-on, nor of its being switched on.
    """
    today = handover.sources_looked_at(now).get(now.date(), ())
    seen = any(source.startswith(f"{name}.") for source in today)
    told = _("It was used today.") if seen else _("It was not used today; when it last was is kept nowhere.")
    facts = (*(_looks_at(_(source)) for source in sensor.sources.values()), told)
    if sensor.watch is not None:
        return Row(title, _("on"), True if seen else None, facts, _("More: coach mailbox status"))
    programs = known_addons.serving(name, me.policy.webmail)
    if seen or not programs:
        missing = _("There is no browser or mail program here whose add-on tells it.")
        return Row(title, _("on"), seen, (*facts, "" if seen else missing), needed=True)
    connected = [one.program for one in programs if one.connected]
    if not connected:
        return Row(title, _("on"), False, facts, _("Type: coach addons install"), needed=True)
    look = _("Look in {programs} whether the coach’s add-on is there and switched on.")
    return Row(title, _("on"), None, facts, look.format(programs=", ".join(connected)), needed=True)


def _looks_at(source: str) -> str:
    return _("Looks at: {source}.").format(source=source)


def _advice(reason: str) -> str:
    """What would make a source answer, by why it does not."""
    return {
        "There is no session bus (D-Bus).": _("Start the coach from the desktop, not from a bare console."),
        "There is no display.": _("Start the coach from the desktop, not from a bare console."),
        "The display belongs to another computer.": _("It works on the computer whose screen this is."),
        "This is a remote session: the screen in front of you belongs to another computer.": _(
            "It works on the computer whose screen this is."
        ),
        "This desktop does not tell when somebody is there.": _(
            "It works on GNOME, KDE, other Wayland desktops with ext-idle-notify, X11 and Windows."
        ),
        "This is a Wayland session, in which X cannot tell when somebody is there.": _(
            "It works on GNOME, KDE, other Wayland desktops with ext-idle-notify, X11 and Windows."
        ),
    }.get(reason, _("Log out and in again; if that does not help, tell your IT support."))
