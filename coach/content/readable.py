"""How long a lesson takes to read, and how long its sentences are: counted on the French text, told as notices.

180 words a minute is reading with care: Brysbaert (2019) found 238 for silent reading of prose. A question takes its
own words and `ANSWERING` seconds to decide. The length of sentences is the rule of lessons/README.md, and the part of
Kandel and Moles' French reading formula (1958) that needs no syllables.
"""

import re
from collections.abc import Iterator

from coach.domain.lesson import Lesson, Question
from coach.words import _, number

WORDS_A_MINUTE = 180
ANSWERING = 15
"""Seconds."""
LONGEST_MEAN = 15.0
"""Words a sentence, on average."""
_SLACK = 1.0
_SENTENCE = re.compile(r"[.!?…]+(?=[\s»”\")]|$)")
_MARKS = re.compile(r"[*#>_`]|^- ", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def texts(lesson: Lesson) -> Iterator[str]:
    """What everybody reads of the steps."""
    for step in lesson.steps:
        yield from (step.title, step.body, step.rest, step.note)


def words(text: str) -> int:
    """Words of a text; an elided article is one with its noun."""
    return len(_WORD.findall(text))


def minutes(lesson: Lesson) -> float:
    """What reading all steps and answering the questions of one sitting takes."""
    reading = sum(map(words, texts(lesson))) / WORDS_A_MINUTE
    if not lesson.questions:
        return reading
    each = sum(map(_answered, lesson.questions)) / len(lesson.questions)
    return reading + each * lesson.ask


def _answered(question: Question) -> float:
    """Minutes for a question: its text, its answers, the feedback of one of them and the reason."""
    answers = list(question.choices.values())
    shown = words(question.text) + sum(words(one.text) for one in answers) + words(question.reason)
    told = sum(words(one.feedback) for one in answers) / max(1, len(answers))
    return (shown + told) / WORDS_A_MINUTE + ANSWERING / 60


def sentence_words(lesson: Lesson) -> float:
    """Mean length of the sentences of the steps, in words; 0 without any. Lines of a list are sentences."""
    counts = [
        count
        for text in texts(lesson)
        for line in _MARKS.sub(" ", text).split("\n")
        for part in _SENTENCE.split(line)
        if (count := words(part)) > 2
    ]
    return sum(counts) / len(counts) if counts else 0.0


def notices(lesson: Lesson) -> Iterator[str]:
    """What an editor should look at."""
    needed = minutes(lesson)
    if abs(needed - lesson.minutes) > _SLACK:
        told = _("reading and answering take about {needed} minutes, the lesson says {minutes}")
        yield told.format(needed=number(needed), minutes=lesson.minutes)
    mean = sentence_words(lesson)
    if mean > LONGEST_MEAN:
        told = _("sentences have {mean} words on average, more than {most}")
        yield told.format(mean=number(mean), most=number(LONGEST_MEAN))
