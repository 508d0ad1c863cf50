"""What a build says of its rules: which parts can be reached, and which generated code asks which rule."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from weft.backends.wasm.expressions import Lowering
from weft.backends.wasm.module import domain_module
from weft.backends.wasm.refusal import NotLoweredError
from weft.compiler.cli import run
from weft.compiler.pipeline import check_spec
from weft.compiler.probed_tests.plan import PLAN, Plan, digest_of, plan_text, read_plan
from weft.compiler.probed_tests.planning import plan_of
from weft.dsl.expressions import Expression

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent / "golden"


def planned(*paths: str) -> Plan:
    """Return the plan of a specification of this repository."""
    checked = check_spec([ROOT / path for path in paths])
    return plan_of(checked, domain_module(checked.compiled.model))


def test_the_plan_is_as_expected(built: Path, golden: Callable[[Path, str], None]) -> None:
    plan = json.loads((built / PLAN).read_text(encoding="utf-8"))
    del plan["digest"], plan["sources"]
    golden(GOLDEN / "shop.probes.json", json.dumps(plan, indent=1) + "\n")


def test_the_digest_is_that_of_the_module(built: Path, plan: Plan) -> None:
    assert plan.digest == digest_of((built / "app/rules/domain.wasm").read_bytes())


def test_the_sources_are_the_texts_that_were_compiled(spec: Path, plan: Plan) -> None:
    assert plan.sources == {"shop.weft": spec.read_text(encoding="utf-8")}


def test_a_plan_is_read_as_it_was_written(plan: Plan) -> None:
    assert read_plan(plan_text(plan)) == plan


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        read_plan('{"digest": 1}')


@pytest.mark.parametrize("name", ["ticket_booking", "helpdesk", "library"])
def test_every_rule_of_an_example_is_asked_by_some_code(name: str) -> None:
    plan = planned(f"examples/{name}")
    asked = {call.refusal for function in plan.functions for call in function.rules}
    for workflow in plan.workflows:
        calls = [*workflow.never, *(way.condition for state in workflow.states for way in state.ways)]
        asked |= {
            call.refusal for call in (*calls, *(step for state in workflow.states for step in state.steps)) if call
        }
    kinds = ("guard", "guarantee", "check", "due", "derived", "datum", "never")
    assert {item.id for item in plan.elements if item.kind in kinds} <= asked
    assert {item.owner for item in plan.elements if item.kind in ("row", "invariant")} <= asked


def test_the_places_are_lines_of_the_sources() -> None:
    plan = planned("examples/helpdesk")
    lines = {
        (name, number): line for name, text in plan.sources.items() for number, line in enumerate(text.split("\n"), 1)
    }
    words = {
        "guard": "requires",
        "check": "check",
        "row": "|",
        "never": "never",
        "state": "State: End:",
        "invariant": "always never",
    }
    for item in plan.elements:
        if item.kind in words:
            assert lines[item.source, item.line].split()[0] in words[item.kind].split(), item.id


def test_a_rule_that_is_not_lowered_is_not_expected_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever passes `weft check` today can be lowered; a new form may not."""

    def refuse(_lowering: Lowering, _operand: Expression) -> None:
        raise NotLoweredError("texts are measured")

    monkeypatch.setattr(Lowering, "_length", refuse)
    plan = planned("tests/backends/wasm/cases/refused.weft")
    (row,) = {(item.expected, item.note) for item in plan.elements if item.owner == "decision:weight"}
    assert row == ((), "not in domain.wasm: texts are measured")


def test_texts_without_rules_are_kept_too(tmp_path: Path) -> None:
    (tmp_path / "rules.weft").write_text('System: Shop\nEntity: Item\n  name: text(9) key\n  check name != "x" "No"\n')
    (tmp_path / "enums.weft").write_text("Enum: Colour is Red, Blue\n")
    checked = check_spec([tmp_path])
    plan = plan_of(checked, domain_module(checked.compiled.model))
    assert sorted(name.rpartition("/")[2] for name in plan.sources) == ["enums.weft", "rules.weft"]


def test_what_the_database_answers_is_not_expected() -> None:
    plan = planned("tests/backends/application/cases/accounts.weft")
    noted = [item for item in plan.elements if "the database" in item.note]
    assert noted
    assert not any(item.expected for item in noted)


def test_a_build_without_wasm_has_no_plan(spec: Path, tmp_path: Path) -> None:
    assert run(["build", str(spec), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert not (tmp_path / "out" / PLAN).exists()
