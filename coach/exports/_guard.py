"""Keeps a spreadsheet from running text as a formula (CWE-1236, OWASP CSV injection, ASVS 5 item 1.2.10)."""

# Full-width signs count as their ASCII twins in East Asian editions. XlsxWriter writes text that begins with
# "<r>" into the sheet without escaping it, formula or not.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "<r>")
_MARK = "'"
# Some spreadsheets drop spaces before they look.
_BEFORE = _MARK + " \u00a0"


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could take it for a formula.

    Quotation marks alone do not help: a spreadsheet takes them off first. A text with an apostrophe already
    before such a sign gets one more, so that `unguarded` gives every text back.
    """
    # Most texts begin with a letter or digit: no sign of the list is one.
    if text[:1].isalnum():
        return text
    return _MARK + text if text.lstrip(_BEFORE).startswith(_STARTS) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith(_MARK) and text.lstrip(_BEFORE).startswith(_STARTS) else text
