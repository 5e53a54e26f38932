"""Réglages: every option of the person, applied at once; what the IT department holds says so."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from coach import places, study
from coach.app.consents import Consents
from coach.app.erasing import ask_to_erase_everything
from coach.app.option_rows import OptionRow, keep
from coach.app.page import Page, Shell
from coach.app.resting import AgentLine, Pause
from coach.app.screen_sleep import ScreenSection
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.form import FormRow, Line, Place, Section
from coach.app.widgets.text import heading, text
from coach.sensors import BEFORE
from coach.study import Me
from coach.words import _

if TYPE_CHECKING:
    from coach.app.window import Window

_WIDEST = 760


class SettingsPage(Page):
    """Sections from what is read to what is kept; an argument names the one to scroll to."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self._options: list[OptionRow] = []
        self._sections: dict[str, QWidget] = {}
        self._wanted = arguments[0] if arguments else ""
        self._column = self.body(_("Settings"), _("Changes apply at once."), _WIDEST)
        self._add("appearance", self._appearance())
        self._reminders()
        self._screen = ScreenSection(self)
        self._add("screen", self._screen)
        self._add("keyboard", self._keyboard())
        self._add("you", self._you())
        self._add("data", self._data())
        self._add("about", self._about())
        self._column.addStretch(1)

    def help(self) -> str:
        return _(
            "Each setting has a line in “coach settings list”, with the same help. A setting that your IT"
            " department holds says so and cannot be changed here."
        )

    # Sections ------------------------------------------------------------------------------------------------------

    def _add(self, name: str, section: QWidget) -> None:
        self._sections[name] = section
        self._column.addWidget(section)
        self._column.addSpacing(theme().space(16))

    def _option(self, name: str) -> OptionRow:
        made = OptionRow(self, name)
        self._options.append(made)
        return made

    def _section(self, title: str, *names: str) -> Section:
        section = Section(title)
        for name in names:
            section.add(self._option(name))
        return section

    def _appearance(self) -> Section:
        return self._section(_("Appearance"), "theme", "text_scale", "font", "line_spacing")

    def _reminders(self) -> None:
        title = heading(_("Reminders"), "heading", 600)
        self._sections["reminders"] = title
        self._column.addSpacing(theme().space(8))
        self._column.addWidget(title)
        stays = _("What is noticed stays on this computer, and nobody else sees it.")
        self._column.addWidget(text(f"{stays} {_(BEFORE)}", "body", 400, "ink2"))
        self._column.addSpacing(theme().space(10))
        self._consents = Consents(self, thresholds=True)
        self._column.addWidget(self._consents)
        self._column.addSpacing(theme().space(12))
        section = self._section(_("When reminders may appear"), "quiet_start", "quiet_end")
        self._quiet = text("", "label", 600, "info")
        self._quiet.setContentsMargins(0, 0, 0, theme().space(10))
        section.column.addWidget(self._quiet)
        self._pause = Pause(self)
        section.add(self._pause)
        section.add(self._option("guichet"))
        section.add(self._option("tabs_at_once"))
        section.add(self._option("autostart"))
        self._agent = AgentLine(self)
        section.column.addWidget(self._agent)
        self._add("pause", section)

    def _keyboard(self) -> Section:
        section = self._section(_("Language and keyboard"), "language", "letter_keys")
        shortcuts = Button(_("List the shortcuts"), "secondary", "keyboard")
        shortcuts.clicked.connect(self._shortcuts)
        section.add(FormRow(_("Keyboard shortcuts"), _("Ctrl+F1 shows them on every page."), shortcuts))
        return section

    def _you(self) -> Section:
        section = Section(_("You and your lessons"))
        self._name: Line | None = None
        if not study.whoami().name:
            self._name = Line(_("Your name"), 80)
            self._name.editingFinished.connect(self._rename)
            row = FormRow(_("Your name"), _("What the program calls you."), self._name)
            row.setObjectName("name")
            section.add(row)
        section.add(self._option("weekly_goal"))
        section.add(self._option("review"))
        section.add(self._option("audiences"))
        return section

    def _data(self) -> Section:
        section = Section(_("Data"))
        section.add(Place(_("Folder of your records"), places.person(self.shell.me.person.id)))
        section.add(Place(_("Folder of what is noticed, and of the logs"), places.local()))
        see = Button(_("See what is kept"), "secondary", "shield-check")
        see.clicked.connect(lambda: self.shell.go("privacy"))
        told = _("The page Privacy shows everything, and exports it.")
        section.add(FormRow(_("What the program knows"), told, see))
        erase = Button(_("Erase all my data"), "secondary")
        erase.clicked.connect(lambda: ask_to_erase_everything(self))
        told = _("Lessons, answers, gestures, settings and observations on this computer. Asks first.")
        section.add(FormRow(_("Erase"), told, erase))
        return section

    def _about(self) -> Section:
        section = Section(_("About"))
        about = Button(_("About the program"), "secondary", "info")
        about.clicked.connect(lambda: self.shell.go("about"))
        section.add(FormRow(_("Version, licences, contact"), _("And the accessibility statement."), about))
        return section

    # What is done --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        me = self.shell.me
        for option in self._options:
            option.show_state(me)
        self._consents.show_state(me)
        self._quiet.setText(_added_hours(me))
        self._quiet.setVisible(bool(me.policy.quiet))
        self._pause.show_state(me)
        self._agent.show_state(me)
        self._screen.refresh()
        if self._name is not None and not self._name.hasFocus():
            self._name.setText(me.own.name)
        if self._wanted in self._sections:
            self._show_section(self._sections[self._wanted])

    def _show_section(self, section: QWidget) -> None:
        area = self.findChild(QScrollArea)
        if area is not None:
            # The page has no height before it is laid out.
            QTimer.singleShot(0, section, lambda: area.ensureWidgetVisible(section, 0, 0))

    def _rename(self) -> None:
        typed = self._name.text() if self._name is not None else ""
        if typed.strip() != self.shell.me.own.name:
            keep(self, lambda: study.rename(typed))

    def _shortcuts(self) -> None:
        from coach.app.help import Help
        from coach.app.keyboard import SHORTCUTS

        Help(cast("Window", self.window()), SHORTCUTS).open()


def _added_hours(me: Me) -> str:
    told = (_("{start} to {end}").format(start=start, end=end) for start, end in me.policy.quiet)
    return _("Your IT department adds: {hours}").format(hours=", ".join(told))


PAGE = SettingsPage
