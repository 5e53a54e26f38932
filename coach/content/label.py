"""The label file turned into the competence tree."""

from pathlib import Path

from coach.content.shape import SHARED, sound
from coach.content.toml_file import TomlFile
from coach.domain.label import Competence, Domain, Label, Support


def read_label(folder: Path, language: str) -> Label:
    """The whole tree of `label.toml` in one language."""
    values = TomlFile(folder / "label.toml").values
    rows = {name: sound(values.get(name), shape) for name, shape in SHARED["label.toml"].items()}
    about = values.get("about", {})

    def said(row: dict[str, str], stem: str = "") -> str:
        return str(row.get(f"{stem}{language}") or row.get(f"{stem}fr", ""))

    return Label(
        name=said(about, "name_"),
        version=str(about.get("version", "")),
        source=str(about.get("source", "")),
        wording=said(about, "wording_"),
        domains=tuple(Domain(name, said(row)) for name, row in rows["domain"].items()),
        competences=tuple(
            Competence(
                id=name,
                domain=row["domain"],
                level=row["level"],
                audiences=tuple(row["audiences"]),
                title=said(row),
                evidence=said(row, "evidence_"),
                supports=tuple(row["supports"]),
            )
            for name, row in rows["competence"].items()
        ),
        supports=tuple(
            Support(name, row["kind"], said(row), row.get("part_of", ""))
            for name, row in rows["support"].items()
        ),
        audiences=tuple((name, said(row)) for name, row in rows["audience"].items()),
    )
