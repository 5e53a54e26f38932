"""Gives back to a PDF of Qt the one letter that a reader, a search and a screen reader would not find in it.

Qt 6.11 names no letter for a typeface's glyph 1, which is the A of ours: it is drawn, but copied as a space. Nor does
it name the space, which readers see by the gap.
"""

import re

_LETTER = b"0041"
# The widths of a typeface's drawn letters by their codes, then the table of what letters they are.
_TYPEFACE = re.compile(rb"/W \[0 \[([0-9 ]+)\]\s*\]\s*>>\s*endobj\s+\d+ 0 obj\s.*?endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:<[0-9A-F]{4}>|\[.*?\])", re.DOTALL)
_WIDE = 400
"""Thousandths of the text's size: no A is narrower, no space as wide."""
# Says that the sign for a missing glyph is the letter NUL: nobody needs it, and it is as long as what is missing.
_SPARE = b"<0000> <0000> <0000>"


def named(pdf: bytes) -> bytes:
    """The same PDF, to the byte but for that letter in each of its typefaces."""
    return _TYPEFACE.sub(_with_letter, pdf)


def _with_letter(typeface: re.Match[bytes]) -> bytes:
    known = {
        code
        for first, last in _RANGE.findall(typeface[0])
        for code in range(int(first, 16), int(last, 16) + 1)
    }
    for code, width in enumerate(typeface[1].split()):
        if code not in known and int(width) >= _WIDE:
            return typeface[0].replace(_SPARE, b"<%04X> <%04X> <%b>" % (code, code, _LETTER), 1)
    return typeface[0]
