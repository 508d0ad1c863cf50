"""What monitors tell is bounded, and they say what they left out; what runs too long is stopped."""

import pytest
import wasmtime
from documented import run

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.probes.accesses import Accesses
from weft.runtime_probes.probes.events import Events
from weft.runtime_probes.probes.imports import Imports
from weft.runtime_probes.probes.memory import Memory
from weft.runtime_probes.probes.timeline import CallTimeline
from weft.runtime_probes.probes.timeout import TimedOut, Timeout
from weft.runtime_probes.probes.trace import CallTrace

LOOP = """(module (memory 1) (func $work (param i32) (i32.store (i32.const 0) (local.get 0)))
  (func (export "run") (local i32)
    (loop (call $work (local.get 0))
      (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 10))))))"""
STEPS = """(module (func (export "run") (param i32)
  (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"""
TWICE = """(module (memory $a 1) (memory $b 1)
  (func (export "run")
    (i32.store $b (i32.const 65536) (i32.const 1))))"""
ASKING = """(module (import "wasi_snapshot_preview1" "clock_res_get" (func $ask (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (local i32)
    (loop (drop (call $ask (local.get 0) (i32.const 8)))
      (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 4))))))"""


@pytest.mark.parametrize(
    ("monitor", "missing"),
    [
        (Accesses(most=3), 7),
        (CallTrace(most=3), 19),
        (Events(kinds="call,loop", most=3), 17),
        (CallTimeline(most=3), 19),
        (CallTimeline(most=3, clock=False), 19),
    ],
    ids=lambda each: each.name if isinstance(each, Monitor) else "",
)
def test_what_is_left_out_is_counted(monitor: Monitor, missing: int) -> None:
    told, lost = run(LOOP, monitor)
    assert len(told.rows) == 3
    assert lost.title == f"left out of {told.title}"
    assert lost.rows == ((("beyond the most",), (missing,)), (("no room",), (0,)))


def test_different_arguments_of_host_calls_are_bounded() -> None:
    *_, arguments = run(ASKING, Imports(arguments=True, most=2))
    name = "wasi_snapshot_preview1.clock_res_get"
    assert arguments.rows == (((name, "0, 8"), (1,)), ((name, "1, 8"), (1,)), ((name, "others"), (2,)))


def test_a_store_outside_of_a_second_memory_is_told_before_it_traps() -> None:
    pages, *_ = run(TWICE, Memory())
    assert pages.rows == (((1, 1), (0, 0, 1, 4)),)


def test_an_unknown_kind_of_event_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of event is called 'calls'"):
        Events(kinds="calls").probes(Contents(read(bytes(wasmtime.wat2wasm(LOOP)))))


def stopped_after(rounds: int, monitor: Monitor) -> bool:
    """Say whether a loop of five instructions, within a function of three more, is stopped."""
    data = bytes(wasmtime.wat2wasm(STEPS))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, instrumented.module_bytes), [])
    Session(instrumented, store, instance)
    function = instance.exports(store)["run"]
    assert isinstance(function, wasmtime.Func)
    try:
        function(store, rounds)
    except TimedOut:
        return True
    return False


def test_instructions_are_counted_to_the_block() -> None:
    """A round has local.get, i32.const, i32.sub, local.tee and br_if; around it are loop, and an end of it and all."""
    assert not stopped_after(20, Timeout(instructions=103))
    assert stopped_after(20, Timeout(instructions=102))


@pytest.mark.parametrize(("later", "stops"), [(10.9, False), (11.0, True)])
def test_the_clock_is_looked_at_once_in_a_million_instructions(
    later: float, stops: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((10.0, later))  # no third look within three million instructions
    monkeypatch.setattr("weft.runtime_probes.probes.timeout.monotonic", lambda: next(times))
    assert stopped_after(590_000, Timeout(instructions=0, seconds=1)) is stops


def test_a_limit_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        stopped_after(1, Timeout(seconds=-1))
