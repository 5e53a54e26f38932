"""Folding: what is left to compare."""

from coach.domain.fold import fold, folded_words


def test_folding_keeps_letters_only_plain() -> None:
    assert fold("Œuvre d’ÉTÉ") == "oeuvre d'ete"


def test_words_are_parted_by_whatever_is_no_letter_or_digit() -> None:
    assert folded_words("L’écran_LCD : 4G, e-mail…") == ["l", "ecran", "lcd", "4g", "e", "mail"]
    assert folded_words("\x00 « — » _") == []
