"""Issues the attestations of everybody chosen on the page Exports, off the main thread, and says what came of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coach.app.attempt import attempt
from coach.app.exporting.attesting import AttestingPart
from coach.app.page import Page
from coach.app.widgets.button import Button
from coach.domain.errors import CoachError
from coach.words import _, explain

if TYPE_CHECKING:
    from coach.org import Filters
    from coach.org.issuing import Issued


@dataclass(frozen=True)
class Issuing:
    """`filters` gives what is chosen, None if a day is wrong; `reveal` shows what is below."""

    page: Page
    part: AttestingPart
    filters: "Callable[[], Filters | None]"
    reason: Callable[[], str]
    reveal: Callable[[QWidget], None]

    def begin(self, *, over: bool = False) -> None:
        """Make them; `over`: files that are there are replaced."""
        part, me, now, filters = self.part, self.page.shell.me, datetime.now(UTC), self.filters()
        if filters is None:
            return
        folder, kinds, sign, reason = part.folder.words, part.kinds, part.sign, self.reason()

        def made() -> "Issued":
            from coach.org import attesting, issuing

            found = attesting.attestations(me.person, me.library, me.policy.organisation, filters, now)
            wished = issuing.Wished(os.path.expanduser(folder), kinds, over, sign, filters, reason)
            return issuing.issue(me.person, found, wished, now, part.tell)

        part.begin()
        attempt(self.page, made, self._issued, self._failed)

    def _issued(self, done: "Issued") -> None:
        self.reveal(self.part.done(done.count, done.folder))
        self.page.refresh()

    def _failed(self, error: CoachError) -> None:
        from coach.org.errors import FileThere

        actions, told = [], explain(error)
        if isinstance(error, FileThere):
            # Its advice names an option of the command line; here there is a button.
            told = replace(told, todo="")
            again = Button(_("Replace the files"), "secondary")
            again.clicked.connect(lambda: self.begin(over=True))
            actions.append(again)
        self.reveal(self.part.failed(told, actions))
        self.page.refresh()
