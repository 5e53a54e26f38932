"""Commands as an administrator types them, and what they print."""

import pytest

from coach.__main__ import main


class Typed:
    """Commands typed one after the other, and what they print."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Status, output and errors."""
        status = main(list(words))
        told = self.capture.readouterr()
        return status, told.out, told.err
