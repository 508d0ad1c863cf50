"""The trace with the results of tests: statuses, and each gap that a gate can ask for."""

from pathlib import Path

import pytest
from trace_samples import ACTION, EDGES, GUARD, NODES, PASSED, REQUIREMENT, RULE, SCENARIO, node, write_trace

from weft.compiler.gates import GATES
from weft.compiler.trace_view import NoTrace, load_trace, remember_tested

WITHOUT_VERIFIES = [edge for edge in EDGES if edge[1] != "verifies"]


def gaps(folder: Path) -> list[tuple[str, str]]:
    """Return the gates and ids of the gaps in a system's trace."""
    return [(gap.gate, gap.id) for gap in load_trace(folder).gaps()]


def test_a_system_whose_tests_passed_has_no_gaps(tmp_path: Path) -> None:
    assert gaps(write_trace(tmp_path, outcomes=PASSED)) == []


def test_a_requirement_with_nothing_below_has_no_scenario(tmp_path: Path) -> None:
    assert gaps(write_trace(tmp_path, [REQUIREMENT])) == [("untested-requirement", "REQ-1")]


def test_a_requirement_above_others_needs_no_scenario_of_its_own(tmp_path: Path) -> None:
    nodes = [REQUIREMENT, node("requirement", "REQ-1.1", "REQ-1")]
    assert gaps(write_trace(tmp_path, nodes)) == [("untested-requirement", "REQ-1.1")]


def test_a_scenario_and_a_rule_need_a_test(tmp_path: Path) -> None:
    folder = write_trace(tmp_path, [REQUIREMENT, RULE, SCENARIO], WITHOUT_VERIFIES)
    assert gaps(folder) == [("missing-test", "R-1"), ("missing-test", "SC-1")]


@pytest.mark.parametrize("outcomes", [None, {}, {"tests/b.py::test_other": "passed"}, dict.fromkeys(PASSED, "skipped")])
def test_a_scenario_whose_tests_were_not_run_is_told(outcomes: dict[str, str] | None, tmp_path: Path) -> None:
    assert gaps(write_trace(tmp_path, outcomes=outcomes)) == [("not-run", "R-1"), ("not-run", "SC-1")]


@pytest.mark.parametrize("outcome", ["failed", "error"])
def test_one_failure_among_the_parameters_of_a_test_fails_it(outcome: str, tmp_path: Path) -> None:
    folder = write_trace(tmp_path, outcomes={**PASSED, "tests/a.py::test_write[3]": outcome})
    assert gaps(folder) == [("failed", "tests/a.py::test_write")]
    assert load_trace(folder).status(load_trace(folder).items["SC-1"]) == "failed"


@pytest.mark.parametrize(
    ("changed", "suspects"),
    [
        ("SC-1", ["SC-1"]),
        ("R-1", ["R-1"]),
        ("REQ-1", ["REQ-1"]),
        ("action:write", ["SC-1"]),  # the scenario uses it
        ("app/write.py::write", []),
    ],
)
def test_what_changed_after_its_tests_ran_is_suspect(changed: str, suspects: list[str], tmp_path: Path) -> None:
    tested = {item["id"]: item["hash"] for item in NODES} | {changed: "other"}
    folder = write_trace(tmp_path, outcomes=PASSED, tested=tested)
    assert gaps(folder) == [("suspect", name) for name in suspects]


def test_what_is_used_in_a_circle_is_looked_at_once(tmp_path: Path) -> None:
    edges = [*EDGES, ("action:write", "uses", "SC-1")]
    assert gaps(write_trace(tmp_path, edges=edges, outcomes=PASSED, tested={"SC-1": "h"})) == []


def test_a_failure_weighs_more_than_a_suspicion(tmp_path: Path) -> None:
    folder = write_trace(tmp_path, outcomes=dict.fromkeys(PASSED, "failed"), tested={"SC-1": "other"})
    assert gaps(folder) == [("failed", "tests/a.py::test_write")]


def test_an_action_and_a_guard_that_nothing_touches_are_uncovered(tmp_path: Path) -> None:
    assert gaps(write_trace(tmp_path, [ACTION, GUARD], [])) == [("uncovered", ACTION["id"]), ("uncovered", GUARD["id"])]


def test_a_guarantee_is_checked_whenever_its_action_is_done(tmp_path: Path) -> None:
    assert gaps(write_trace(tmp_path, [node("guarantee", "action:write/ensures:1")], [])) == []


def test_every_gate_is_one_that_can_be_asked_for(tmp_path: Path) -> None:
    nodes = [*NODES, node("requirement", "REQ-2"), node("scenario", "SC-2", "REQ-2"), node("action", "action:b")]
    folder = write_trace(tmp_path, nodes, outcomes=dict.fromkeys(PASSED, "failed"), tested={"REQ-1": "other"})
    assert {gate for gate, _ in gaps(folder)} <= set(GATES)


def test_what_was_tested_is_remembered_until_it_changes(tmp_path: Path) -> None:
    folder = write_trace(tmp_path, outcomes=PASSED)
    remember_tested(folder)
    assert gaps(folder) == []
    write_trace(tmp_path, [*NODES[1:], {**REQUIREMENT, "hash": "new"}], outcomes=PASSED)
    assert gaps(folder) == [("suspect", "REQ-1")]


def test_an_edge_to_nowhere_is_left_out(tmp_path: Path) -> None:
    trace = load_trace(write_trace(tmp_path, edges=[("SC-1", "uses", "action:gone")]))
    assert trace.uses(trace.items["SC-1"]) == []


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"system": 1, "nodes": [1], "edges": []}', '"a"', "3"])
def test_a_trace_that_weft_did_not_write_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "trace.json").write_text(text)
    with pytest.raises(NoTrace, match=r"trace"):
        load_trace(tmp_path)


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": 1}', '{"a": {}}'])
def test_results_that_weft_did_not_write_are_refused(text: str, tmp_path: Path) -> None:
    folder = write_trace(tmp_path, outcomes={})
    (folder / ".weft/results.json").write_text(text)
    with pytest.raises(NoTrace, match=r"results"):
        load_trace(folder)


def test_a_folder_without_a_trace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoTrace, match=r"run `weft build` first"):
        load_trace(tmp_path)
