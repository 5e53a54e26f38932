"""The dialog “Pourquoi ce niveau ?”: how the level of a domain came about, and every answer that counts."""

from PySide6.QtWidgets import QWidget

from coach.app.widgets.competences import told_met
from coach.app.widgets.dialog import Dialog
from coach.app.widgets.level_words import told_whole
from coach.app.widgets.plain_table import Rows, table
from coach.app.widgets.text import heading, kept, text
from coach.domain.text import N_
from coach.study.level import Evidence, Result
from coach.study.progress import DomainState
from coach.words import _, day, ngettext

RESULTS = {
    Result.RIGHT: N_("right at the first try"),
    Result.WITH_HINT: N_("right with the hint"),
    Result.NOT_YET: N_("not yet"),
}


class Why(Dialog):
    """One domain: its level in words, the rule, then the answers, the newest first."""

    def __init__(self, opener: QWidget, domain: DomainState) -> None:
        super().__init__(opener, _("Why this level?"), 860, 640)
        self.column.addWidget(heading(kept(told_whole(domain)), "heading", 600))
        for sentence in _rule(domain):
            self.column.addWidget(text(kept(sentence), "body", 400, "ink2"))
        title = _("The answers that count")
        self.column.addWidget(heading(title, "heading", 600))
        if domain.told.evidence:
            self.column.addWidget(table(title, _rows(domain.told.evidence)))
        else:
            self.column.addWidget(text(_("None yet in this domain."), "body", 400, "ink2"))
        self.column.addStretch(1)
        self.offer_close()


def _rule(domain: DomainState) -> tuple[str, ...]:
    if domain.told.estimated is None:
        return (
            _(
                "There are too few answers for an estimate. The word follows from the competences met: {met}."
            ).format(met=told_met(domain.progress)),
        )
    count = len(domain.told.evidence)
    return (
        ngettext(
            "The level is estimated from {n} answer in this domain, and a little from those in the others.",
            "The level is estimated from {n} answers in this domain, and a little from those in the others.",
            count,
        ),
        _(
            "Each question counts once, as it came out at the first try the last time that it was asked. A right"
            " answer to a difficult question says more, one that luck may have brought says less. “I don't know”"
            " weighs as much as a miss, never more."
        ),
    )


def _rows(evidence: tuple[Evidence, ...]) -> Rows:
    told = tuple(
        (one.question.text, _(RESULTS[one.result]), day(one.at.astimezone().date())) for one in evidence
    )
    return Rows((_("Question"), _("Your answer"), _("Day")), told, (8, 4, 3))
