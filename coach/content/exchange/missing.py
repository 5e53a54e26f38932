"""What an author still has to write for a question that came from elsewhere; `coach check` asks for the same."""

from collections.abc import Iterator

from coach.content.bare_figures import bare_figures
from coach.content.exchange.foreign import Draft
from coach.questions import kinds
from coach.questions._kind import taught
from coach.questions.text import OTHER
from coach.words import _, ngettext


def missing(draft: Draft) -> tuple[str, ...]:
    """What is missing, and what the draft lost on its way, each in a few words."""
    return (*_missing(draft), *draft.notes)


def _missing(draft: Draft) -> Iterator[str]:
    if not draft.hint:
        yield _("a hint")
    if not draft.reason:
        yield _("a reason")
    if silent := _silent(draft):
        yield ngettext("the feedback of {n} answer", "the feedback of {n} answers", silent)
    if not draft.rated:
        yield _("the difficulty (3 for now)")
    said = (draft.text, draft.reason, *(text for words in draft.choices.values() for text in words))
    if figures := [figure for text in said for figure in bare_figures(text)]:
        yield _("a fact for “{figure}”").format(figure=figures[0])


def _silent(draft: Draft) -> int:
    """How many answers teach nothing yet."""
    kind = kinds()[draft.kind]
    if "low" in kind.words(draft.key):
        return sum(not draft.choices.get(side, ("", ""))[0] for side in ("low", "high"))
    if OTHER in kind.words(draft.key):
        return int(not draft.choices[OTHER][0])
    return sum(not draft.choices.get(name, ("", ""))[1] for name in taught(kind.form(draft.key, 0)))
