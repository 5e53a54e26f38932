"""Texts of other programs turned into the plain lines that a question of ours holds."""

import html
import re
import unicodedata

from coach.content.exchange.foreign import Said
from coach.words import _

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_BREAKS = re.compile(r"(?i)</?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6]|pre|blockquote)\b[^<>]*>")
_PICTURE = re.compile(r"(?is)<(img|picture|svg|video|audio|iframe|object|embed|canvas)\b[^<>]*>")
_ADDRESS = re.compile(r"(?i)\b(?:src|data)\s*=\s*[\"']?([^\s\"'>]{1,300})")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
# Spaces that no French typography needs; U+00A0 stays.
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]{2,}|[\t\n\r\f\v\u2028\u2029]")
# No text has these, and no file in UTF-8 the halves of a pair.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
# What turns the direction of a line, and could show an answer as another one.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Unfit(Exception):
    """A text cannot be shown by a question of ours; the argument is a sentence."""


def plain_text(said: Said) -> str:
    """One line without markup; HTML is cleaned, never shown.

    Raises:
        Unfit: it shows a picture, a film or the like, which a question here cannot.
    """
    text = said.text
    if said.format in ("html", "moodle") and "<" in text and _TAG.search(text):
        text = _without_tags(text)
    elif said.format in ("html", "moodle") and "&" in text:
        text = html.unescape(text)
    elif said.format == "markdown":
        text = _MARKS.sub(r"\2", text)
    return one_line(text)


def one_line(text: str) -> str:
    """The text with plain spaces joined, and without control characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _TURNS.sub("", text).replace("\u202f", "\u00a0"))
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    return _SPACES.sub(" ", text).strip()


def _without_tags(text: str) -> str:
    import nh3

    if picture := _PICTURE.search(text):
        raise Unfit(_picture(picture.group()))
    bare = nh3.clean(_BREAKS.sub(" ", text), tags=set(), clean_content_tags={"script", "style"})
    return html.unescape(bare)


def _picture(tag: str) -> str:
    address = _ADDRESS.search(tag)
    found = address[1] if address else ""
    if re.match(r"(?i)(?:https?:)?//", found):
        told = _("it shows a picture from elsewhere ({address}): remote pictures are refused")
        return told.format(address=found[:80])
    return _("it shows a picture, a sound or a film: a question here holds text only")
