"""What the administrator decided, and how it stands over the person's settings.

A policy can be stricter than the person, never laxer: it can forbid a sensor but not switch one on, add quiet
hours but not take any away, and it has no word for pause, erasing, or how long things are kept.
"""

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coach import places
from coach.domain.errors import SettingError
from coach.settings import OPTIONS, NudgeSetting, Settings, checked, is_hour
from coach.words import _


@dataclass(frozen=True)
class MailServer:
    """The mail server whose drafts and sent messages may be looked at.

    `auth` is "password" or "xoauth2"; for the latter `token_command` prints an OAuth token.
    """

    server: str
    port: int = 993
    auth: str = "password"
    token_command: tuple[str, ...] = ()


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
    webmail: str = ""
    mailbox: MailServer | None = None
    server: str = ""
    folder: str = ""
    content_key: str = ""
    kerberos: bool = False
    shared_pc: bool = False
    ignored: tuple[str, ...] = ()
    unreadable: bool = False

    def forbids(self, sensor: str) -> bool:
        """Whether this reminder may not be switched on here."""
        lacks = sensor == _MAIL and self.mailbox is None
        return self.unreadable or self.shared_pc or self._named(sensor) or lacks

    def _named(self, sensor: str) -> bool:
        """Whether it is on the list; “tabs” there forbids every way of noticing tabs, `tabs_session` too."""
        return not self.forbidden.isdisjoint((sensor, sensor.partition("_")[0]))

    def offers(self, sensor: str) -> bool:
        """Whether this reminder can exist here at all; one that is forbidden is shown, with the reason."""
        return sensor != _MAIL or self.mailbox is not None

    def why_not(self, sensor: str) -> str:
        """Why this reminder may not be switched on here, in a sentence's part; nothing if it may."""
        if not self.forbids(sensor):
            return ""
        if self.shared_pc:
            return _("this computer is shared: reminders are off for everybody")
        if sensor == _MAIL and not self.unreadable and not self._named(sensor):
            return _("your IT department has named no mail server for it")
        return _("switched off by your IT department")


def read() -> Policy:
    """The administrator's policy; empty without a file. `ignored` names what may not be decided there."""
    try:
        with open(places.policy(), "rb") as file:
            # Windows' own editor begins a file with a mark.
            values = tomllib.loads(file.read().decode("utf-8-sig"))
    except FileNotFoundError:
        return Policy()
    except (OSError, ValueError, RecursionError) as error:
        # What it forbade cannot be known: every reminder rests until somebody mends the file.
        told = _("the policy file cannot be read: {error}").format(error=_unread(error))
        return Policy(ignored=(told,), unreadable=True)
    return _policy(values)


