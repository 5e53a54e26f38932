"""The form of the notebook: a gesture of the list or own words, how, and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.controls import Choice
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.layout import around, clear, row
from coach.app.widgets.radio import Radio
from coach.app.widgets.search_bar import labelled
from coach.app.widgets.segments import Segments
from coach.app.widgets.text import heading, icon, text
from coach.content.library import Library
from coach.store.glance import Notebook
from coach.study import notebook
from coach.words import _, language

LONGEST = 300
_DANGER = "QLineEdit {{ border-color: {} }}"


@dataclass(frozen=True)
class Draft:
    """What the form holds: a gesture's id or own words, the state, the day."""

    gesture: str
    words: str
    state: str
    day: date


class Complaint(QWidget):
    """A field's error in words below it, announced; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(8))
        line.addWidget(icon("info", "danger", 20, "label"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = text("", "label", 600, "danger")
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show an error, or none."""
        self._words.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)


class NoteForm(Card):
    """Gives `saved` with a draft, or `cancelled`. `today` bounds what can already be done."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, shelf: Library, today: date) -> None:
        super().__init__("surface", "line", 20)
        self._shelf, self._today = shelf, today
        t = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(t.space(24), t.space(20), t.space(24), t.space(22))
        column.setSpacing(t.space(14))
        self._title = heading("", "heading", 600)
        column.addWidget(self._title)
        self._make_gestures(column)
        self._make_rest(column)
        self.clear(today)

    # The gesture -----------------------------------------------------------------------------------------------

    def _make_gestures(self, column: QVBoxLayout) -> None:
        noted = {gesture.domain for gesture in self._shelf.gestures.values()}
        domains = [(one.id, one.title) for one in self._shelf.label.domains if one.id in noted]
        self._domain = Choice(_("Domain of the gesture"), domains)
        self._domain.chosen.connect(self._show_domain)
        column.addWidget(labelled(_("Domain of the gesture"), self._domain))
        self._group = Fieldset()
        self._listed = QVBoxLayout(self._group)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(theme().space(2))
        self._radios: dict[str, Radio] = {}
        column.addWidget(self._group)
        self._own = QLineEdit()
        self._own.setMaxLength(LONGEST)
        self._own_field = labelled(_("Your gesture, in your own words"), self._own)
        column.addWidget(self._own_field)
        self._no_gesture = Complaint()
        column.addWidget(self._no_gesture)
        self._effect = text("", "label", 400, "ink2")
        column.addWidget(self._effect)

    def _show_domain(self, domain: object) -> None:
        clear(self._listed)
        title = self._domain.currentText()
        self._group.setAccessibleName(_("Gestures: {domain}").format(domain=title))
        gestures = [one for one in self._shelf.gestures.values() if one.domain == domain]
        self._radios = {one.id: Radio(one.text) for one in gestures}
        self._radios[""] = Radio(_("Something else, in my own words"))
        for radio in self._radios.values():
            radio.toggled.connect(self._choose)
            self._listed.addWidget(radio)
        self._choose()

    def _choose(self) -> None:
        gesture = self._gesture
        self._own_field.setVisible(gesture == "")
        self._effect.setVisible(gesture is not None)
        if gesture is not None:
            self._effect.setText(notebook.effect(self._shelf, gesture))
            self._no_gesture.say("")

    @property
    def _gesture(self) -> str | None:
        """Id of the chosen gesture, empty for own words, None while nothing is chosen."""
        return next((name for name, radio in self._radios.items() if radio.isChecked()), None)

    # How, when, and what follows ---------------------------------------------------------------------------------

    def _make_rest(self, column: QVBoxLayout) -> None:
        self._state = Segments(
            _("Where it stands"),
            [("done", _("Done once")), ("habit", _("A habit")), ("planned", _("Planned"))],
        )
        self._day = _Day()
        across = row(28)
        across.addWidget(labelled(_("Where it stands"), self._state), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(
            labelled(_("Day"), self._day), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        )
        across.addStretch(1)
        column.addLayout(across)
        self._wrong_day = Complaint()
        column.addWidget(self._wrong_day)
        self.save = Button(_("Save"), "primary", "check")
        self.save.clicked.connect(self._save)
        cancel = Button(_("Cancel"), "quiet")
        cancel.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().space(8))
        buttons.addWidget(self.save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def clear(self, today: date) -> None:
        """Ask for a new gesture, done today."""
        self._title.setText(_("Note a gesture"))
        self._own.clear()
        self._domain.setCurrentIndex(0)
        self._show_domain(self._domain.currentData())
        self._state.show_value("done")
        self._day.setDate(_qt(today))
        self._no_gesture.say("")
        self._wrong_day.say("")

    def show_note(self, note: Notebook) -> None:
        """Ask for changes to a line of the notebook."""
        self.clear(note.day)
        self._title.setText(_("Change a gesture"))
        gesture = self._shelf.gestures.get(note.gesture)
        if gesture is not None:
            self._domain.show_value(gesture.domain)
            self._show_domain(gesture.domain)
        self._radios[gesture.id if gesture else ""].setChecked(True)
        self._own.setText(note.words or ("" if gesture else note.gesture))
        self._state.show_value(note.state)

    def typed(self) -> dict[str, str | None]:
        """What stands in the fields, for a form made anew."""
        day = self._day.date().toString(Qt.DateFormat.ISODate)
        told = {
            "domain": str(self._domain.currentData()),
            "gesture": self._gesture,
            "words": self._own.text(),
        }
        return {**told, "state": str(self._state.value()), "day": day}

    def take_up(self, typed: Mapping[str, str | None]) -> None:
        """Show what `typed` has told."""
        self._domain.show_value(typed["domain"])
        self._show_domain(typed["domain"])
        if (chosen := typed["gesture"]) is not None and chosen in self._radios:
            self._radios[chosen].setChecked(True)
        self._own.setText(typed["words"])
        self._state.show_value(typed["state"])
        self._day.setDate(_qt(date.fromisoformat(str(typed["day"]))))

    def focus(self) -> None:
        """Go to the first field."""
        self._domain.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save(self) -> None:
        gesture, words = self._gesture, " ".join(self._own.text().split())
        day = date.fromisoformat(self._day.date().toString(Qt.DateFormat.ISODate))
        state = str(self._state.value())
        missing = gesture is None or (gesture == "" and not words)
        early = state != "planned" and day > self._today
        self._no_gesture.say(_("Choose a gesture, or write your own.") if missing else "")
        self._wrong_day.say(
            _("This day is still to come: choose “Planned”, or another day.") if early else ""
        )
        self._own.setStyleSheet(_DANGER.format(theme().tokens["danger"]) if missing else "")
        self._day.complain(early)
        if missing:
            _go_to(self._own if gesture == "" else next(iter(self._radios.values())))
        elif early:
            _go_to(self._day)
        else:
            self.saved.emit(Draft(gesture or "", "" if gesture else words, state, day))


class _Day(QDateEdit):
    """A day in figures; Up and Down change the part where the caret is."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("dd/MM/yyyy" if language() == "fr" else "yyyy-MM-dd")
        # As high as the fields beside it: the editor inside would make it a little higher.
        self.setFixedSize(theme().px(170), theme().px(24) + 2 * theme().space(8) + 4)
        # The style of fields would also dress the editor inside and leave its words no room.
        self.lineEdit().setStyleSheet("border: 0; padding: 0 10px; min-height: 0; background: transparent")
        # The field has the focus for its editor, which would be a second stop without a name.
        self.lineEdit().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.complain(False)

    def complain(self, wrong: bool) -> None:
        """Show the border of an error, or the usual one."""
        line = f"QDateEdit {{ border-color: {theme().tokens['danger']} }}" if wrong else ""
        self.setStyleSheet(f"QDateEdit::up-button, QDateEdit::down-button {{ width: 0; border: 0 }} {line}")


def _go_to(field: QWidget) -> None:
    """Focus a field and bring it into view: only Tab does so by itself."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    above = around(field)
    if above is not None:
        # The complaint below the field gets its height only after this event.
        QTimer.singleShot(0, above, lambda: above.ensureWidgetVisible(field, 0, theme().px(90)))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
