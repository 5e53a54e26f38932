"""Files and functions stay small enough to be read at once, and the top of the project holds nothing else."""

import ast
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT, files, named

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
TOP = {
    "coach", "lessons", "i18n", "packaging", "tests", "pyproject.toml", "build.spec", "README.md", "ARCHITECTURE.md",
    "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "requirements.lock",
}  # fmt: skip


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [one for one in ast.walk(tree(file)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_is_too_long() -> None:
    counts = {named(file): file.read_text("utf-8").count("\n") for file in files("*.py", "build.spec")}
    assert len(counts) > 100
    assert {name: lines for name, lines in counts.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    found = {}
    for file in files("*.py"):
        for one in functions(file):
            lines = (one.end_lineno or one.lineno) - one.lineno + 1
            if lines > LINES_OF_A_FUNCTION:
                found[f"{named(file)}: {one.name}"] = lines
    assert found == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        named(file)
        for file in files("*.py")
        if file.read_text("utf-8").strip() and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_no_file_is_called_by_a_word_that_says_nothing() -> None:
    # "service" is a word of the field here: a unit of the town.
    words = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [named(file) for file in files() if words & set(file.stem.lower().split("_"))] == []


def test_the_top_holds_what_the_ecosystem_expects_and_nothing_else() -> None:
    top = {named(file).split("/")[0] for file in files()}
    assert {name for name in top - TOP if not name.startswith(".")} == set()
    assert top >= TOP


def test_packaging_is_a_folder_and_no_package() -> None:
    # As a package it would hide the library of that name from the tools that run at the top.
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not (ROOT / "tests" / "__init__.py").exists()
