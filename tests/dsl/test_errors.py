"""Every mistake in tests/dsl/errors is told once, at its place and with the way out: the report stands beside it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from weft.compiler.report import render
from weft.diagnostics import Diagnostic, Severity, Source
from weft.dsl.catalog import KINDS
from weft.dsl.compile import compile_sources

FOLDER = Path(__file__).parent / "errors"
PROGRAMS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".weft", ".feature"))
# Of an imported tree; its tests are in test_arc_import.py.
ELSEWHERE = {"DSL049"}


@cache
def findings(program: Path) -> tuple[Diagnostic, ...]:
    """Return what the front end finds in a program."""
    text = program.read_bytes().decode()
    return compile_sources([Source(program.name, text)]).diagnostics


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_mistake_is_reported_as_its_golden_file_says(program: Path, golden: Callable[[Path, str], None]) -> None:
    """Compare the text report of each bad program with the one beside it."""
    golden(program.with_suffix(".errors"), render(findings(program)))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_one_mistake_makes_one_finding(program: Path) -> None:
    """No mistake is told twice or in other words; programs named `three_…` have three that do not touch."""
    found = findings(program)
    errors = [item for item in found if item.severity is Severity.ERROR]
    assert len(errors or found) == (3 if program.stem.startswith("three_") else 1)


def test_every_kind_of_mistake_in_the_catalog_has_a_program() -> None:
    """A new kind of mistake comes with a program that makes it."""
    shown = {item.code for program in PROGRAMS for item in findings(program)}
    assert {kind.code for kind in KINDS} - ELSEWHERE <= shown


def test_no_golden_file_has_lost_its_program() -> None:
    """A renamed program takes its report along."""
    assert {path.stem for path in FOLDER.glob("*.errors")} == {path.stem for path in PROGRAMS}
