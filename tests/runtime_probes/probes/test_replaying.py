"""A recorded run is done again without its host, to the byte."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import wasmtime
from probed import Probed

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probes.record import Record
from weft.runtime_probes.recording import Call, Recording
from weft.runtime_probes.replaying import ReplayDiffers, replay

WASI = """(module
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func $print (param $from i32) (param $size i32)
    (i32.store (i32.const 0) (local.get $from)) (i32.store (i32.const 4) (local.get $size))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start") (local $left i32)
    (local.set $left (i32.const 20))
    (loop $again
      (drop (call $random (i32.const 100) (i32.const 32)))
      (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 120)))
      (call $print (i32.const 100) (i32.add (i32.const 1) (i32.and (i32.load8_u (i32.const 100)) (i32.const 31))))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (call $exit (i32.const 3))))"""
WRITES = 2  # the index of fd_write

REENTRANT = """(module
  (import "host" "work" (func $work (param i32) (result i32)))
  (memory (export "memory") 1 4) (global $level (export "level") (mut i64) (i64.const 0))
  (table (export "table") 1 8 funcref) (type $number (func (result i32)))
  (func $seven (export "seven") (result i32) (i32.const 7))
  (func $eight (export "eight") (result i32) (i32.const 8))
  (func $inner (export "inner") (param i32) (result i32)
    (i32.mul (i32.load (i32.const 16)) (local.get 0)))
  (func (export "tail") (param i32) (result i32) (return_call $work (local.get 0)))
  (func (export "run") (param i32) (result i32)
    (drop (call $work (local.get 0)))
    (i32.add
      (i32.add (memory.size) (i32.wrap_i64 (global.get $level)))
      (i32.add (i32.load (i32.const 65540)) (call_indirect (type $number) (i32.const 1))))))"""


def started(text: str, monitor: Record, linker: wasmtime.Linker, store: wasmtime.Store) -> wasmtime.Instance:
    """Return an instance of a module whose run is recorded."""
    data = bytes(wasmtime.wat2wasm(text))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))
    instance = linker.instantiate(store, wasmtime.Module(store.engine, instrumented.module_bytes))
    Session(instrumented, store, instance)
    return instance


def test_a_wasi_program_prints_the_same_when_it_is_replayed(tmp_path: Path) -> None:
    store, monitor = wasmtime.Store(), Record()
    config = wasmtime.WasiConfig()
    config.stdout_file = str(tmp_path / "printed")
    store.set_wasi(config)
    linker = wasmtime.Linker(store.engine)
    linker.define_wasi()
    start: Any = started(WASI, monitor, linker, store).exports(store)["_start"]
    with pytest.raises(wasmtime.ExitTrap):
        start(store)
    printed = bytearray()

    def on_call(call: Call, memory: Any) -> None:
        if call.function == WRITES:
            at, size = (int.from_bytes(memory(0, number, 4), "little") for number in (0, 4))
            printed.extend(memory(0, at, size))

    encoded = msgspec.msgpack.encode(monitor.recording)
    outcomes = replay(msgspec.msgpack.decode(encoded, type=Recording), bytes(wasmtime.wat2wasm(WASI)), on_call)
    assert bytes(printed) == (tmp_path / "printed").read_bytes() and len(printed) > 20
    assert "ended in Call(function=3, values=(3,))" in outcomes[0].ended


def recorded(monitor: Record) -> list[int]:
    """Run a module whose host changes all it can and calls back; return the results."""
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    exports: Any = None

    def work(depth: int) -> int:
        if not depth:
            return 5
        if exports["memory"].size(store) == 1:
            exports["memory"].grow(store, 1)
            exports["table"].grow(store, 2, None)
        exports["memory"].write(store, depth.to_bytes(4, "little"), 16)
        exports["memory"].write(store, depth.to_bytes(4, "little"), 65540)
        exports["level"].set_value(store, exports["level"].value(store) + 1000)
        exports["table"].set(store, 1, exports["seven" if depth % 2 else "eight"])
        return exports["inner"](store, 3) + exports["tail"](store, depth - 1)

    numbers = wasmtime.FuncType([wasmtime.ValType.i32()], [wasmtime.ValType.i32()])
    linker.define_func("host", "work", numbers, work)
    exports = started(REENTRANT, monitor, linker, store).exports(store)
    first = exports["run"](store, 1)
    exports["memory"].write(store, b"\x09", 16)
    return [first, exports["inner"](store, 2), exports["tail"](store, 3), exports["run"](store, 2)]


def test_calls_within_calls_and_changed_state_are_replayed() -> None:
    monitor = Record()
    results = recorded(monitor)
    outcomes = replay(monitor.recording, bytes(wasmtime.wat2wasm(REENTRANT)))
    assert [outcome.results for outcome in outcomes] == [(result,) for result in results]
    assert results == [1010, 18, 23, 6010]


def test_a_module_that_does_something_else_is_found_out() -> None:
    monitor = Record()
    recorded(monitor)
    other = REENTRANT.replace("(i32.load (i32.const 16)) (local.get 0)", "(i32.const 1) (local.get 0)")
    with pytest.raises(ReplayDiffers, match="was recorded as"):
        replay(monitor.recording, bytes(wasmtime.wat2wasm(other)))
    asking = REENTRANT.replace("(call $work (local.get 0))", "(call $work (i32.const 9))")
    with pytest.raises(ReplayDiffers, match="now is Call"):
        replay(monitor.recording, bytes(wasmtime.wat2wasm(asking)))


def test_a_recording_takes_no_more_room_than_it_may_and_is_then_not_replayed() -> None:
    monitor = Record(most=400)
    recorded(monitor)
    assert len(monitor.recording.steps) < 7
    with pytest.raises(ValueError, match="the recording is full"):
        replay(monitor.recording, bytes(wasmtime.wat2wasm(REENTRANT)))


@pytest.mark.parametrize(
    ("imported", "message"),
    [
        ("(memory 1)", "imports the memory host.it, and only functions"),
        ("(global i32)", "imports the global host.it, and only functions"),
        ("(func (param anyref))", r"imports the function host.it, which takes or gives \(ref null any\)"),
        ("(func (result (ref extern)))", r"imports the function host.it, which takes or gives \(ref extern\)"),
        ("(func (param i32 v128))", "imports the function host.it, which takes or gives v128"),
    ],
)
def test_what_cannot_be_replayed_is_refused(imported: str, message: str) -> None:
    data = bytes(wasmtime.wat2wasm(f'(module (import "host" "it" {imported}))'))
    with pytest.raises(ValueError, match=message):
        Record().probes(Contents(read(data)))


def test_a_shared_memory_is_refused() -> None:
    data = bytes(wasmtime.wat2wasm('(module (memory (export "memory") 1 1 shared))'))
    with pytest.raises(ValueError, match="exports the shared memory memory"):
        Record().probes(Contents(read(data)))


REFERENCES = """(module
  (import "host" "get" (func $get (param externref funcref) (result externref i32)))
  (table (export "table") 2 externref) (global $held (export "held") (mut externref) (ref.null extern))
  (func $own (export "own"))
  (func (export "run") (param externref) (result i32 externref funcref)
    (local $number i32) (local $got externref)
    (call $get (local.get 0) (ref.func $own)) (local.set $number) (local.set $got)
    (i32.add (local.get $number) (i32.add (ref.is_null (local.get $got)) (ref.is_null (global.get $held))))
    (local.get $got) (ref.func $own)))"""


def recorded_references(given: object, answer: object, held: object) -> tuple[Record, Any]:
    """Run a module whose host gives references."""
    store, monitor = wasmtime.Store(), Record()
    data = bytes(wasmtime.wat2wasm(REFERENCES))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))
    made = wasmtime.Module(store.engine, instrumented.module_bytes)
    kind = made.imports[0].type
    assert isinstance(kind, wasmtime.FuncType)

    def answered(given: object, function: object) -> list[object]:
        return [answer, 40]

    get = wasmtime.Func(store, kind, answered)
    session = Session(instrumented, store, wasmtime.Instance(store, made, [get]))
    exports: Any = session.instance.exports(store)
    session.call("run", None)  # pyright: ignore[reportArgumentType]
    exports["held"].set_value(store, held)
    return monitor, session.call("run", given)  # pyright: ignore[reportArgumentType]


def test_null_references_are_recorded_and_given_again() -> None:
    monitor, (number, *_) = recorded_references(None, None, None)
    outcomes = replay(monitor.recording, bytes(wasmtime.wat2wasm(REFERENCES)))
    assert number == 42
    assert [outcome.results for outcome in outcomes] == [(42, 1, 0), (42, 1, 0)]


@pytest.mark.parametrize(
    ("given", "answer", "held", "message"),
    [
        ("it", None, None, "the host gave run a reference that is not null"),
        (None, "it", None, "host.get gave a reference that is not null"),
        (None, None, "it", "the host put a reference into the global 0"),
    ],
)
def test_a_reference_that_is_something_ends_a_recording(
    given: object, answer: object, held: object, message: str
) -> None:
    monitor, _ = recorded_references(given, answer, held)
    with pytest.raises(ValueError, match=message):
        replay(monitor.recording, bytes(wasmtime.wat2wasm(REFERENCES)))


def test_a_host_that_calls_with_what_cannot_be_held_ends_a_recording() -> None:
    text = '(module (func (export "run") (result (ref null struct)) (ref.null struct)) (func (export "other")))'
    monitor = Record()
    probed = Probed(text, monitor.probes(Contents(read(bytes(wasmtime.wat2wasm(text))))))
    linker = wasmtime.Linker(probed.store.engine)
    linker.define_instance(probed.store, "it", probed.instance)
    calling = """(module (import "it" "run" (func $run (result (ref null struct))))
      (func (export "go") (drop (call $run))))"""
    calls = linker.instantiate(probed.store, wasmtime.Module(probed.store.engine, calling))
    go: Any = calls.exports(probed.store)["go"]
    go(probed.store)
    assert monitor.recording.missing == r"the host called run, which takes or gives (ref null struct)"


FAILING = """(module (import "host" "maybe" (func $maybe (param i32)))
  (func $inner (param i32) (call $maybe (local.get 0)) (if (i32.eq (local.get 0) (i32.const 2)) (then (unreachable))))
  (func (export "run") (param i32) (result i32) (call $inner (local.get 0)) (local.get 0)))"""


def test_calls_after_a_trap_and_after_an_error_of_the_host_are_told_apart() -> None:
    store, monitor = wasmtime.Store(), Record()
    data = bytes(wasmtime.wat2wasm(FAILING))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))

    def maybe(number: int) -> None:
        if number == 1:
            raise ArithmeticError

    function = wasmtime.Func(store, wasmtime.FuncType([wasmtime.ValType.i32()], []), maybe)
    module = wasmtime.Module(store.engine, instrumented.module_bytes)
    session = Session(instrumented, store, wasmtime.Instance(store, module, [function]))
    for number, error in ((0, None), (1, ArithmeticError), (2, wasmtime.Trap), (3, None)):
        if error is None:
            assert session.call("run", number) == number
        else:
            with pytest.raises(error):
                session.call("run", number)
    outcomes = replay(monitor.recording, data)
    assert [outcome.results for outcome in outcomes] == [(0,), (), (), (3,)]
    assert [bool(outcome.ended) for outcome in outcomes] == [False, True, True, False]
