"""The person's language: translated texts, plurals, dates, numbers, and errors turned into sentences.

Message ids are English. `use()` is the one allowed piece of module state: the language of this process.
"""

import gettext
import locale
import os
from dataclasses import dataclass
from datetime import date, datetime

from coach import places
from coach.domain.errors import CoachError

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
FALLBACK = "fr"


def languages() -> tuple[str, ...]:
    """Codes of the languages of the interface: the folders of `i18n/`, French first."""
    found = [name for name in os.listdir(places.catalogues()) if not name.startswith(".")]
    return tuple(sorted(found, key=lambda code: (code != FALLBACK, code)))


def native_name(code: str) -> str:
    """The language's name for itself, capitalised: Français, English."""
    from babel import Locale

    return (Locale(code).get_display_name(code) or code).capitalize()


def system_language() -> str:
    """The system's language if the interface has it, else French."""
    code = (locale.getlocale()[0] or os.environ.get("LANG") or "")[:2].lower()
    return code if code in languages() else FALLBACK


def use(language: str) -> str:
    """Speak this language from now on; `auto` is the system's. Returns the language in use."""
    global _catalogue, _language
    code = system_language() if language == "auto" else language
    _catalogue = (
        gettext.translation("coach", places.catalogues(), [code], fallback=True) if code else _catalogue
    )
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

    return str(format_date(value, style, locale=_language))


def moment(value: datetime) -> str:
    """A local day and time."""
    from babel.dates import format_datetime

    return str(format_datetime(value.astimezone(), "medium", locale=_language))


@dataclass(frozen=True)
class Explanation:
    """An error in the person's language: what happened, what is safe, what to do."""

    what: str
    safe: str
    todo: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)


def explain(error: CoachError) -> Explanation:
    """Turn an error of the domain into sentences."""
    return Explanation(
        *(_(text).format_map(error.facts) if text else "" for text in (error.what, error.safe, error.todo))
    )
