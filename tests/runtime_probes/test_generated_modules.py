"""A module with probes returns what it returns without them, whatever its code."""

import wasmtime
from hypothesis import given, settings
from hypothesis import strategies as st
from probed import Probed

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.events.after_instruction import AfterInstruction
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.switching import Switching

LEAVES = st.sampled_from(["(local.get 0)", "(local.get 1)", "(global.get 0)"]) | st.integers(-5, 5).map(
    lambda number: f"(i32.const {number})"
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return expressions that hold others; each leaves one number, and may branch on the way."""
    unary = st.sampled_from(
        [
            "(i32.eqz {0})",
            "(local.tee 1 {0})",
            "(block (result i32) (br_if 0 {0} {1}) (drop) {2})",
            "(block (result i32) (br 0 {0}) (drop) (select))",
            "(if (result i32) {0} (then {1}) (else {2}))",
            "(block (result i32) (if {0} (then (global.set 0 {1}))) {2})",
            "(block (result i32) (block (block (br_table 0 1 0 {0})) (br 1 {1})) {2})",
            "(loop (result i32) (call $step) (br_if 0 (i32.lt_u (global.get 0) (i32.const 3))) {0})",
            "(select {0} {1} {2})",
            "(i32.add {0} {1})",
            "(i32.div_s {0} {1})",
            "(return {0})",
            "(call $step2 {0} {1})",
            "(return_call $step2 {0} {1})",
        ]
    )
    return st.builds(str.format, unary, inner, inner, inner)


EXPRESSIONS = st.recursive(LEAVES, larger, max_leaves=12)


def outcome(probed: Probed) -> object:
    """Return what the module returns, or how it traps, and what becomes of its global."""
    try:
        result = probed.call("run", 3, 4)
    except wasmtime.Trap as trap:
        result = trap.trap_code
    held = probed.instance.exports(probed.store)["global"]
    assert isinstance(held, wasmtime.Global)
    return result, held.value(probed.store)


@settings(max_examples=60, deadline=None)
@given(EXPRESSIONS, st.sampled_from(Switching))
def test_a_module_does_the_same_with_probes(expression: str, switching: Switching) -> None:
    text = f"""(module (global (export "global") (mut i32) (i32.const 0))
      (func $step (global.set 0 (i32.add (global.get 0) (i32.const 1))))
      (func $step2 (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
      (func (export "run") (param i32 i32) (result i32) {expression}))"""
    probes = [
        Probe(BlockEntry(), Count()),
        Probe(BeforeInstruction(), Trace(operand0=8, operand1=4)),
        Probe(AfterInstruction(), Trace(operand0=4, result0=8)),
        Probe(FunctionExit(), Trace(result0=4)),
    ]
    assert outcome(Probed(text, probes, switching)) == outcome(Probed(text, []))
