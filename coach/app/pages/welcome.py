"""First run: what this is, reminders if wished for, the person's rhythm, then the first lesson."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach import study
from coach.app.consents import held, is_on, offered
from coach.app.levels.offer import PlacementOffer
from coach.app.option_rows import OptionRow, keep
from coach.app.page import Page, Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, Panel, Thumbnail
from coach.app.widgets.consent_card import ConsentCard
from coach.app.widgets.form import FormRow, Line, Section
from coach.app.widgets.progress import Steps
from coach.app.widgets.text import icon, text
from coach.domain.lesson import Card as LessonCard
from coach.sensors import BEFORE, sensors
from coach.study import placement
from coach.study.placement import Offer
from coach.words import _, ngettext

_WIDEST = 760
_STEPS = 3
_DRAFT = "first run"


@dataclass
class _Draft:
    """What was typed or switched and not yet kept."""

    name: str = ""
    on: dict[str, bool] = field(default_factory=dict)


class WelcomePage(Page):
    """One step of three; its number is the page's argument."""

    full: ClassVar[bool] = True

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self.number = int(arguments[0]) if arguments else 1
        self._options: list[OptionRow] = []
        self._name: Line | None = None
        self._cards: dict[str, ConsentCard] = {}
        self._buttons: list[Button] = []
        self._placement: QVBoxLayout | None = None
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        (self._first, self._second, self._third)[self.number - 1]()

    def help(self) -> str:
        return (
            _("Choose what you need to read in comfort. Everything can be changed later in Settings."),
            _("Each card says what a reminder looks at and what it never reads. All are off at the start."),
            _("Choose a rhythm, or none. Your first lesson takes two minutes."),
        )[self.number - 1]

    # The steps -----------------------------------------------------------------------------------------------------

    def _first(self) -> None:
        art = None if theme().stacked else Thumbnail(theme().art("hero"), (theme().px(232), theme().px(124)))
        column = self._head(
            _("Welcome"),
            _("Short lessons and small gestures to use digital tools soberly, a few minutes at a time."),
            _("Nothing is marked, and what you learn here is seen by you alone."),
            art=art,
        )
        section = Section()
        if not study.whoami().name:
            section.add(self._who())
        for name in ("language", "text_scale", "theme"):
            section.add(self._option(name))
        column.addWidget(section)
        column.addStretch(1)
        skip = Button(_("Skip"), "secondary")
        skip.clicked.connect(lambda: self.shell.go("welcome", "2"))
        self._bar_of(skip, self._primary(_("Continue"), self._keep_name, "arrow-right"))

    def _second(self) -> None:
        column = self._head(
            _("Reminders, if you like"), _("All are off at the start. You can change your mind at any time.")
        )
        for name, sensor in offered(self.shell.me).items():
            card = ConsentCard(name, sensor)
            card.switch.chosen.connect(lambda on, name=name: self._draft.on.update({name: on}))
            self._cards[name] = card
            column.addWidget(card)
            column.addSpacing(theme().space(12))
        stay = _("These observations stay on this computer. Your managers and HR have no access to them.")
        column.addWidget(Panel("info", "shield-check", "", f"{stay} {_(BEFORE)}"))
        column.addStretch(1)
        nothing = Button(_("Skip and switch nothing on"), "secondary")
        nothing.clicked.connect(lambda: self._consent(frozenset()))
        self._bar_of(nothing, self._primary(_("Confirm my choices"), self._confirm))

    def _third(self) -> None:
        column = self._head(_("Your rhythm"), _("You decide how often, and when nothing may appear."))
        lessons = Section()
        lessons.add(self._option("weekly_goal"))
        column.addWidget(lessons)
        column.addSpacing(theme().space(14))
        quiet = Section()
        for name in ("quiet_start", "quiet_end"):
            quiet.add(self._option(name))
        column.addWidget(quiet)
        if any(is_on(self.shell.me, name) for name in sensors()):
            quiet.add(self._option("autostart"))
        card = self._first_lesson()
        if card is not None:
            column.addSpacing(theme().space(14))
            column.addWidget(_preview(card))
        self._placement = QVBoxLayout()
        column.addLayout(self._placement)
        column.addStretch(1)
        skip = Button(_("Skip"), "secondary")
        skip.clicked.connect(lambda: self._finish("today"))
        there = ("lesson", card.id) if card is not None else ("today",)
        start = self._primary(_("Start"), lambda: self._finish(*there), "arrow-right")
        if card is not None:
            start.setAccessibleName(_("Start the lesson: {title}").format(title=card.title))
        self._bar_of(skip, start)

    # Parts of a step -----------------------------------------------------------------------------------------------

    def _head(self, title: str, *sentences: str, art: QWidget | None = None) -> QVBoxLayout:
        t = theme()
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(t.space(24), t.space(8), t.space(24), 0)
        line.setSpacing(0)
        back = Button(_("Back"), "quiet", "arrow-left", name=_("Back to the previous step"))
        back.clicked.connect(lambda: self.step(-1))
        told = _("Step {n} of {all}").format(n=self.number, all=_STEPS)
        steps = Steps(self.number, _STEPS, told)
        steps.setFixedWidth(t.px(240))
        side = back.sizeHint()
        if self.number > 1:
            line.addWidget(back)
        else:
            line.addSpacing(side.width())
        line.addStretch(1)
        line.addWidget(steps)
        line.addStretch(1)
        line.addSpacing(side.width())
        # As high without the button as with it: the title stays at its place from step to step.
        top.setFixedHeight(side.height() + t.space(8))
        self.outer.addWidget(top)
        return self.body(title, " ".join(sentences), _WIDEST, art=art)

    def _option(self, name: str) -> OptionRow:
        made = OptionRow(self, name, brief=name in ("language", "text_scale", "theme"))
        self._options.append(made)
        return made

    def _who(self) -> FormRow:
        self._name = Line(_("Your name"), 80)
        self._name.textEdited.connect(self._typed)
        return FormRow(_("Your name"), _("To greet you. You may leave it empty."), self._name)

    def _primary(self, words: str, act: Callable[[], None], sign: str = "") -> Button:
        button = Button(words, "primary", sign, right=True)
        button.clicked.connect(act)
        self.default = button
        return button

    def _bar_of(self, skip: Button, go_on: Button) -> None:
        """Both buttons have the same size, so that neither is easier to choose."""
        wide = max(skip.sizeHint().width(), go_on.sizeHint().width())
        for button in (skip, go_on):
            button.setFixedWidth(wide)
            self._pair.addWidget(button)
        self._pair.setSpacing(theme().space(12))
        self._buttons = [skip, go_on]
        both = QWidget()
        both.setLayout(self._pair)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self.action_bar(both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = sum(button.width() for button in self._buttons) + theme().space(70)
        narrow = wide > self.width()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(way)
        super().resizeEvent(event)

    # What is done --------------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> _Draft:
        """Kept with the window, because a change of language or size makes the page anew."""
        draft = self.window().property(_DRAFT)
        if not isinstance(draft, _Draft):
            draft = _Draft()
            self.window().setProperty(_DRAFT, draft)
        return draft

    def refresh(self) -> None:
        me, draft = self.shell.me, self._draft
        for option in self._options:
            option.show_state(me)
        if self._name is not None and not self._name.text():
            self._name.setText(draft.name or me.own.name)
        for name, card in self._cards.items():
            card.switch.show_value(draft.on.get(name, is_on(me, name)))
            card.hold(held(me, name))
        if self._placement is not None:
            self.shell.work(lambda: placement.offer(placement.bank(me)), self._offer)

    def step(self, by: int) -> None:
        wanted = self.number + by
        if 1 <= wanted < self.number:
            self.shell.go("welcome", str(wanted))
        elif by > 0 and self.number < _STEPS and self.default is not None:
            self.default.click()

    def _typed(self, words: str) -> None:
        self._draft.name = words

    def _keep_name(self) -> None:
        typed = self._name.text().strip() if self._name is not None else ""
        if not typed or keep(self, lambda: study.rename(typed)):
            self.shell.go("welcome", "2")

    def _confirm(self) -> None:
        self._consent(frozenset(name for name, card in self._cards.items() if card.switch.isChecked()))

    def _consent(self, wanted: frozenset[str]) -> None:
        me, now = self.shell.me, datetime.now(UTC)
        changes = [name for name in self._cards if (name in wanted) != is_on(me, name)]
        self._draft.on.clear()

        def decide() -> None:
            for name in changes:
                study.consent(name, name in wanted, now)

        if not changes or keep(self, decide):
            self.shell.go("welcome", "3")

    def _first_lesson(self) -> LessonCard | None:
        shelf = self.shell.me.library
        ids = (lesson for path in shelf.paths.values() for lesson in path.lessons)
        return next((shelf.cards[lesson] for lesson in ids if lesson in shelf.cards), None)

    def _offer(self, found: Offer | None) -> None:
        """For those who would rather know first where they stand; below the first lesson, and no more than it."""
        if found is not None and self._placement is not None and not self._placement.count():
            card = PlacementOffer(found)
            card.button.clicked.connect(lambda: self._finish("placement"))
            self._placement.addSpacing(theme().space(14))
            self._placement.addWidget(card)

    def _finish(self, *there: str) -> None:
        if keep(self, lambda: study.change_setting("welcomed", True, datetime.now(UTC))):
            self.window().setProperty(_DRAFT, None)
            self.shell.go(*there)

    def focus_first(self) -> None:
        body = self.title.parentWidget() if self.title is not None else None
        for widget in body.findChildren(QWidget) if body is not None else ():
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _preview(lesson: LessonCard) -> Card:
    t = theme()
    card = Card("soft", "", 18)
    line = QHBoxLayout(card)
    line.setContentsMargins(t.space(22), t.space(14), t.space(22), t.space(14))
    line.setSpacing(t.space(14))
    line.addWidget(icon("book-open", "on_soft", 24))
    told = _("Your first lesson: “{title}”, {minutes}").format(
        title=lesson.title, minutes=ngettext("{n} minute", "{n} minutes", lesson.minutes)
    )
    line.addWidget(text(told, "body", 600, "on_soft"), 1)
    return card


PAGE = WelcomePage
