"""A module with probes returns what it returns without them, whatever its code."""

import wasmtime
from generated_modules import EXPRESSIONS, module_of
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
    text = module_of(expression)
    probes = [
        Probe(BlockEntry(), Count()),
        Probe(BeforeInstruction(), Trace(operand0=8, operand1=4)),
        Probe(AfterInstruction(), Trace(operand0=4, result0=8)),
        Probe(FunctionExit(), Trace(result0=4)),
    ]
    assert outcome(Probed(text, probes, switching)) == outcome(Probed(text, []))
