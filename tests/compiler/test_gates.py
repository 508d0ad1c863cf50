"""Each gate that explains itself with a specification finds its Bad example and not its Good one."""

from pathlib import Path

import pytest

from weft.compiler.emission import emit
from weft.compiler.gates import GATES, Gate
from weft.compiler.pipeline import check_spec
from weft.compiler.trace_view import load_trace

SPECIFIED = [gate for gate in GATES.values() if gate.language == "gherkin"]


def gaps(text: str) -> set[str]:
    """Return the gates that the trace of a specification would stop at."""
    Path("spec.weft").write_text(text, encoding="utf-8")
    [trace] = [file for file in emit(check_spec([Path("spec.weft")])) if file.path == "trace.json"]
    Path("trace.json").write_text(trace.text, encoding="utf-8")
    return {gap.gate for gap in load_trace(Path()).gaps()}


@pytest.mark.parametrize("gate", SPECIFIED, ids=lambda gate: gate.name)
def test_the_examples_of_a_gate_are_true(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert gate.name in gaps(gate.bad)
    assert gate.name not in gaps(gate.good)
