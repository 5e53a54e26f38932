"""One row per option, with the name, help and values of `coach settings`; a change applies at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from coach import study, words
from coach.app.anew import anew
from coach.app.page import Page, Shell
from coach.app.widgets.controls import Choice, Control, Toggle
from coach.app.widgets.form import FormRow
from coach.app.widgets.segments import Segments, Ticks
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.settings import OPTIONS
from coach.study import Me
from coach.words import _

REBUILD = frozenset({"language", "theme", "text_scale", "font", "line_spacing"})


@dataclass(frozen=True)
class _Way:
    """How an option is shown: its label, its control (a switch if none), whether that stands below the label."""

    label: str
    control: Callable[[Page, str], QWidget] | None = None
    below: bool = False


def _theme(page: Page, name: str) -> QWidget:
    return Segments(
        name,
        (
            ("auto", _("Automatic")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast-light", _("High contrast, light")),
            ("contrast-dark", _("High contrast, dark")),
        ),
    )


def _text_size(page: Page, name: str) -> QWidget:
    sizes = [size for size in OPTIONS["text_scale"].metadata["choices"] if size]
    return Segments(name, ((0, _("System size")), *((size, _("{n}%").format(n=size)) for size in sizes)))


def _font(page: Page, name: str) -> QWidget:
    return Segments(name, (("atkinson", "Atkinson Hyperlegible"), ("system", _("System font"))))


def _spacing(page: Page, name: str) -> QWidget:
    return Segments(name, (("normal", _("Normal")), ("wide", _("Wide"))))


def _language(page: Page, name: str) -> QWidget:
    own = ((code, words.native_name(code)) for code in words.languages())
    return Segments(name, (("auto", _("System language")), *own))


def _goal(page: Page, name: str) -> QWidget:
    low, high = OPTIONS["weekly_goal"].metadata["bounds"]
    return Segments(name, tuple((n, str(n)) for n in range(low, high + 1)))


def _hour(page: Page, name: str) -> QWidget:
    hours = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]
    return Choice(name, [(hour, hour) for hour in hours])


def _audiences(page: Page, name: str) -> QWidget:
    trades = page.shell.me.library.label.audiences
    return Ticks(name, [(trade, told) for trade, told in trades if trade != "all-staff"])


_WAYS = {
    "theme": _Way(N_("Theme"), _theme, below=True),
    "text_scale": _Way(N_("Text size"), _text_size, below=True),
    "font": _Way(N_("Typeface"), _font, below=True),
    "line_spacing": _Way(N_("Line spacing"), _spacing),
    "language": _Way(N_("Language"), _language),
    "weekly_goal": _Way(N_("Weekly goal"), _goal, below=True),
    "quiet_start": _Way(N_("Quiet hours begin"), _hour),
    "quiet_end": _Way(N_("Quiet hours end"), _hour),
    "guichet": _Way(N_("Counter mode")),
    "tabs_at_once": _Way(N_("Tabs: remind at once")),
    "autostart": _Way(N_("Start with the session")),
    "letter_keys": _Way(N_("Answer keys")),
    "review": _Way(N_("Daily review")),
    "audiences": _Way(N_("Trades"), _audiences, below=True),
}


class OptionRow(FormRow):
    """The row of one option; `brief` shows no help."""

    def __init__(self, page: Page, name: str, *, brief: bool = False) -> None:
        way = _WAYS[name]
        help_text = OPTIONS[name].metadata["help"]
        label, help_ = _(way.label), _(help_text)
        control = way.control(page, label) if way.control else Toggle(label, help=help_)
        super().__init__(label, help_, control, below=way.below, brief=brief)
        self.setObjectName(name)
        self.setToolTip(name)
        self.name, self._page = name, page
        self._shown = cast(Control, control)
        self._shown.chosen.connect(self._chosen)

    def show_state(self, me: Me) -> None:
        """Show what holds now, and who holds it."""
        if isinstance(self.control, Ticks):
            self.control.hold(me.person.audiences, _("from your organisation's list"))
        self._shown.show_value(getattr(me.settings, self.name))
        fixed = self.name in me.policy.fixed or (self.name == "guichet" and me.policy.guichet)
        off = self.name == "autostart" and me.policy.shared_pc
        reason = _("this computer is shared: reminders are off for everybody") if off else ""
        self.hold(_("set by your IT department") if fixed else reason)

    def _chosen(self, value: object) -> None:
        change = partial(study.change_setting, self.name, value, datetime.now(UTC))
        keep(self._page, change, again=self.name in REBUILD)


def keep(page: Page, change: Callable[[], object], *, again: bool = False) -> bool:
    """Make a change of settings, show it, and tell the agent; an error is told and the old value shown.

    Args:
        page: the page in front.
        change: writes the settings.
        again: the whole window must be made anew to show it.

    Returns:
        whether it was made.
    """
    shell = page.shell
    try:
        change()
    except CoachError as error:
        page.refresh()
        shell.fail(error)
        return False
    if again:
        # Not before this key or click is over: Qt still gives the focus to the old control at its end.
        QTimer.singleShot(0, page, lambda: _again(page))
    else:
        shell.changed()
        _brief(shell)
    return True


def _again(page: Page) -> None:
    shell = page.shell
    anew(page)
    _brief(shell)


def _brief(shell: Shell) -> None:
    shell.work(lambda: study.brief_agent(datetime.now(UTC)), lambda _: None)
