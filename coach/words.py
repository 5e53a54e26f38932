"""The person's language: translated texts, plurals, dates, numbers, and errors turned into sentences.

Message ids are English. `use()` is the one allowed piece of module state: the language of this process.
"""

import gettext
import locale
import os
import re
import sys
from dataclasses import dataclass
from datetime import date, datetime

from coach import places
from coach.domain.errors import CoachError

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
FALLBACK = "fr"


def languages() -> tuple[str, ...]:
    """Codes of the languages of the interface: the folders of `i18n/`, French first."""
    folder = places.catalogues()
    found = [
        name for name in os.listdir(folder) if name.isalpha() and os.path.isdir(os.path.join(folder, name))
    ]
    return tuple(sorted(found, key=lambda code: (code != FALLBACK, code)))


def native_name(code: str) -> str:
    """The language's name for itself, capitalised: Français, English."""
    from babel import Locale

    return (Locale(code).get_display_name(code) or code).capitalize()


def system_language() -> str:
    """The first language of the system that the interface has, else French."""
    wished = (name[:2].lower() for name in _system_languages())
    return next((code for code in wished if code in languages()), FALLBACK)


def _system_languages() -> list[str]:
    if sys.platform == "win32":
        import ctypes

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    # gettext's own order; getlocale() would call the C locale English.
    named = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    return [part for names in named for part in names.split(":")]


def use(language: str) -> str:
    """Speak this language from now on; `auto`, or one we do not have, is the system's. Returns its code."""
    global _catalogue, _language
    code = language if language in languages() else system_language()
    _catalogue = gettext.translation("coach", places.catalogues(), [code], fallback=True)
    _language = code
    return code


def language() -> str:
    """Code of the language in use."""
    return _language


def _(text: str) -> str:
    """The text in the person's language."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The right plural form, with `{n}` filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)


def number(value: float, digits: int = 1) -> str:
    """A number with the language's separators, at most `digits` decimals, ordinary no-break spaces."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    text: str = format_decimal(value, format=pattern, locale=_language)
    # The bundled typeface has no U+202F, so thousands are parted by U+00A0.
    return text.replace("\u202f", "\u00a0")


def day(value: date, style: str = "long") -> str:
    """A day in words (`long`, `medium`) or figures (`short`)."""
    from babel.dates import format_date

    told = _first(str(format_date(value, style, locale=_language)))
    # "18 / décembre 2026" on two lines is not read as a day.
    return told if style == "full" else told.replace(" ", "\u00a0")


def _first(told: str) -> str:
    """The first of a month as French writes it, which the locale's data leave out: 1er janvier."""
    return re.sub(r"\b1(?= \D)", "1er", told, count=1) if _language == "fr" else told


def as_day(told: str) -> str:
    """A text that is a day like 2026-11-23 in words; any other one as it is."""
    try:
        return day(date.fromisoformat(told))
    except ValueError:
        return told


def moment(value: datetime) -> str:
    """A local day and time."""
    from babel.dates import format_datetime

    return _first(str(format_datetime(value.astimezone(), "medium", locale=_language)))


@dataclass(frozen=True)
class Explanation:
    """An error in the person's language: what happened, what is safe, what to do."""

    what: str
    safe: str
    todo: str

    def __str__(self) -> str:
        return " ".join(_ended(part) for part in (self.what, self.safe, self.todo) if part)


def _ended(sentence: str) -> str:
    # What a sentence quotes at its end, a file or the system's own words, brings no full stop.
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def explain(error: CoachError) -> Explanation:
    """Turn an error of the domain into sentences."""
    return Explanation(
        *(_(text).format_map(error.facts) if text else "" for text in (error.what, error.safe, error.todo))
    )
