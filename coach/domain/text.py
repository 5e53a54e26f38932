"""Marks English texts that are translated later, where a language is known."""


def N_(msgid: str) -> str:
    """Return the text unchanged; the catalogue's extractor collects it."""
    return msgid
