"""The three guarantees of https://github.com/titzer/wizard-engine: order, deferral, and an application left alone."""

import pytest
import wasmtime
from probed import Probed

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import ExternKind
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.engine import reason
from weft.runtime_probes.events.after_instruction import AfterInstruction
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.host_call import HostCall
from weft.runtime_probes.events.memory_access import MemoryAccess
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.readings import Happening
from weft.runtime_probes.switching import Switching

LOOP = """(module (func $work (export "work") (nop))
  (func (export "run") (param i32)
    (loop (call $work) (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"""
STATE = """(module
  (memory (export "memory") 1 2) (table (export "table") 2 funcref) (global (export "global") (mut i32) (i32.const 5))
  (elem (i32.const 0) $f) (data (i32.const 100) "kept") (data (i32.const 200) "too")
  (func $f (export "f") (param i32) (result i32)
    (global.set 0 (i32.add (global.get 0) (i32.const 1)))
    (i32.store8 (i32.const 0) (local.get 0))
    (i32.add (memory.size) (memory.grow (i32.const 1))))
  (func (export "divide") (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
  (func (export "unreachable") (param i32) (result i32) (unreachable))
  (func (export "outside") (param i32) (result i32) (i32.load (i32.const -1)))
  (func (export "convert") (param i32) (result i32) (i32.trunc_f32_s (f32.const nan)))
  (func (export "table_outside") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
  (func $deep (export "deep") (param i32) (result i32) (i32.add (i32.const 1) (call $deep (local.get 0)))))"""
switched = pytest.mark.parametrize("switching", [Switching.AT_CALLS, Switching.AT_ONCE])


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
def test_probes_at_one_place_fire_in_the_order_in_which_they_are_given(switching: Switching) -> None:
    order: list[str] = []
    names = ("third", "first", "second")
    callbacks = [Callback(lambda happening, name=name: order.append(name)) for name in names]
    probes = [Probe(BeforeInstruction("nop"), callback) for callback in callbacks]
    Probed(LOOP, probes, switching).call("work")
    assert order == list(names)


def test_what_ends_fires_before_what_begins() -> None:
    order: list[str] = []

    def note(happening: Happening) -> None:
        order.append(happening.place.note)

    events = (BeforeInstruction("i32.sub"), AfterInstruction("i32.const"), BlockEntry())
    Probed(LOOP, [Probe(event, Callback(note)) for event in events]).call("run", 1)
    assert order == ["", "", "", "i32.const", "i32.sub", ""]


@switched
def test_what_an_event_switches_on_waits_until_it_is_over(switching: Switching) -> None:
    seen: list[str] = []

    def enable(happening: Happening) -> None:
        seen.append("first")
        probed.session.enable(second)

    first = Probe(FunctionEntry(), Callback(enable))
    second = Probe(FunctionEntry(), Callback(lambda happening: seen.append("second")))
    probed = Probed(LOOP, [first, second], switching)
    probed.session.disable(second)
    probed.call("work")
    assert seen == ["first"]
    probed.call("work")
    assert seen == ["first", "first", "second"]


@switched
def test_what_an_event_switches_off_still_fires_in_it(switching: Switching) -> None:
    seen: list[str] = []

    def disable(happening: Happening) -> None:
        seen.append("first")
        probed.session.disable(second)

    first = Probe(BeforeInstruction("nop"), Callback(disable))
    second = Probe(BeforeInstruction("nop"), Callback(lambda happening: seen.append("second")))
    probed = Probed(LOOP, [first, second], switching)
    probed.call("work")
    probed.call("work")
    assert seen == ["first", "second", "first"]


@switched
def test_a_probe_may_switch_itself_off(switching: Switching) -> None:
    seen: list[Happening] = []

    def once(happening: Happening) -> None:
        seen.append(happening)
        probed.session.disable(probe)

    probe = Probe(BeforeInstruction("call"), Callback(once))
    probed = Probed(LOOP, [probe], switching)
    probed.call("run", 5)
    assert len(seen) == 1


