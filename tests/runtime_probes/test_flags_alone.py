"""Flags that are the only probe are put where they cost least, and say of each block whether its count is above 0."""

import contextlib
from pathlib import Path

import pytest
import wasmtime
from called_modules import called
from generated_modules import EXPRESSIONS, module_of
from hypothesis import given, settings
from probed import Probed
from wast_modules import modules

from weft.runtime_probes.host import Session
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.readings import Place

# Each traps or goes on where a flag that is put too early, or behind too much, would show it.
LOOPS = {
    "a trap before the loop": "(drop (i32.load (i32.const -1))) (loop (nop))",
    "a trap within the loop": "(loop (drop (i32.load (i32.const -1))) (loop (nop)))",
    "a loop that opens another": "(loop (loop (loop (nop))))",
    "a loop with a parameter": "(i32.const 5) (loop (param i32) (br_if 0 (i32.const 0)) (drop))",
    "a loop that is passed by": "(block (br_if 0 (i32.const 1)) (loop (nop)))",
    "a loop to which no way leads": "(block (br 0) (loop (nop)))",
    "a loop that leaves": "(block (loop (br 1)))",
    "a loop in each arm": "(if (i32.const 1) (then (loop (nop))) (else (loop (nop))))",
}


USED_UP = (wasmtime.TrapCode.OUT_OF_FUEL, wasmtime.TrapCode.STACK_OVERFLOW)  # which probes use as well


def entered(session: Session, probe: Probe) -> dict[Place, bool]:
    """Return which blocks were entered."""
    return {each.place: each.counts[0] > 0 for each in session.counts(probe)}


def after_run(text: str, probe: Probe) -> dict[Place, bool]:
    """Return which blocks were entered when a module ran, to its end or until it trapped."""
    probed = Probed(text, [probe])
    with contextlib.suppress(wasmtime.Trap):
        probed.call("run", 3, 4)
    return entered(probed.session, probe)


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_loops_are_flagged_when_they_are_entered(body: str) -> None:
    text = f'(module (memory 1) (func (export "run") (param i32 i32) {body}))'
    assert after_run(text, ENTERED) == after_run(text, BLOCKS)


@settings(max_examples=40, deadline=None)
@given(EXPRESSIONS)
def test_flags_of_generated_modules_agree_with_counts(expression: str) -> None:
    text = module_of(expression)
    assert after_run(text, ENTERED) == after_run(text, BLOCKS)


def after_all_calls(data: bytes, probe: Probe) -> dict[Place, bool] | None:
    """Return which blocks were entered when all exports were called; None where that cannot be done here to the end."""
    calls = called(data, [probe])
    if calls is None or any(isinstance(one, wasmtime.Trap) and one.trap_code in USED_UP for one in calls.failures):
        return None
    return entered(calls.session, probe)


def test_flags_of_modules_of_test_suites_agree_with_counts(corpora: Path) -> None:
    valid = [each for each in modules(corpora) if each.command == "module" and each.text]
    found = [(after_all_calls(sample.data, ENTERED), after_all_calls(sample.data, BLOCKS)) for sample in valid[::7]]
    both = [(flags, counts) for flags, counts in found if flags and counts]
    assert all(flags == counts for flags, counts in both)
    assert len(both) > 50
