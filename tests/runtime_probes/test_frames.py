"""Traps are told at their places in the original module, whatever probes stand before and behind them."""

from collections.abc import Callable, Sequence

import pytest
import wasmtime

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.events.after_instruction import AfterInstruction
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.host_call import HostCall
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.running import attached
from weft.runtime_probes.switching import Switching

MODULE = """(module $mine (import "env" "fail" (func $fail (param i32) (result i32))) (memory 1) (table 2 funcref)
  (func $through (param i32) (result i32) (local i64) (if (result i32) (local.get 0)
    (then (nop) (i32.add (call $fail (local.get 0)) (i32.const 1))) (else (call $fail (i32.const 0)))))
  (func (export "divide") (param i32) (result i32)
    (loop (br_if 0 (i32.div_s (i32.const 1) (local.get 0)))) (i32.const 3))
  (func $leaf (param i32) (result i32) (drop (i32.const 5)) (i32.load offset=9 (i32.sub (local.get 0) (i32.const 10))))
  (func (export "outside") (param i32) (result i32) (block (br_if 0 (local.get 0))) (call $leaf (local.get 0)))
  (func (export "table") (param i32) (result i32) (return (call_indirect (result i32) (local.get 0))))
  (func (export "tail") (param i32) (result i32) (return_call $leaf (local.get 0)))
  (func (export "host") (param i32) (result i32) (i32.eqz (call $through (local.get 0)))))"""
OTHER = """(module $other (func) (func) (func) (func (export "fail") (param i32) (result i32) (unreachable)))"""
PROBES: dict[str, Callable[[], Sequence[Probe]]] = {
    "none": list,
    "blocks": lambda: [Probe(BlockEntry(), Count())],
    "everything": lambda: [
        Probe(BeforeInstruction(), Trace(operand0=8)),
        Probe(AfterInstruction(), Trace(result0=8)),
        Probe(FunctionExit(unwound=True), Trace(result0=8)),
    ],
    "callbacks": lambda: [Probe(BeforeInstruction(), Callback(lambda happening: None)), Probe(HostCall(), Count())],
}


def linked() -> tuple[wasmtime.Store, wasmtime.Linker]:
    """Return a store, and a linker with another module whose function traps."""
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    other = wasmtime.Module(store.engine, bytes(wasmtime.wat2wasm(OTHER)))
    linker.define_instance(store, "env", wasmtime.Instance(store, other, []))
    return store, linker


def trapped(name: str, probes: Sequence[Probe], switching: Switching) -> list[tuple[int, int]]:
    """Return the functions and offsets of the frames when an export traps."""
    store, linker = linked()
    session = attached(instrument(bytes(wasmtime.wat2wasm(MODULE)), probes, switching=switching), store, linker)
    if probes and switching is not Switching.NEVER:
        session.enable()
    with pytest.raises(wasmtime.Trap) as caught:
        session.call(name, 0)
    return [(frame.function, frame.offset) for frame in session.frames(caught.value)]


def plainly(name: str) -> list[tuple[int, int]]:
    """Return the same of the module as it is."""
    store, linker = linked()
    module = wasmtime.Module(store.engine, bytes(wasmtime.wat2wasm(MODULE)))
    function = linker.instantiate(store, module).exports(store)[name]
    assert isinstance(function, wasmtime.Func)
    with pytest.raises(wasmtime.Trap) as caught:
        function(store, 0)
    return [(frame.func_index, frame.module_offset) for frame in caught.value.frames if frame.module_name == "mine"]


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
@pytest.mark.parametrize("probes", PROBES)
@pytest.mark.parametrize("name", ["divide", "outside", "table", "tail", "host"])
def test_frames_are_those_of_the_original(name: str, probes: str, switching: Switching) -> None:
    expected = plainly(name)
    assert len(expected) == {"divide": 1, "outside": 2, "table": 1, "tail": 1, "host": 2}[name]
    assert trapped(name, PROBES[probes](), switching) == expected


@pytest.mark.parametrize("probes", PROBES.values(), ids=PROBES)
def test_a_function_for_which_the_stack_has_no_room_is_told_at_its_beginning(
    probes: Callable[[], Sequence[Probe]],
) -> None:
    module = '(module (func $f (export "run") (result i32) (local i64) (nop) (i32.eqz (call $f))))'
    session = attached(instrument(bytes(wasmtime.wat2wasm(module)), probes()), wasmtime.Store())
    with pytest.raises(wasmtime.Trap, match="call stack exhausted") as caught:
        session.call("run")
    first, *others = session.frames(caught.value)
    assert first.offset in (0x23, 0x24)
    assert {frame.offset for frame in others} == {0x24}
