"""The navigation with the program's name, at the side or on top, and a menu for what does not fit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from coach.app.contents import Listed, listed_for
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import clear
from coach.app.widgets.navigation import Entry, Navigation, entry_width
from coach.app.widgets.text import text
from coach.domain.people import Person
from coach.words import _

MOST_ON_TOP = 4


class Sidebar(QFrame):
    """Lists the pages of a person; `opened` gives the name of the page that was chosen.

    At a shared computer it says whose they are, and `left` comes when that person is done.
    """

    opened = Signal(str)
    left = Signal()

    def __init__(self, person: Person, *, shared: bool = False) -> None:
        super().__init__()
        self._person = person if shared else None
        self._pages = listed_for(person)
        self._stands: tuple[bool, int] | None = None
        self._lists: list[Navigation] = []
        self._chosen = ""
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)

    def arrange(self, across: bool, width: int) -> None:
        """Stand at the side, or across the top with as many pages as `width` pixels can hold."""
        stands = (across, self._fitting(width) if across else 0)
        if stands == self._stands:
            return
        self._stands = stands
        clear(self._layout)
        self._lists = []
        if across:
            self._on_top(stands[1])
        else:
            self._at_side()
        self.show_chosen(self._chosen)

    def _at_side(self) -> None:
        t = theme()
        self.setMinimumHeight(0)
        self.setMaximumHeight(16777215)
        self.setFixedWidth(max(t.space(236), t.px(220)))
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom)
        self._layout.setContentsMargins(t.space(16), t.space(22), t.space(16), t.space(18))
        self._layout.setSpacing(t.space(4))
        self._layout.addWidget(_brand())
        self._layout.addSpacing(t.space(18))
        self._layout.addWidget(self._list([p for p in self._pages if not p.low], _("Pages")))
        self._layout.addStretch(1)
        self._layout.addWidget(self._list([p for p in self._pages if p.low], _("Privacy and settings")))
        if self._person is not None:
            self._layout.addSpacing(t.space(10))
            self._layout.addWidget(text(self._person.name or self._person.id, "label", 600, "ink2"))
            self._layout.addSpacing(t.space(4))
            self._layout.addWidget(self._finish())

    def _fitting(self, width: int) -> int:
        metrics = QFontMetrics(theme().font("body", 600))
        left = width - metrics.horizontalAdvance(_("More")) - theme().px(20) - theme().space(100)
        left -= self._finish().sizeHint().width() if self._person is not None else 0
        for count, page in enumerate(self._pages[:MOST_ON_TOP]):
            left -= entry_width(_(page.short))
            if left < 0:
                return max(1, count)
        return min(MOST_ON_TOP, len(self._pages))

    def _on_top(self, count: int) -> None:
        t = theme()
        self.setMinimumWidth(0)
        self.setMaximumWidth(16777215)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight)
        self._layout.setContentsMargins(t.space(12), t.space(6), t.space(12), t.space(6))
        first, rest = self._pages[:count], self._pages[count:]
        self._layout.addWidget(self._list(list(first), _("Pages"), across=True))
        self._layout.addStretch(1)
        more = Button(_("More"), "quiet", "plus", name=_("More pages"))
        menu = QMenu(more)
        for page in rest:
            menu.addAction(_(page.title)).triggered.connect(
                lambda _=False, name=page.page: self.opened.emit(name)
            )
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        self._layout.addWidget(more)
        if self._person is not None:
            self._layout.addWidget(self._finish())

    def _finish(self) -> Button:
        made = Button(
            _("Finish"), "secondary", "power", name=_("Finish, and leave the computer to a colleague")
        )
        made.clicked.connect(self.left)
        return made

    def _list(self, pages: list[Listed], name: str, across: bool = False) -> Navigation:
        entries = [Entry(page.page, _(page.short if across else page.title), page.icon) for page in pages]
        made = Navigation(entries, name, across)
        made.opened.connect(self.opened)
        self._lists.append(made)
        return made

    def show_chosen(self, page: str) -> None:
        """Mark a page as the one in front."""
        self._chosen = page
        for one in self._lists:
            one.show_chosen(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        line = self.rect()
        if self._stands and self._stands[0]:
            line.setTop(line.bottom())
        else:
            line.setLeft(line.right())
        painter.fillRect(line, theme().color("line"))


def _brand() -> QWidget:
    brand = QWidget()
    row = QHBoxLayout(brand)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().space(12))
    mark = QLabel()
    mark.setPixmap(theme().logo(theme().px(34)))
    row.addWidget(mark)
    row.addWidget(text(_("Responsible digital coach"), "label", 700), 1)
    return brand
