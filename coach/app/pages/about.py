"""À propos: version, licences, whom to ask, the accessibility statement, where the logs are."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach import __version__, places
from coach.app.page import Page, Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.controls import RING
from coach.app.widgets.dialog import Reading
from coach.app.widgets.form import FormRow, Place, Section
from coach.app.widgets.head import beside_title
from coach.app.widgets.text import text
from coach.domain.text import N_
from coach.words import _, as_day

_LICENCES = (
    (N_("The program"), "EUPL-1.2", "LICENSE"),
    (N_("Lessons, figures and label file"), "CC BY 4.0", "lessons/LICENSE"),
    (N_("Qt and PySide6, used as replaceable libraries"), "LGPL-3.0", "packaging/licences/LGPL-3.txt"),
    (N_("Typeface Atkinson Hyperlegible Next"), "SIL OFL 1.1", "packaging/assets/fonts/OFL.txt"),
    (N_("Icons from Lucide"), "ISC", "packaging/assets/icons/LICENSE.lucide"),
)
_CHECKED = (
    N_("Every control that the keyboard reaches has a name of its own."),
    N_("The main journeys are played through the interface that screen readers use."),
    N_("Contrast is computed again for each pair of colours of the four themes."),
    N_("Pages are rendered at 100% and 200% text, in both languages."),
)
_NOT_YET = (
    N_("By hand with NVDA on Windows and with Orca on Debian: before each release, not done for this one."),
    N_("With people who use assistive technology every day."),
    N_("An audit by somebody outside the project."),
)
_LIMITS = (
    N_("The text of a lesson step is read as one block; its title is a heading of its own."),
    N_("A screen reader may not say “1 of 4” in front of an answer."),
)


class AboutPage(Page):
    """Facts on the program, honest on what was not checked."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        subtitle = _("Responsible digital coach, version {version}").format(version=__version__)
        self._column = self.body(_("About"), subtitle, 760)
        back = Button(_("Settings"), "secondary", "arrow-left", name=_("Back to the settings"))
        back.clicked.connect(lambda: shell.go("settings"))
        assert self.title
        beside_title(self.title, self._column, back)
        for section in (
            self._contact(),
            self._accessibility(),
            self._label(),
            self._logs(),
            self._licences(),
        ):
            self._column.addWidget(section)
            self._column.addSpacing(theme().space(16))
        self._column.addStretch(1)

    def help(self) -> str:
        return _(
            "Version and licences, whom to ask, what was checked for accessibility, and where the logs are."
        )

    def escape(self) -> None:
        self.shell.go("settings")

    def _licences(self) -> Section:
        section = Section(_("Licences"))
        for what, licence, file in _LICENCES:
            path = Path(places.bundle()) / file
            if file and path.is_file():
                read = Button(_("Read"), "secondary", name=_("Read the licence {name}").format(name=licence))
                read.clicked.connect(lambda _=False, licence=licence, path=path: self._read(licence, path))
                section.add(FormRow(_(what), licence, read))
            else:
                section.add(_fact(_(what), licence))
        return section

    def _read(self, licence: str, path: Path) -> None:
        Reading(self, licence, path.read_text("utf-8")).open()

    def _contact(self) -> Section:
        section = Section(_("Whom to ask"))
        given = self.shell.me.policy.organisation
        known = (
            ("name", _("Organisation")),
            ("contact", _("Help and questions")),
            ("dpo", _("Data protection")),
            ("url", _("Page of the organisation")),
        )
        for key, label in known:
            if given.get(key):
                section.add(_fact(label, given[key]))
        if not given.get("contact"):
            told = _("Your organisation has not written a contact yet. Ask your IT help desk.")
            section.add(_fact(_("Help and questions"), told))
        return section

    def _accessibility(self) -> Section:
        section = Section(_("Accessibility statement"))
        aim = _(
            "Law of 11 February 2005, article 47; standard EN 301 549. The aim is WCAG 2.2, level AA."
            " No conformity is claimed yet: it has not been audited."
        )
        section.add(_fact(_("Aim and state"), aim))
        section.add(_fact(_("Checked automatically at each change"), *map(_, _CHECKED)))
        section.add(_fact(_("Not checked yet"), *map(_, _NOT_YET)))
        section.add(_fact(_("Known limits"), *map(_, _LIMITS)))
        section.add(
            _fact(
                _("A difficulty?"),
                _("Write to the contact above: an answer or another way is owed to you.")
                + " "
                + _("Without one, you may turn to the Défenseur des droits."),
            )
        )
        return section

    def _label(self) -> Section:
        section = Section(_("Wording of the label"))
        label = self.shell.me.library.label
        section.add(_fact(label.name, label.wording))
        section.add(_fact(_("Source"), label.source))
        section.add(_fact(_("Version of the file"), as_day(label.version)))
        return section

    def _logs(self) -> Section:
        section = Section(_("Logs"))
        section.add(Place(_("Folder of the logs"), places.local()))
        told = _("They say what went wrong in the program, never what a reminder looks at. Nothing is sent.")
        section.add(_fact(_("What they hold"), told))
        return section


def _fact(name: str, *sentences: str) -> QWidget:
    """A name with the sentences that belong to it, one a line."""
    fact = QWidget()
    column = QVBoxLayout(fact)
    column.setContentsMargins(0, theme().space(12), RING, theme().space(12))
    column.setSpacing(theme().space(4))
    column.addWidget(text(name, "body", 600))
    for sentence in sentences:
        column.addWidget(text(sentence, "label", 400, "ink2"))
    return fact


PAGE = AboutPage
