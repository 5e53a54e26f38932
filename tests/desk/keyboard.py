"""Typing any text on a virtual screen, whatever its keyboard layout lacks."""

from __future__ import annotations

import time

from Xlib import XK, X, display
from Xlib.ext import xtest

_NAMED = {"\n": XK.XK_Return, "\t": XK.XK_Tab}
# Programs fetch the new layout when they are told of it; a text that outruns that loses its first letters.
_LEARN = 0.2
_STROKE = 0.01


class Keyboard:
    """Key strokes by XTEST. xdotool's own `type` drops or mistakes letters that the layout lacks (É, €, »).

    It lends a spare key to each such letter and takes it back at once, before the program has looked. Here
    a spare key, once lent, keeps its letter.
    """

    def __init__(self, screen: display.Display) -> None:
        """`screen`: a connection to the X server."""
        self._display = screen

    def type(self, text: str) -> None:
        """Type a text into whatever has the keyboard. Raises ValueError when no spare key is left."""
        missing = sorted({letter for letter in text if self._stroke(letter) is None})
        if missing:
            self._lend(missing)
        for letter in text:
            stroke = self._stroke(letter)
            assert stroke is not None, letter
            self._press(*stroke)

    def _stroke(self, letter: str) -> tuple[int, bool] | None:
        """Key code and whether Shift is held; None when no key has the letter."""
        keys = self._display.keysym_to_keycodes(_keysym(letter))
        return next(((code, place == 1) for code, place in keys if place < 2), None)

    def _lend(self, letters: list[str]) -> None:
        info = self._display.display.info
        first, count = info.min_keycode, info.max_keycode - info.min_keycode + 1
        layout = self._display.get_keyboard_mapping(first, count)
        spare = [first + place for place, symbols in enumerate(layout) if not any(symbols)]
        if len(spare) < len(letters):
            raise ValueError(f"{len(spare)} spare keys for {letters}")
        for code, letter in zip(spare, letters, strict=False):
            self._display.change_keyboard_mapping(code, [[_keysym(letter)] * 2])
        self._display.sync()
        self._display._update_keymap(first, count)
        time.sleep(_LEARN)

    def _press(self, code: int, shift: bool) -> None:
        held = [self._display.keysym_to_keycode(XK.XK_Shift_L)] if shift else []
        for key in (*held, code):
            xtest.fake_input(self._display, X.KeyPress, key)
        for key in (code, *held):
            xtest.fake_input(self._display, X.KeyRelease, key)
        self._display.sync()
        time.sleep(_STROKE)


def _keysym(letter: str) -> int:
    """The X key symbol of a letter (X11 protocol, annex A): its code point, plus 0x1000000 after Latin-1."""
    return _NAMED.get(letter) or (ord(letter) if ord(letter) < 0x100 else 0x1000000 + ord(letter))
