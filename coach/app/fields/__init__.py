"""The fields that answer a question: one for each form a question type may ask for."""

from coach.app.fields.base import Field
from coach.app.fields.choose import DoField, PickField, TickField
from coach.app.fields.gaps import GapsField
from coach.app.fields.match import MatchField
from coach.app.fields.number import NumberField
from coach.app.fields.order import OrderField
from coach.app.fields.write import WriteField
from coach.domain.lesson import Question
from coach.questions import Do, Form, Gaps, Match, Number, Order, Pick, Tick, Write

__all__ = ["Field", "field_for"]


def field_for(question: Question, form: Form, letters: bool) -> Field:
    """The field that draws a form. With `letters`, A to F and 1 to 6 choose while the focus is inside."""
    texts = {name: choice.text for name, choice in question.choices.items()}
    match form:
        case Pick():
            return PickField(question.text, form.options, texts, letters)
        case Tick():
            return TickField(question.text, form.options, texts, letters, form.count)
        case Order():
            return OrderField(question.text, form.items, texts)
        case Match():
            return MatchField(question.text, form.items, form.targets, texts)
        case Number():
            return NumberField(question.text, form)
        case Gaps():
            return GapsField(question.text, form, texts)
        case Write():
            return WriteField(question.text, form)
        case Do():
            return DoField(question.text, form, texts, letters)
