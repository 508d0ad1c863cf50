"""Whole specifications with mistakes, and beside each the findings that the checks report."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weft.diagnostics import Diagnostic, Source
from weft.dsl.checks import CHECKS
from weft.dsl.compile import compile_sources

CASES = Path(__file__).parent / "cases"
OWN = {check.code for check in CHECKS} - {"DSL051"}  # missing scenarios have tests of their own


def shown(item: Diagnostic) -> str:
    """Return a finding on a line: place, what it is, hint, related places."""
    line, column = item.span.source.position(item.span.start)
    related = "".join(f"; line {other.span.line}: {other.message}" for other in item.related)
    return f"{line}:{column} {item.severity} {item.code} {item.name}: {item.message} ({item.hint}{related})"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.stem) for case in sorted(CASES.glob("*.weft"))])
def test_the_findings_of_a_specification(case: Path, golden: Callable[[Path, str], None]) -> None:
    found = compile_sources([Source(case.name, case.read_text(encoding="utf-8"))]).diagnostics
    broken = [shown(item) for item in found if item.code < "DSL050"]
    assert broken == []
    text = "".join(f"{shown(item)}\n" for item in found if item.code in OWN)
    golden(case.with_suffix(".findings"), text)
