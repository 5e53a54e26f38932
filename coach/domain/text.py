"""Marks English texts that are translated later, where a language is known."""


def N_(msgid: str) -> str:
    """Return the text unchanged; the catalogue's extractor collects it."""
    return msgid


def counted(one: str, many: str) -> tuple[str, str]:
    """Return both texts unchanged, as `N_` does for one: a pair for gettext's plural."""
    return one, many