def _unread(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return _("line {line} is not written in UTF-8").format(line=line)
    return str(error)


_MAIL = "mail_imap"
_KNOWN = {
    "": (
        *("org", "settings", "sensors", "thresholds", "quiet", "guichet", "shared_session", "lessons"),
        *("mail", _MAIL),
    ),
    "sensors.": ("forbidden",),
    "quiet.": ("start", "end"),
    "mail.": ("webmail",),
    f"{_MAIL}.": ("server", "port", "auth", "token_command"),
}
_TABLES = ("org", "sensors", "quiet", "lessons", "mail", _MAIL)
_PLACES = ("server", "folder", "content_key", "kerberos", "shared_pc")
# Without TLS only this computer itself: for a server that is being tried.
_SERVER = re.compile(r"(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:\d{1,5})?/?")
_FINGERPRINT = re.compile(r"[0-9A-Fa-f]{4}(-[0-9A-Fa-f]{4}){4}")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


def _policy(values: Mapping[str, Any]) -> Policy:
    ignored: list[str] = []
    tables = {name: _table(values, name, ignored) for name in _TABLES}
    for prefix, known in _KNOWN.items():
        table = tables[prefix[:-1]] if prefix else values
        ignored += [_not_for_policy(prefix + name) for name in table if name not in known]
    forbidden = _forbidden(tables["sensors"].get("forbidden", []), ignored)
    return Policy(
        organisation={k: str(v) for k, v in tables["org"].items() if k not in _PLACES},
        fixed=_fixed(_table(values, "settings", ignored), ignored),
        forbidden=forbidden or frozenset(),
        thresholds=_thresholds(_table(values, "thresholds", ignored), ignored),
        quiet=_quiet(tables["quiet"], ignored),
        guichet=values.get("guichet") is True,
        shared_session=values.get("shared_session") is True,
        lessons=str(tables["lessons"].get("extra", "")),
        webmail=_webmail(tables["mail"].get("webmail", ""), ignored),
        mailbox=_mailbox(tables[_MAIL], ignored),
        server=_place(tables["org"], "server", ignored),
        folder=_place(tables["org"], "folder", ignored),
        content_key=_content_key(tables["org"].get("content_key", ""), ignored),
        kerberos=_kerberos(tables["org"].get("kerberos", False), ignored),
        shared_pc=_shared_pc(tables["org"].get("shared_pc", False), ignored),
        ignored=tuple(ignored),
        unreadable=forbidden is None,
    )


def _place(values: Mapping[str, Any], name: str, ignored: list[str]) -> str:
    """Where completions are shared: the address of a server, or a folder."""
    value = values.get(name, "")
    if isinstance(value, str) and (name != "server" or not value or _SERVER.fullmatch(value)):
        return value
    ignored.append(_senseless(f"org.{name}"))
    return ""


def _content_key(value: Any, ignored: list[str]) -> str:
    """The fingerprint of the key that may publish lessons. One that makes no sense stays: no key has it."""
    if value != "" and not (isinstance(value, str) and _FINGERPRINT.fullmatch(value)):
        ignored.append(_senseless("org.content_key"))
    return str(value).upper()


def _kerberos(value: Any, ignored: list[str]) -> bool:
    """Whether the server's front knows people by the ticket of their session, so that no code is needed."""
    if not isinstance(value, bool):
        ignored.append(_senseless("org.kerberos"))
    return value is True


def _shared_pc(value: Any, ignored: list[str]) -> bool:
    """Whether several people use this computer in one session. What makes no sense counts as yes: it is stricter."""
    if not isinstance(value, bool):
        ignored.append(_senseless("org.shared_pc"))
    return value is not False


def _not_for_policy(name: str) -> str:
    return _("“{name}” is not for the policy to decide").format(name=name)


def _senseless(name: str) -> str:
    return _("“{name}” makes no sense in the policy").format(name=name)


def _table(values: Mapping[str, Any], name: str, ignored: list[str]) -> Mapping[str, Any]:
    found = values.get(name, {})
    if isinstance(found, dict):
        return found
    ignored.append(_senseless(name))
    return {}


def _fixed(values: Mapping[str, Any], ignored: list[str]) -> dict[str, Any]:
    fixed: dict[str, Any] = {}
    for name, value in values.items():
        try:
            if name not in OPTIONS or OPTIONS[name].metadata.get("own"):
                raise SettingError(name=name, reason=_("it is the person's own choice, or no setting at all"))
            fixed[name] = checked(name, value)
        except SettingError as error:
            ignored.append(str(error))
    return fixed


def _forbidden(values: Any, ignored: list[str]) -> frozenset[str] | None:
    """The reminders on the list; None where it makes no sense, and what it meant to forbid cannot be known."""
    names = [values] if isinstance(values, str) else values
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return frozenset(names)
    ignored.append(_senseless("sensors.forbidden"))
    return None


def _thresholds(values: Mapping[str, Any], ignored: list[str]) -> dict[str, int]:
    # type, because in Python True is a whole number too.
    good = {name: value for name, value in values.items() if type(value) is int and value > 0}
    ignored += [_senseless(f"thresholds.{name}") for name in values if name not in good]
    return good


def _webmail(value: Any, ignored: list[str]) -> str:
    """The one origin whose pages the browser's add-on may ask the person to let it see."""
    if isinstance(value, str) and (not value or _ORIGIN.fullmatch(value)):
        return value
    ignored.append(_senseless("mail.webmail"))
    return ""


def _quiet(values: Mapping[str, Any], ignored: list[str]) -> tuple[tuple[str, str], ...]:
    if not values:
        return ()
    start, end = values.get("start"), values.get("end")
    if is_hour(start) and is_hour(end):
        return ((str(start), str(end)),)
    ignored.append(_senseless("quiet"))
    return ()


def _mailbox(values: Mapping[str, Any], ignored: list[str]) -> MailServer | None:
    """The mail server; one key that makes no sense, and there is none: half a server is a wrong one."""
    if not values:
        return None
    server, port, auth = values.get("server"), values.get("port", 993), values.get("auth", "password")
    command = values.get("token_command", [])
    wrong = {
        "server": not isinstance(server, str) or not re.fullmatch(r"[\w.:-]+", server),
        "port": type(port) is not int or not 0 < port < 65536,
        "auth": auth not in ("password", "xoauth2"),
        "token_command": not isinstance(command, list) or not all(isinstance(word, str) for word in command),
    }
    ignored += [_senseless(f"{_MAIL}.{name}") for name, bad in wrong.items() if bad]
    return None if any(wrong.values()) else MailServer(str(server), port, auth, tuple(command))


def under(settings: Settings, policy: Policy) -> Settings:
    """The settings that hold: a sensor only off, a threshold only raised, the counter mode only added."""
    nudges = {name: _nudge_under(name, own, policy) for name, own in settings.nudges.items()}
    held = dataclasses.replace(settings, **policy.fixed, nudges=nudges)
    # Fixing the counter mode to “off” must not send pop-ups to somebody who asked for none.
    return dataclasses.replace(held, guichet=held.guichet or settings.guichet or policy.guichet)


def _nudge_under(name: str, own: NudgeSetting, policy: Policy) -> NudgeSetting:
    least = policy.thresholds.get(name)
    threshold = own.threshold
    if least is not None and threshold is not None:
        threshold = max(threshold, least)
    return dataclasses.replace(own, on=own.on and not policy.forbids(name), threshold=threshold)


def quiet_hours(settings: Settings, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Local hours (start, end) in which nothing appears: the person's, and those the administrator adds."""
    return ((settings.quiet_start, settings.quiet_end), *policy.quiet)


def threshold_many(sensor: str, default: int, own: int | None, policy: Policy) -> int:
    """The threshold for a message to many people, likewise; the policy calls it `<sensor>_many`."""
    return max(own if own is not None else default, policy.thresholds.get(f"{sensor}_many", 0))


def threshold(sensor: str, default: int, settings: Settings, policy: Policy) -> int:
    """The threshold that holds for a sensor: the person's or the default, never below the policy's."""
    own = settings.nudges.get(sensor, NudgeSetting()).threshold
    return max(own if own is not None else default, policy.thresholds.get(sensor, 0))
