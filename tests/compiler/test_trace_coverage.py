"""Coverage of rules in the trace: under which scenario each outcome came, the gaps, and the parts of the page."""

import json
from pathlib import Path

import msgspec
import pytest
from test_trace_page import Page
from trace_samples import EDGES, NODES, PASSED, node, write_trace

from weft.compiler.cli import run
from weft.compiler.probed_tests.plan import PLAN, Drawing, Element, Plan, StateView, WayView, plan_text
from weft.compiler.probed_tests.run_results import RESULTS, ProbedRun, ProbedTest, run_text
from weft.compiler.trace_coverage import Coverage, load_coverage, outline_of
from weft.compiler.trace_page import render_page
from weft.compiler.trace_view import NoTrace, load_trace
from weft.compiler.trace_workflow import workflow_view

GUARD = "action:write/requires:1"
TEST, OWN, ROW = "tests/a.py::test_write", "tests/b.py::test_own", "tests/c.py::test_row[2]"
OUTSIDE = "under no scenario, only in tests of its own"
WAYS = ("flow/state:A/go:1", "flow/state:A/go:2", "flow/state:B/go:1")
SPEC = 'Action: write\n  requires it else "Too <long>"\n\nWorkflow: Flow\n  State: A\n    go\n    go\n    go\n'


def element(name: str, kind: str, line: int, *outcomes: str, expected: tuple[str, ...] | None = None) -> Element:
    title = "Too <long>" if kind == "guard" else f"the {kind}"
    return Element(
        name, kind, title, "a.weft", line, "action:write", outcomes, outcomes if expected is None else expected
    )


DRAWING = Drawing(
    "workflow:Flow", "Flow",
    (
        StateView("flow/state:A", "A", False, (WayView(WAYS[0], "when x < 1", "B"), WayView(WAYS[1], "else", "C"))),
        StateView("flow/state:B", "B", False, (WayView(WAYS[2], "after 2 days", "A"),)),
        StateView("flow/state:C", "C", True, ()),
    ),
)  # fmt: skip
ELEMENTS = (
    element(GUARD, "guard", 2, "met", "refused"),
    element("always", "invariant", 3, "kept", "broken", expected=("kept",)),
    element("row", "row", 4, "matched"),
    *(element(f"flow/state:{name}", "state", 5, "entered", expected=()) for name in "ABC"),
    element(WAYS[0], "transition", 6, "taken", "passed over"),
    element(WAYS[1], "transition", 7, "taken"),
    element(WAYS[2], "transition", 8, "taken"),
)
STEPS = (
    ("flow/state:A", "entered"), (WAYS[0], "taken"), ("flow/state:B", "entered"),
    ("flow/state:A", "entered"), (WAYS[2], "taken"), ("flow/state:A", "entered"),
)  # fmt: skip


def reached(*steps: tuple[str, str]) -> ProbedTest:
    outcomes: dict[str, dict[str, int]] = {}
    for name, outcome in steps:
        counts = outcomes.setdefault(name, {})
        counts[outcome] = counts.get(outcome, 0) + 1
    return ProbedTest(outcomes, steps)


