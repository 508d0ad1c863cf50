"""Programs with probes in them: however they end, all is told, and told of the original module."""

from pathlib import Path

import pytest
import wasmtime

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.engine import MissingImport, RefusedModule
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.memory_access import MemoryAccess
from weft.runtime_probes.instrument import Instrumented, instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.readings import Happening
from weft.runtime_probes.running import Program, Run, attached, run
from weft.runtime_probes.switching import Switching

LEAVES = """(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func $inner (call $exit (i32.const 7)))
  (func $outer (call $inner))
  (func (export "_start") (call $outer)))"""
TRAPS = """(module (func $third (param i32) (drop (i32.div_s (i32.const 1) (local.get 0))))
  (func $second (param i32) (if (i32.eqz (local.get 0)) (then (call $third (local.get 0)))))
  (func $first (call $second (i32.const 0)) (nop))
  (func (export "_start") (call $first)))"""
STARTS = """(module (memory (export "memory") 1) (func $begin (i32.store (i32.const 8) (i32.const 42))) (start $begin)
  (func (export "read") (result i32) (i32.load (i32.const 8))))"""
WRITES = """(module (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1) (data (i32.const 0) "\\10\\00\\00\\00\\10\\00\\00\\00")
  (func (export "_start")
    (drop (call $random (i32.const 16) (i32.const 8))) (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 24)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 40)))))"""
switched = pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)


def assembled(text: str) -> bytes:
    """Return a module."""
    return bytes(wasmtime.wat2wasm(text))


def exits() -> list[Probe]:
    """Return probes that look at entries and exits in three ways."""
    return [
        Probe(FunctionEntry(), Trace(), name="in"),
        Probe(FunctionExit(unwound=True), Trace(), name="out"),
        Probe(FunctionExit(unwound=True), Count(), name="count"),
    ]


def noted(ended: Run) -> list[tuple[str, int, str]]:
    """Return what happened: the probe's name, the function, and the note."""
    probes = ended.session.instrumented.probes
    return [(probes[each.probe].name, each.place.function, each.place.note) for each in ended.session.happenings()]


def test_a_program_that_leaves_by_itself_tells_everything() -> None:
    ended = run(instrument(assembled(LEAVES), exits()))
    assert (ended.exit_code, ended.trap) == (7, "")
    entered = [("in", function, "") for function in (3, 2, 1)]
    assert noted(ended) == entered + [("out", function, "unwound") for function in (1, 2, 3)]
    assert [sum(each.counts[0] for each in ended.session.counts(ended.session.instrumented.probes[2]))] == [3]


def test_a_trap_leaves_every_frame() -> None:
    ended = run(instrument(assembled(TRAPS), exits()))
    assert ended.trap == "integer divide by zero"
    assert noted(ended)[4:] == [("out", function, "unwound") for function in range(4)]


def test_exits_are_told_once() -> None:
    probes = [Probe(FunctionExit(unwound=True), Count())]
    ended = run(instrument(assembled('(module (func $f) (func (export "_start") (call $f) (call $f)))'), probes))
    counts = [(each.place.note, each.counts) for each in ended.session.counts(probes[0])]
    assert counts == [("end", (2,)), ("unwound", (0,)), ("end", (1,)), ("unwound", (0,))]


@switched
def test_frames_of_traps_are_those_of_the_original(switching: Switching) -> None:
    module = assembled(TRAPS)
    plain = run(instrument(module, []))
    probes = [*exits(), Probe(BlockEntry(), Count()), Probe(MemoryAccess(), Trace(address=8))]
    for chosen in (probes, probes[3:4]):
        instrumented = instrument(module, chosen, switching=switching)
        session = attached(instrumented, wasmtime.Store())
        for turn in ("off", "on"):
            if turn == "on" and switching is not Switching.NEVER:
                session.enable()
            with pytest.raises(wasmtime.Trap) as caught:
                session.call("_start")
            assert session.frames(caught.value) == list(plain.frames)
            assert caught.value.trap_code is wasmtime.TrapCode.INTEGER_DIVISION_BY_ZERO
    store = wasmtime.Store()
    start = wasmtime.Instance(store, wasmtime.Module(store.engine, module), []).exports(store)["_start"]
    assert isinstance(start, wasmtime.Func)
    with pytest.raises(wasmtime.Trap) as caught:
        start(store)
    expected = [(frame.func_index, frame.func_name or "", frame.module_offset) for frame in caught.value.frames]
    assert [tuple(frame) for frame in plain.frames] == expected


def test_a_start_function_runs_with_the_probes() -> None:
    seen: list[int] = []
    probe = Probe(FunctionEntry(), Callback(lambda happening: seen.append(happening.place.function)))
    session = attached(instrument(assembled(STARTS), [probe]), wasmtime.Store())
    assert session.call("read") == 42
    assert seen == [0, 1]


