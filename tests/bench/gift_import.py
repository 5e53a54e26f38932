"""What an import of 10,000 GIFT questions costs: CPU beside a plain reader of the same lines, and memory after it.

`python -m tests.bench.gift_import` reads, maps and refuses in the real way, then reads the same file again and again:
a count of Python's memory blocks that stays the same shows that nothing is kept. Resident memory is printed beside
it: the system's allocator gives a page or two back after one round and not after the next.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach import words
from coach.content.exchange.reading import read
from tests.bench.goals import verdict

COUNT, ROUNDS = 10_000, 4
GOALS = {"import s": 2.0, "blocks ratio": 1.01, "memory ratio": 1.25}
KINDS = (
    (
        "::q{n}:: Que faire au moment {n} ? {{\n\t=Éteindre l’écran {n}#Il ne sert à personne.\n\t~Le laisser allumé#"
        "Il éclaire une chaise.\n\t~Le mettre en veille#Il consomme encore.\n\t####L’arrêt épargne le plus.\n}}"
    ),
    "::q{n}:: Lesquels épargnent au moment {n} ? {{\n\t~%50%arrêt#Oui.\n\t~%50%veille#Oui.\n\t~%-100%rien#Non.\n}}",
    "// [id:q{n}]\nLe soir {n}, on éteint. {{TRUE#Relisez.#En effet.}}",
    "Quel mot pour le cas {n} ? {{\n\t=veille#Oui.\n\t=la veille\n\t=%0%arrêt#Non.\n\t=%0%*#Relisez.\n}}",
    "Combien en {n} ? {{#\n\t={n}:0.5#Oui.\n\t=%0%0..{n}#Trop peu.\n}}",
    "[html]<p>Associez <b>{n}</b>.</p> {{\n\t=midi -> veille\n\t=nuit -> arrêt\n\t=congés -> arrêt\n}}",
)


def resident() -> float:
    """MiB of this process now."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU."""
    before = time.process_time()
    work()
    return time.process_time() - before


def plain(file: Path) -> int:
    """The lines of a file that hold something, as the simplest reader sees them."""
    with file.open(encoding="utf-8") as lines:
        return sum(bool(line.strip()) for line in lines)


def imported(file: Path) -> None:
    """The import up to its preview."""
    found = read("gift", str(file), {})
    assert len(found.drafts) == COUNT, found.refused[:3]


def _round(file: Path) -> tuple[float, int, float]:
    """Seconds of CPU of one import; Python's memory blocks and resident MiB after it."""
    seconds = cpu(lambda: imported(file))
    gc.collect()
    return seconds, sys.getallocatedblocks(), resident()


def main() -> int:
    """Print CPU, its ratio to a plain reader, and memory after each round; 1 when a goal is missed."""
    words.use("fr")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "questions.gift"
        text = "\n\n".join(KINDS[n % len(KINDS)].format(n=n + 1) for n in range(COUNT))
        file.write_text(text, "utf-8")
        lines = min(cpu(lambda: plain(file)) for _round in range(ROUNDS))
        first, *others = [_round(file) for _ in range(ROUNDS)]
    seconds = min(row[0] for row in (first, *others))
    # The first round loads what every import needs.
    blocks, ratio = others[-1][1] / others[0][1], others[-1][2] / others[0][2]
    size = len(text.encode()) / 1e6
    print(
        f"gift_import: {COUNT} questions ({size:.1f} MB) in {first[0]:.2f} s of CPU, {seconds:.2f} s at best,"
        f" {seconds / lines:.0f} times a plain reader of its lines ({lines:.3f} s); memory after each round "
        + ", ".join(f"{row[2]:.1f}" for row in (first, *others))
        + f" MiB, ratio {ratio:.3f}; Python's blocks, ratio {blocks:.4f}"
    )
    found = {"import s": seconds, "blocks ratio": blocks, "memory ratio": ratio}
    return verdict({"gift_import": found}, GOALS)


if __name__ == "__main__":
    sys.exit(main())