TESTS = {
    f"{TEST}[1]": reached((GUARD, "met"), ("always", "kept"), *STEPS),
    f"{TEST}[2]": reached((GUARD, "met")),
    OWN: reached((GUARD, "refused"), ("always", "kept"), (WAYS[0], "passed over")),
    ROW: reached((GUARD, "met")),
}


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Make a system of which some tests ran with probes."""
    rows = [node("scenario", f"SC-2/{number}", "REQ-1", title="A row") for number in (1, 2)]
    tests = [node("test", name.partition("[")[0], title="t") for name in (OWN, ROW)]
    edges = [("tests/c.py::test_row", "verifies", f"SC-2/{number}") for number in (1, 2)]
    write_trace(tmp_path, [*NODES, *rows, *tests], [*EDGES, *edges], PASSED)
    write_run(tmp_path, "rules", TESTS)
    return tmp_path


def write_run(folder: Path, digest: str, tests: dict[str, ProbedTest]) -> None:
    plan = Plan("rules", ELEMENTS, (), (), (DRAWING,), {"a.weft": SPEC})
    (folder / PLAN).write_text(plan_text(plan), encoding="utf-8")
    (folder / RESULTS).write_text(run_text(ProbedRun(digest, ("coverage", "trace"), 0, tests)), encoding="utf-8")


def coverage_of(folder: Path) -> Coverage:
    found = load_coverage(folder, load_trace(folder))
    assert found is not None
    return found


def test_an_outcome_is_counted_under_each_scenario_that_saw_it(system: Path) -> None:
    met, refused = coverage_of(system).outcomes[GUARD]
    assert (met.scenarios, met.elsewhere, met.status) == ({"SC-1": 2, "SC-2": 1}, 0, "covered")
    assert (refused.scenarios, refused.elsewhere, refused.status) == ({}, 1, "outside")


@pytest.mark.parametrize(
    ("name", "status"),
    [(GUARD, "partly"), ("always", "covered"), ("row", "never"), (WAYS[0], "partly"), ("flow/state:C", "")],
)
def test_an_element_is_covered_when_scenarios_saw_all_that_is_expected(name: str, status: str, system: Path) -> None:
    coverage = coverage_of(system)
    assert coverage.status(next(item for item in ELEMENTS if item.id == name)) == status


def test_the_gaps_are_told_with_their_lines(system: Path) -> None:
    assert [(gap.gate, gap.message) for gap in coverage_of(system).gaps()] == [
        ("outside-scenarios", f'a.weft:2: the requirement "Too <long>" was refused {OUTSIDE}'),
        ("uncovered", 'a.weft:4: the decision "the row" was never matched'),
        ("outside-scenarios", f"a.weft:6: the transition was passed over {OUTSIDE}"),
        ("uncovered", "a.weft:7: the transition was never taken"),
    ]  # fmt: skip


@pytest.mark.parametrize(("gate", "code"), [("uncovered", 1), ("outside-scenarios", 1), ("failed", 0), ("suspect", 0)])
def test_the_gate_fails_on_what_never_came(gate: str, code: int, system: Path) -> None:
    assert run(["trace", str(system), "--fail-on", gate]) == code


def test_the_gate_is_content_when_all_came(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = [(item.id, outcome) for item in ELEMENTS for outcome in item.outcomes]
    write_run(system, "rules", {TEST: reached(*everything)})
    assert run(["trace", str(system), "--fail-on", "uncovered,outside-scenarios"]) == 0
    assert "uncovered" not in capsys.readouterr().out


@pytest.mark.parametrize(("gate", "code"), [("uncovered", 1), ("outside-scenarios", 1), ("failed", 0)])
def test_the_gate_fails_where_other_rules_were_tested(gate: str, code: int, system: Path) -> None:
    write_run(system, "other rules", TESTS)
    assert run(["trace", str(system), "--fail-on", gate]) == code


@pytest.mark.parametrize(("gate", "code", "said"), [("uncovered", 0, 1), ("outside-scenarios", 1, 1), ("failed", 0, 0)])
def test_the_gate_says_where_no_test_ran_with_probes(
    gate: str, code: int, said: int, system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (system / RESULTS).unlink()
    assert run(["trace", str(system), "--fail-on", gate]) == code
    assert capsys.readouterr().err.count("no tests ran with probes, so nothing is known of outcomes") == said


def test_json_tells_the_place_of_an_outcome(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["trace", str(system), "--format", "json"])
    gaps = json.loads(capsys.readouterr().out)
    assert {
        "gate": "uncovered", "id": WAYS[1], "message": "a.weft:7: the transition was never taken", "place": "a.weft:7",
    } in gaps  # fmt: skip


def test_results_of_other_rules_are_suspect_and_not_shown(system: Path) -> None:
    write_run(system, "other rules", TESTS)
    assert [(gap.gate, gap.id) for gap in coverage_of(system).gaps()] == [("suspect", "probes")]
    assert "line by line" not in page_of(system).text


def test_without_a_run_with_probes_there_is_nothing_to_show(system: Path) -> None:
    (system / RESULTS).unlink()
    assert load_coverage(system, load_trace(system)) is None
    assert "line by line" not in page_of(system).text


def test_results_that_weft_did_not_write_are_refused(system: Path) -> None:
    (system / RESULTS).write_text(msgspec.json.encode({"tests": 1}).decode(), encoding="utf-8")
    with pytest.raises(NoTrace, match="results of probes that weft did not write"):
        load_coverage(system, load_trace(system))


def page_of(system: Path) -> Page:
    trace = load_trace(system)
    return Page(render_page(trace, load_coverage(system, trace)))


def test_the_page_is_well_formed_and_every_link_leads_somewhere(system: Path) -> None:
    page = page_of(system)
    assert page.open == []
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.having("href") if link.startswith("#")} <= set(ids)


def test_the_page_shows_the_spec_with_what_came_of_each_line(system: Path) -> None:
    page = page_of(system)
    lines = {
        attributes["id"]: attributes["class"]
        for tag, attributes in page.tags
        if "line" in (attributes.get("class") or "") and tag == "details"
    }
    assert lines["spec:a.weft:2"] == "line partly"
    assert lines["spec:a.weft:3"] == "line covered"
    assert lines["spec:a.weft:4"] == "line never"
    assert 'requires it else "Too <long>"' in page.text
    assert all(
        said in page.text
        for said in (
            "met 3\N{MULTIPLICATION SIGN}",
            "refused 1\N{MULTIPLICATION SIGN} elsewhere",
            "never matched",
            "SC-1",
            "SC-2",
        )
    )


def test_a_text_in_which_nothing_can_be_reached_is_not_shown(system: Path) -> None:
    plan = json.loads((system / PLAN).read_text(encoding="utf-8"))
    plan["sources"]["words.weft"] = "Enum: Colour is Red, Blue\n"
    (system / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    assert "words.weft" not in page_of(system).text


def test_the_page_counts_outcomes(system: Path) -> None:
    said = ("4 reached by scenarios", "2 by other tests only", "2 never")
    assert all(text in page_of(system).text for text in said)


def test_a_requirement_lists_the_rules_that_its_scenarios_reached(system: Path) -> None:
    trace = load_trace(system)
    page = render_page(trace, load_coverage(system, trace))
    requirement = page.partition('id="REQ-1"')[2].partition("</section>")[0]
    assert "Rules under these scenarios" in requirement
    assert "Too &lt;long&gt;" in requirement
    assert "Too <long>" not in page


def test_a_workflow_is_drawn_with_its_counts(system: Path) -> None:
    view = workflow_view(DRAWING, coverage_of(system), load_trace(system))
    assert [(box.name, box.count, box.status) for box in view.boxes] == [
        ("A", "3\N{MULTIPLICATION SIGN}", "covered"),
        ("B", "1\N{MULTIPLICATION SIGN}", "covered"), ("C", "never", "never"),
    ]  # fmt: skip
    assert sorted((line.label, line.status, line.scenarios) for line in view.lines) == [
        ("after 2 days · 1\N{MULTIPLICATION SIGN}", "covered", "1"),
        ("else · never", "never", ""), ("when x &lt; 1 · 1\N{MULTIPLICATION SIGN}", "covered", "1"),
    ]  # fmt: skip
    assert [(row.source, row.target, row.count) for row in view.rows] == [
        ("A", "B", "1\N{MULTIPLICATION SIGN} under 1 scenario"), ("A", "C", "never"),
        ("B", "A", "1\N{MULTIPLICATION SIGN} under 1 scenario"),
    ]  # fmt: skip


def test_runs_of_a_workflow_are_told_apart(system: Path) -> None:
    view = workflow_view(DRAWING, coverage_of(system), load_trace(system))
    assert [(run.number, run.path) for run in view.runs] == [(1, ("A", "B", "A")), (1, ("A",))]


def test_boxes_and_lines_stay_within_the_drawing(system: Path) -> None:
    view = workflow_view(DRAWING, coverage_of(system), load_trace(system))
    assert all(box.y >= 0 and box.y + box.height <= view.height for box in view.boxes)
    numbers = [
        int(part)
        for line in view.lines
        for part in line.path.replace("M", " ").replace("H", " ").replace("V", " ").split()
    ]
    assert max(numbers) < max(view.width, view.height)


@pytest.mark.parametrize(
    ("name", "outline"), [("SC-2/1", "SC-2"), ("SC-2", "SC-2"), ("a/b", "a/b"), ("SC-1/12", "SC-1")]
)
def test_rows_of_an_outline_count_as_one_scenario(name: str, outline: str) -> None:
    assert outline_of(name) == outline
