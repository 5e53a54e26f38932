"""What to export: the format of the file, what a line is, the period, the group, the path."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coach.app.exporting.one_person import OnePerson
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Choice
from coach.app.widgets.entry import Entry, typed_day
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.option import Option
from coach.app.widgets.part import Part
from coach.app.widgets.search_bar import labelled
from coach.app.widgets.split import Split
from coach.app.widgets.wrap import Wrap
from coach.content.library import Library
from coach.domain.errors import CoachError
from coach.exports import formats
from coach.words import _, explain, language

if TYPE_CHECKING:
    from coach.org import Filters, Group

_TYPING_MS = 300
# No group has this key: theirs say of which kind they are.
_ONE = "one"


def title_of(format: str) -> str:
    """What people call a format; its name if its file is gone."""
    known = formats().get(format)
    return _(known.title) if known and known.title else format


class FormatPart(Part):
    """One of the formats that are installed."""

    changed = Signal()

    def __init__(self, chosen: str) -> None:
        super().__init__(_("1. The file’s format"))
        box = Fieldset(_("The file’s format"))
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().space(10))
        self._options = {
            name: Option(title_of(name), "" if export.title else export.suffix)
            for name, export in formats().items()
        }
        first = chosen if chosen in self._options else preferred(tuple(self._options))
        for name, option in self._options.items():
            option.setChecked(name == first)
            option.toggled.connect(lambda on: self.changed.emit() if on else None)
            rows.addWidget(option)
        self.column.addWidget(box)

    @property
    def format(self) -> str:
        """Name of the chosen format."""
        return next(name for name, option in self._options.items() if option.isChecked())

    def show_format(self, name: str) -> None:
        """Choose a format."""
        self._options[name].setChecked(True)

    def focus(self) -> None:
        """Go to the chosen one."""
        self._options[self.format].setFocus(Qt.FocusReason.OtherFocusReason)


def preferred(names: tuple[str, ...]) -> str:
    """The CSV that office programs of this language open as it is, else the first."""
    wanted = "csv_fr" if language() == "fr" else "csv"
    return wanted if wanted in names else names[0]


class ChoicePart(Part):
    """Period, group and path; `changed` comes once typing has paused."""

    changed = Signal()

    def __init__(self, shelf: Library, typed: Mapping[str, Any]) -> None:
        super().__init__(_("2. What to export"))
        self._groups: dict[str, Group] = {}
        self._wanted = typed.get("group", "")
        hint = _("For instance {day}").format(day=typed_day(date(2027, 1, 31)))
        self.since, self.until = Entry(_("From"), hint, 20), Entry(_("Until"), hint, 20)
        from coach.org.grains import GRAINS

        self._grain = Choice(_("A line is"), [(name, _(one.title)) for name, one in GRAINS.items()])
        self._grain.show_value(typed.get("grain", next(iter(GRAINS))))
        self._group = Choice(_("Group"), [("", _("Everybody")), (_ONE, _("One person…"))])
        self.one = OnePerson(typed.get("one", ""))
        self._path = Choice(
            _("Path"), [("", _("All the paths")), *((p.id, p.title) for p in shelf.paths.values())]
        )
        for choice in (self._grain, self._group, self._path):
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.since.line.setText(typed.get("since", ""))
        self.until.line.setText(typed.get("until", ""))
        self._path.show_value(typed.get("path", ""))
        self.column.addWidget(labelled(_("A line is"), self._grain))
        self.column.addWidget(Split([self.since, self.until], 360, gap=12))
        self.column.addWidget(self._periods())
        both = [labelled(_("Group"), self._group), labelled(_("Path"), self._path)]
        self.column.addWidget(Split(both, 360, gap=12))
        self.column.addWidget(self.one)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.changed)
        for field in (self.since, self.until):
            field.changed.connect(lambda _: self._pause.start())
        for choice in (self._grain, self._group, self._path):
            choice.chosen.connect(lambda _: self._pause.start())
        self._group.chosen.connect(self._turn)
        self.one.found.connect(self.changed)
        self._turn(self._wanted)

    def _periods(self) -> QWidget:
        line, today = QWidget(), datetime.now(UTC).astimezone().date()
        wrap = Wrap(line, theme().space(8))
        before = date(today.year, today.month, 1) - timedelta(1)
        periods = (
            (_("This year"), date(today.year, 1, 1), today),
            (_("Last month"), before.replace(day=1), before),
        )
        for words, since, until in periods:
            button = Button(words, "secondary", name=_("Period: {period}").format(period=words))
            button.clicked.connect(lambda _=False, s=since, u=until: self._say(typed_day(s), typed_day(u)))
            wrap.addWidget(button)
        every = Button(
            _("All the days"), "quiet", name=_("Period: {period}").format(period=_("All the days"))
        )
        every.clicked.connect(lambda: self._say("", ""))
        wrap.addWidget(every)
        return line

    def _say(self, since: str, until: str) -> None:
        self.since.line.setText(since)
        self.until.line.setText(until)

    def offer(self, groups: tuple["Group", ...]) -> None:
        """Offer these services and cohorts; the one chosen stays."""
        chosen = self._wanted or self._group.currentData()
        self._wanted = ""
        self._groups = {group.key: group for group in groups}
        before = self._group.blockSignals(True)
        self._group.clear()
        self._group.addItem(_("Everybody"), "")
        for key, group in self._groups.items():
            self._group.addItem(group.name, key)
        self._group.addItem(_("One person…"), _ONE)
        self._group.setCurrentIndex(max(0, self._group.findData(chosen)))
        self._group.blockSignals(before)
        self._turn(self._group.currentData())

    def _turn(self, key: str) -> None:
        self.one.setVisible(key == _ONE)

    def focus_wrong(self) -> None:
        """Go to the field that says what is wrong."""
        alone = self._group.currentData() == _ONE and self.one.group is None
        (self.one.line if alone else self.since.line).setFocus()

    def filters(self) -> "Filters | None":
        """What is chosen; None if a day is wrong or nobody is found, which then stands below the field."""
        from coach import org

        days: list[date | None] = []
        for field in (self.since, self.until):
            try:
                days.append(org.day(field.words) if field.words else None)
            except CoachError as error:
                told = explain(error)
                field.wrong(f"{told.what} {told.todo}", focus=False)
                return None
        group = self._groups.get(self._group.currentData())
        if self._group.currentData() == _ONE:
            group = self.one.chosen()
            if group is None:
                return None
        return org.Filters(days[0], days[1], group, self._path.currentData() or None)

    @property
    def grain(self) -> str:
        """What a line is."""
        return str(self._grain.currentData())

    def hold(self, grain: str, *, free: bool) -> None:
        """Show a grain; not `free`: the format knows no other."""
        self._grain.show_value(grain)
        self._grain.setEnabled(free)

    def typed(self) -> dict[str, Any]:
        """What was chosen and typed, to make it anew."""
        return {
            "grain": self.grain,
            "since": self.since.line.text(),
            "until": self.until.line.text(),
            "group": self._wanted or self._group.currentData(),
            "one": self.one.words,
            "path": self._path.currentData(),
        }