def test_a_running_loop_is_caught_at_once() -> None:
    def enable(happening: Happening) -> None:
        probed.session.enable(counted)

    called = Probe(FunctionEntry(), Callback(enable), where=lambda function: function.index == 0)
    counted = Probe(AfterInstruction("i32.sub"), Count())
    probed = Probed(LOOP, [called, counted], Switching.AT_ONCE)
    probed.session.disable(counted)
    probed.call("run", 5)
    assert [count.counts for count in probed.session.counts(counted)] == [(5,)]


def all_probes() -> list[Probe]:
    """Return probes of many kinds."""
    return [
        Probe(BlockEntry(), Count()),
        Probe(FunctionEntry(), Trace(argument0=8)),
        Probe(FunctionExit(), Callback(lambda happening: None, "result0")),
        Probe(MemoryAccess(), Trace(address=8, value=8)),
        Probe(BeforeInstruction(), Trace(operand0=4)),
        Probe(AfterInstruction(), Trace(result0=16)),
        Probe(HostCall(), Count()),
    ]


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
def test_what_a_module_defines_keeps_its_index(switching: Switching) -> None:
    probed = Probed(STATE, all_probes(), switching)
    before = Contents(read(probed.instrumented.original))
    after = Contents(read(probed.instrumented.module_bytes))
    assert after.exports[: len(before.exports)] == before.exports
    assert after.functions[: len(before.functions)] == before.functions
    assert after.types[: len(before.types)] == before.types
    assert after.data == before.data and after.elements[: len(before.elements)] == before.elements
    for kind in ExternKind:
        assert after.imported(kind) == before.imported(kind)
    pairs = ((before.memories, after.memories), (before.tables, after.tables), (before.globals, after.globals))
    for kept, found in pairs:
        assert found[: len(kept)] == kept
    added = {export.name for export in after.exports} - {export.name for export in before.exports}
    assert all(name.startswith("weft:") for name in added)


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
def test_the_state_of_a_module_is_left_alone(switching: Switching) -> None:
    plain, probed = Probed(STATE, []), Probed(STATE, all_probes(), switching)
    assert plain.call("f", 7) == probed.call("f", 7)
    assert state(plain) == state(probed)


def state(probed: Probed) -> tuple[object, ...]:
    """Return all that a module's host can see of it."""
    exports = probed.instance.exports(probed.store)
    memory, table, held = exports["memory"], exports["table"], exports["global"]
    assert isinstance(memory, wasmtime.Memory)
    assert isinstance(table, wasmtime.Table)
    assert isinstance(held, wasmtime.Global)
    return bytes(memory.read(probed.store)), table.size(probed.store), held.value(probed.store)


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
@pytest.mark.parametrize("name", ["divide", "unreachable", "outside", "convert", "table_outside", "deep"])
def test_traps_keep_their_codes_and_messages(name: str, switching: Switching) -> None:
    codes: list[tuple[object, str]] = []
    for probes in ([], all_probes()):
        probed = Probed(STATE, probes, switching if probes else Switching.NEVER)
        with pytest.raises(wasmtime.Trap) as caught:
            probed.call(name, 0)
        codes.append((caught.value.trap_code, reason(caught.value)))
    assert codes[0][0] is not None and codes[0] == codes[1]


def test_code_runs_before_there_is_a_host() -> None:
    """Functions of an instance whose start failed may still be called, through a table that it shares."""
    probes = [Probe(FunctionEntry(), Callback(lambda happening: None)), Probe(FunctionEntry(), Trace(argument0=16))]
    store = wasmtime.Store()
    module = wasmtime.Module(store.engine, instrument(bytes(wasmtime.wat2wasm(LOOP)), probes).module_bytes)
    run = wasmtime.Instance(store, module, []).exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    run(store, 200_000)  # more than the ring holds
