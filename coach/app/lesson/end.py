"""The end of a lesson: what was learnt, one gesture to try, the next lesson."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from coach.app.forms import openers
from coach.app.lesson.screen import Host, Screen
from coach.app.shared import named
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.how_to import HowTo
from coach.app.widgets.text import heading, icon, kept, text
from coach.domain.errors import CoachError
from coach.domain.lesson import Gesture
from coach.study import forms, notebook, sharing
from coach.study.today import today
from coach.words import _, ngettext

_PLANNED, _LATER, _MANAGED = "planned", "later", "managed"


class EndView(Screen):
    """A drawing, one sentence, one gesture offered, and the next lesson."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._chosen = ""
        self.how: HowTo | None = None
        self.draw_note()
        self.title = heading(_("That is done"), "display")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(6))
        learnt = text(kept(host.lesson.learnt), "lead", 400, "ink2")
        learnt.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(learnt)
        self.column.addSpacing(theme().space(24))
        gesture = host.shell.me.library.gestures.get(host.lesson.gesture)
        self._offer = QVBoxLayout()
        self.column.addLayout(self._offer)
        if gesture is not None:
            self._offer.addWidget(self._gesture(gesture))
        self._offer_to_share()
        self._buttons()
        self.column.addStretch(1)

    def _gesture(self, gesture: Gesture) -> Card:
        card = Card("surface", "line", 18)
        column = QVBoxLayout(card)
        side = theme().space(24)
        column.setContentsMargins(side, theme().space(18), side, theme().space(20))
        column.setSpacing(theme().space(4))
        row = QHBoxLayout()
        row.setSpacing(theme().space(12))
        row.addWidget(icon("hand-heart", "accent", 24))
        row.addWidget(heading(_("A gesture to try"), "heading", 600), 1)
        column.addLayout(row)
        column.addWidget(text(gesture.text, "reading"))
        effect = self.host.shell.me.library.effect(gesture)
        if effect:
            column.addWidget(text(effect, "small", 400, "ink2"))
        if gesture.how:
            self.how = HowTo(gesture, gesture.text)
            self.how.managed.connect(lambda: self._note(gesture, _MANAGED))
            column.addWidget(self.how)
        column.addSpacing(theme().space(10))
        if offered := forms.of_lesson(self.host.shell.me.library, self.host.lesson.id):
            column.addWidget(openers(self.host.shell, offered))
            column.addSpacing(theme().space(8))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().space(12))
        self.plan = Button(_("I will try it this week"), "secondary", "check")
        self.plan.clicked.connect(lambda: self._note(gesture, _PLANNED))
        self.later = Button(_("Later"), "quiet")
        self.later.clicked.connect(self._set_aside)
        buttons.addWidget(self.plan)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return card

    def _note(self, gesture: Gesture, chosen: str) -> None:
        person, now = self.host.shell.me.person, datetime.now(UTC)
        day = now.astimezone().date()
        self._let_choose(False)

        def noted(_id: str) -> None:
            if not isValid(self):
                return
            self.take_up(chosen)
            announce(self.plan, _("In your notebook"))
            self.next.setFocus()

        def not_noted(error: CoachError) -> None:
            self.host.shell.fail(error)
            if isValid(self):
                self._let_choose(True)

        words, state = (notebook.managed(gesture), "done") if chosen == _MANAGED else ("", "planned")
        self.host.ask(partial(notebook.note, person, gesture.id, words, state, day, now), noted, not_noted)

    def _let_choose(self, may: bool) -> None:
        self.plan.setEnabled(may)
        if self.how is not None:
            self.how.let_choose(may)

    def _set_aside(self) -> None:
        self.take_up(_LATER)
        self.next.setFocus()

    def unkept(self) -> str:
        return self._chosen

    def take_up(self, unkept: str) -> None:
        self._chosen = unkept
        self.later.hide()
        self.plan.setVisible(unkept != _LATER)
        self._let_choose(False)
        self.plan.setText(_("In your notebook"))
        self.plan.updateGeometry()

    def _offer_to_share(self) -> None:
        """Of a lesson that nobody proposed, the organisation hears only if the person says so, here."""
        me, lesson = self.host.shell.me, self.host.lesson
        if not named(me) or not sharing.may_choose(me.person, lesson.id, lesson.edition):
            return
        self.share = Button(_("Share this lesson"), "quiet")
        self.share.clicked.connect(self._share)
        self.column.addSpacing(theme().space(10))
        told = _(
            "Your organisation would learn the lesson, its edition and the day. It stays with you otherwise."
        )
        self.column.addWidget(text(told, "small", 400, "ink2"))
        self.column.addWidget(self.share)

    def _share(self) -> None:
        shell, lesson = self.host.shell, self.host.lesson
        person = shell.me.person
        self.share.setEnabled(False)

        def back(done: bool) -> None:
            self.share.setEnabled(done)
            shell.tell(_("It is not shared.") if done else _("It was sent meanwhile."))

        def undo() -> None:
            shell.work(lambda: sharing.take_back(person, lesson.id), back)

        def chosen(_done: None) -> None:
            shell.offer_undo(_("Shared. Until it is sent, the page Privacy can take it back."), undo)
            self.next.setFocus()

        shell.work(lambda: sharing.choose(person, lesson.id, lesson.edition), chosen)

    def _buttons(self) -> None:
        self.next = Button(_("Back to today"), "primary")
        self.next.clicked.connect(self.host.escape)
        following = today(self.host.shell.me, datetime.now(UTC)).next
        if following is not None:
            self.next = Button(
                _("Next lesson"),
                "primary",
                "arrow-right",
                right=True,
                name=_("Next lesson: {title}").format(title=following.card.title),
            )
            lesson = following.card.id
            self.next.clicked.connect(lambda: self.host.shell.go("lesson", lesson))
            home = Button(_("Back to today"), "secondary")
            home.clicked.connect(self.host.escape)
            self.buttons.addWidget(home)
            self.column.addSpacing(theme().space(20))
            minutes = ngettext("{n} min", "{n} min", following.card.minutes)
            told = _("Next: “{title}”, {minutes}").format(title=following.card.title, minutes=minutes)
            after = text(told, "body", 400, "ink2")
            after.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(after)
        self.buttons.addWidget(self.next)
        self.buttons.addStretch(1)
