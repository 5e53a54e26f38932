"""Attestations for the tests of what proves a path."""

from datetime import date

from hypothesis import strategies as st

from coach.domain.attestation import Attestation, Followed, Organisation, QuizPassed, plain

DAY = date(2026, 11, 26)
HOSTILE = (
    '=HYPERLINK("http://x")',
    "O’Neil",
    "Œdipe d’Été",
    "<script>alert(1)</script>",
    '#[strong]*_$x^2$`@\\ "quoted" #panic()',
    "a]}#{[/*//*/ ~ -- --- ' & &amp; <!-- -->",
    "coach-content:AAAA coach-file:" + "0" * 64,
    '{"v":1}',
)


def attestation(name: str = "Camille Martin", /, **changed: object) -> Attestation:
    """One of two lessons, with a quiz."""
    told: dict[str, object] = {
        "language": "en",
        "organisation": Organisation("Ville d’Été", "21750001600019", "DRH", "Inès Faure, directrice"),
        "person": name,
        "staff_number": "0042",
        "path": "bienvenue",
        "title": "Welcome",
        "edition": 2,
        "aim": "Six short lessons.",
        "lessons": (Followed("One", 1, date(2026, 11, 3)), Followed("Two", 3, date(2026, 11, 20))),
        "minutes": 7,
        "goals": ("Knows what counts", "Lets the screen sleep"),
        "levels": (1, 2),
        "quiz": QuizPassed(DAY, 80),
    }
    return Attestation(**{**told, **changed})  # type: ignore[arg-type]  # each by its own name


TEXTS = st.text(max_size=60).map(plain) | st.sampled_from(HOSTILE).map(plain)