def test_an_instance_of_ones_own_can_be_probed() -> None:
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    linker.define_func("env", "f", wasmtime.FuncType([], []), lambda: None)
    text = '(module (import "env" "f" (func $f)) (func (export "run") (call $f)))'
    probe = Probe(FunctionEntry(), Count(), name="entries")
    session = attached(instrument(assembled(text), [probe]), store, linker)
    session.call("run")
    assert session.readings() == [
        {"probe": "entries", "counts": [{"function": 1, "offset": 0x2B, "note": "", "counts": [1]}]}
    ]


def test_what_is_removed_stays_off() -> None:
    probe = Probe(FunctionEntry(), Count())
    session = attached(instrument(assembled(TRAPS), [probe], switching=Switching.AT_CALLS), wasmtime.Store())
    session.enable()
    session.remove(probe)
    session.enable()
    with pytest.raises(wasmtime.Trap):
        session.call("_start")
    assert sum(each.counts[0] for each in session.counts(probe)) == 0


def test_a_fixed_world_is_the_same_each_time() -> None:
    instrumented = instrument(assembled(WRITES), [Probe(BlockEntry(), Count())])
    first, second, other = (run(instrumented, Program(fixed_world=fixed)) for fixed in (True, True, False))
    assert len(first.stdout) == 16
    assert first.stdout == second.stdout != other.stdout


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    text = '(module (func (export "_start") (loop (br 0))))'
    probe = Probe(FunctionEntry(), Count())
    ended = run(instrument(assembled(text), [probe]), Program(seconds=0.1))
    assert ended.timed_out
    assert ended.session.counts(probe)[0].counts == (1,)


def imports_of(module: str) -> Instrumented:
    """Return a module with probes that imports something."""
    return instrument(assembled(f'(module {module} (func (export "_start")))'), [Probe(BlockEntry(), Count())])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("(func (param i32 f64) (result i64))", "env.x, a function (i32, f64) -> (i64)"),
        ("(memory 2)", "env.x, a memory of at least 2 pages"),
        ("(global (mut i32))", "env.x, a mutable global of type i32"),
        ("(table 3 funcref)", "env.x, a table of funcref with at least 3 entries"),
        ("(func (param v128 externref) (result anyref))", "env.x, a function (v128, externref) -> ((ref null any))"),
        ("(table 3 anyref)", "env.x, a table of (ref null any) with at least 3 entries"),
        ("(global (ref null exn))", "env.x, a global of type (ref null exn)"),
        ("(tag)", "env.x, a tag"),
    ],
)
def test_a_missing_import_says_what_would_do(kind: str, said: str) -> None:
    with pytest.raises(MissingImport) as caught:
        run(imports_of(f'(import "env" "x" {kind})'))
    assert said in str(caught.value)


def test_legacy_exceptions_are_refused_with_the_way_out() -> None:
    body = b"\0\x06\x40\x0b\x0b"
    code = b"\x0a" + bytes((len(body) + 2, 1, len(body))) + body
    module = b"\0asm\1\0\0\0\1\4\1\x60\0\0\3\2\1\0" + code
    with pytest.raises(RefusedModule, match="wasm-opt --all-features --translate-to-exnref"):
        attached(instrument(module, []), wasmtime.Store())


def test_what_is_invalid_is_refused_with_the_reason() -> None:
    body = b"\0\x41\0\x0b"
    module = b"\0asm\1\0\0\0\1\4\1\x60\0\0\3\2\1\0\x0a" + bytes((len(body) + 2, 1, len(body))) + body
    with pytest.raises(RefusedModule, match="type mismatch"):
        attached(instrument(module, []), wasmtime.Store())


def test_a_callback_sees_the_exits_that_a_trap_makes() -> None:
    seen: list[Happening] = []
    run(instrument(assembled(TRAPS), [Probe(FunctionExit(unwound=True), Callback(seen.append, "result0"))]))
    assert [each.place.function for each in seen] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(module (func (i32.store (i32.const 0) (i32.const 1))))", "unknown memory 0"),
        ("(module (memory 1) (func (i32.store 1 (i32.const 0) (i32.const 1))))", "unknown memory 1"),
        (f"(module {'(memory 0)' * 100} (func))", "memories count exceeds limit of 100 .*; probes add a memory"),
    ],
)
def test_the_added_memory_makes_no_invalid_module_valid(text: str, message: str) -> None:
    instrumented = instrument(assembled(text), [Probe(BlockEntry(), Count())])
    with pytest.raises(RefusedModule, match=message):
        attached(instrumented, wasmtime.Store())
