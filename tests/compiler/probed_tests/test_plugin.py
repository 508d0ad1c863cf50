"""Tests of a built system with probed rules: what is recorded, by whom, and that the two opinions are compared."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.backends.wasm.module import domain_module
from weft.compiler.cli import run
from weft.compiler.pipeline import check_spec
from weft.compiler.probed_tests.plan import PLAN
from weft.compiler.probed_tests.plugin import MODULE
from weft.compiler.probed_tests.run_results import RESULTS, read_run

GOLDEN = Path(__file__).parent / "golden"
# What is changed in the spec behind domain.wasm alone, and how the difference is told.
MUTATIONS = (
    ("count <= item.left", "count <= item.left + 9", "action.buy.requires.2(count=3, item.left=2): Python says False,"),
    ("| >= 10  | 5", "| >= 10  | 6", "decision.discount(points=10): Python says 5, domain.wasm says 6"),
    ("item.price < 100 go", "item.price < 10 go", "workflow.Return.state.Look.go.1(item.price=50): Python says True,"),
    ("check price > 0", "check price > 60", "entity.Item.check.1(self.price=50): Python says True,"),
    ("always left >= 0", "always left >= 3", "R-1.always.1(row.left=2): Python says True, domain.wasm says False"),
    (
        "price - discount",
        "price + discount",
        "entity.Item.field.reduced(self.price=50, self.points=10): Python says 45,",
    ),
    ("item.left < 100 else", "item.left < 1 else", "action.return_item.requires.1(item.left=3): Python says True,"),
    (
        "item.price > 1000",
        "item.price > 10",
        "workflow.Return.never.1(state='Taken', item.price=50): Python says True,",
    ),
)


def test_what_the_tests_reached_is_as_expected(tested: Path, golden: Callable[[Path, str], None]) -> None:
    recorded = json.loads((tested / RESULTS).read_text(encoding="utf-8"))
    recorded["digest"] = "of domain.wasm"
    golden(GOLDEN / "shop.probed.json", json.dumps(recorded, indent=1) + "\n")


def test_the_digest_is_that_of_the_plan(tested: Path) -> None:
    run = read_run((tested / RESULTS).read_bytes())
    assert run.digest == json.loads((tested / PLAN).read_text())["digest"]


def test_the_generated_files_stay_as_they_are(built: Path, tested: Path) -> None:
    names = [path.relative_to(built) for path in built.rglob("*") if path.suffix in (".py", ".wasm", ".sql")]
    assert names
    assert all((built / name).read_bytes() == (tested / name).read_bytes() for name in names)


def test_a_module_that_says_something_else_fails_the_tests(
    system: Path, spec: Path, tmp_path: Path, probed: Callable[[Path], int], capfd: pytest.CaptureFixture[str]
) -> None:
    text = spec.read_text(encoding="utf-8")
    for before, after, _ in MUTATIONS:
        assert text.count(before) == 1
        text = text.replace(before, after)
    (tmp_path / "changed.weft").write_text(text, encoding="utf-8")
    model = check_spec([tmp_path / "changed.weft"]).compiled.model
    (system / MODULE).write_bytes(domain_module(model).content)
    assert probed(system) == 1
    shown = capfd.readouterr().out
    assert "Python and domain.wasm disagree:" in shown
    assert [said for *_, said in MUTATIONS if said not in shown] == []


def test_a_test_that_fails_by_itself_says_why_it_does(
    system: Path, probed: Callable[[Path], int], capfd: pytest.CaptureFixture[str]
) -> None:
    path = system / "tests/unit/test_decisions.py"
    path.write_text(path.read_text(encoding="utf-8").replace("== 10", "== 11"), encoding="utf-8")
    assert probed(system) == 1
    assert "disagree" not in capfd.readouterr().out


def test_coverage_alone_keeps_no_order(system: Path) -> None:
    assert run(["test", str(system), "--probe", "coverage", "--", "-q", "tests/unit/test_decisions.py"]) == 0
    recorded = read_run((system / RESULTS).read_bytes())
    assert recorded.probes == ("coverage",)
    assert recorded.tests
    assert all(test.outcomes and not test.steps for test in recorded.tests.values())


def test_parallel_workers_record_the_same(system: Path, tested: Path) -> None:
    quick = ("-q", "-n", "2", "tests/scenarios", "tests/unit/test_decisions.py", "tests/unit/test_item_record.py")
    assert run(["test", str(system), "--probe", "coverage,trace", "--", *quick]) == 0
    assert (system / RESULTS).read_bytes() == (tested / RESULTS).read_bytes()
