"""The records that the generated tests start from keep the rules of their entities."""

from pathlib import Path

import pytest

from weft.backends.test_suite.example_records import Examples
from weft.diagnostics import Severity, Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model

HERE = Path(__file__).parent
SPECS = sorted(
    {*HERE.glob("*.weft"), *HERE.parent.glob("*/cases/clinic.weft"), *HERE.parent.glob("*/cases/orders.weft")}
)
CONTRADICTION = """
System: Contradiction
Entity: Span
  number: int key
  starts: date
  ends: date
  least: int
  most: int
  check starts < ends "Forwards"
  check ends < starts "Backwards"
  check least < most "Numbers"
"""


def model_of(text: str) -> Model:
    compiled = compile_sources([Source("test.weft", text)])
    assert compiled.is_sound, compiled.diagnostics
    return compiled.model


@pytest.mark.parametrize("path", SPECS, ids=lambda path: "/".join(path.parts[-3:]))
def test_examples_keep_every_rule(path: Path) -> None:
    examples = Examples(model_of(path.read_text(encoding="utf-8")))
    for entity in examples.model.entities:
        for record in (examples.first[entity.name], examples.second[entity.name]):
            assert examples.is_valid(entity, record), record


def test_what_can_be_kept_is_kept_beside_a_contradiction() -> None:
    compiled = compile_sources([Source("test.weft", CONTRADICTION)])
    assert [each.name for each in compiled.diagnostics if each.severity is Severity.ERROR] == ["check-never-true"]
    examples = Examples(compiled.model)
    (span,) = examples.model.entities
    record = examples.first["Span"]
    checks = {check.message: check.condition for check in span.checks}
    held = {name for name, rule in checks.items() if examples.situation({"span": record}, {}).holds(rule)}
    assert "Numbers" in held
    assert len(held) == 2
