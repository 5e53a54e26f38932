"""Contrast recomputed from the tokens: text 4.5, borders of controls, focus and meaningful graphics 3."""

import itertools
import re

import pytest

from coach.app.tokens import HEAT_DARK, HEAT_LIGHT, THEMES
from coach.content.drawing import TOKENS

ORDER = ("light", "dark", "contrast-dark", "contrast-light")
# Pair, least contrast, and what the design says for the four themes in this order.
DESIGN = [
    ("ink", "canvas", 4.5, (14.81, 15.69, 21.00, 21.00)),
    ("ink", "surface", 4.5, (15.97, 14.19, 21.00, 21.00)),
    ("ink2", "canvas", 4.5, (6.67, 9.24, 18.43, 17.40)),
    ("ink2", "surface", 4.5, (7.19, 8.35, 18.43, 17.40)),
    ("ink2", "sunken", 4.5, (6.28, 7.42, 16.94, 15.55)),
    ("accent", "surface", 4.5, (6.89, 9.03, 14.88, 10.56)),
    ("accent", "canvas", 4.5, (6.39, 9.99, 14.88, 10.56)),
    ("accent", "soft", 4.5, (5.76, 6.49, 9.31, 9.11)),
    ("on_accent", "accent", 4.5, (6.89, 8.92, 14.88, 10.56)),
    ("on_soft", "soft", 4.5, (8.42, 9.00, 13.13, 13.97)),
    ("on_info", "info_soft", 4.5, (9.27, 9.97, 15.47, 14.00)),
    ("on_review", "review_soft", 4.5, (8.84, 9.83, 15.20, 14.16)),
    ("danger", "danger_soft", 4.5, (5.71, 6.49, 9.63, 9.21)),
    ("control", "surface", 3.0, (4.08, 4.78, 21.00, 21.00)),
    ("control", "canvas", 3.0, (3.79, 5.28, 21.00, 21.00)),
    ("focus", "surface", 3.0, (7.34, 9.14, 16.35, 8.95)),
    ("focus", "canvas", 3.0, (6.80, 10.10, 16.35, 8.95)),
    ("accent", "sunken", 3.0, (6.02, 8.03, 13.68, 9.44)),
]
# Pairs that the design's table leaves out and the window shows all the same.
MORE = [
    ("ink", "sunken", 4.5),
    ("ink", "soft", 4.5),
    ("ink", "info_soft", 4.5),
    ("ink", "danger_soft", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "canvas", 4.5),
    ("info", "surface", 3.0),
    ("info", "info_soft", 3.0),
    ("review", "surface", 3.0),
    ("review", "review_soft", 3.0),
    ("control", "sunken", 3.0),
    # The inner ring of the focus, on the button in the accent's colour.
    ("surface", "accent", 3.0),
]
HEAT = {
    "light": (HEAT_LIGHT, (13.7, 11.3, 8.9, 4.9, 9.0)),
    "dark": (HEAT_DARK, (12.3, 9.1, 6.7, 6.1, 10.5)),
}


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_there_are_four_themes_with_the_same_tokens() -> None:
    assert set(THEMES) == set(ORDER)
    assert len({frozenset(tokens) for tokens in THEMES.values()}) == 1
    for color in itertools.chain.from_iterable(tokens.values() for tokens in THEMES.values()):
        assert re.fullmatch("#[0-9A-F]{6}", color)


def test_every_colour_that_a_drawing_may_name_is_in_every_theme() -> None:
    for tokens in THEMES.values():
        assert set(tokens) >= TOKENS


@pytest.mark.parametrize(("one", "other", "least", "designed"), DESIGN)
def test_the_table_of_the_design(one: str, other: str, least: float, designed: tuple[float, ...]) -> None:
    measured = [contrast(THEMES[name][one], THEMES[name][other]) for name in ORDER]
    assert min(measured) >= least
    assert measured == pytest.approx(designed, abs=0.006)


@pytest.mark.parametrize(("one", "other", "least"), MORE)
@pytest.mark.parametrize("name", ORDER)
def test_what_else_is_shown_together(name: str, one: str, other: str, least: float) -> None:
    assert contrast(THEMES[name][one], THEMES[name][other]) >= least


@pytest.mark.parametrize("name", sorted(HEAT))
def test_the_steps_of_the_heat_table(name: str) -> None:
    steps, designed = HEAT[name]
    measured = [contrast(ground, text) for ground, text in steps]
    assert min(measured) >= 4.5
    assert measured == pytest.approx(designed, abs=0.06)


@pytest.mark.parametrize("name", sorted(HEAT))
def test_the_heat_grows_with_the_share(name: str) -> None:
    grounds = [luminance(ground) for ground, _ in HEAT[name][0]]
    assert grounds == sorted(grounds, reverse=name == "light")
