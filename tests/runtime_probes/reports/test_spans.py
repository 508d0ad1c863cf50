"""Calls from entries and exits: what is never left, what fits no entry, and what calls cost."""

import wasmtime
from example import PASSAGES

from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.passages import recorded_timeline
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.program import Program
from weft.runtime_probes.report import Passage, Timeline
from weft.runtime_probes.spans import call_spans

CALLS = '(module (func $leaf) (func (export "run") call $leaf call $leaf))'


def told(*passages: Passage) -> list[tuple[str, int, int, int]]:
    return [(span.function, span.start, span.end, span.depth) for span in call_spans(Timeline(passages))]


def test_calls_end_when_they_are_left() -> None:
    assert told(*PASSAGES)[:3] == [("main", 0, 90, 0), ("parse <x>", 10, 40, 1), ("read; all", 25, 35, 2)]


def test_what_is_never_left_ends_with_the_last_event() -> None:
    assert told(Passage(1, "f", True), Passage(5, "g", True)) == [("f", 1, 5, 0), ("g", 5, 5, 1)]


def test_an_exit_ends_what_was_called_within() -> None:
    passages = (Passage(1, "f", True), Passage(2, "g", True), Passage(4, "f", False), Passage(6, "h", True))
    assert told(*passages) == [("f", 1, 4, 0), ("g", 2, 4, 1), ("h", 6, 6, 0)]


def test_an_exit_without_an_entry_is_passed_over() -> None:
    assert told(Passage(1, "f", True), Passage(2, "g", False), Passage(3, "f", False)) == [("f", 1, 3, 0)]
    assert told() == []


def test_a_recorded_run_becomes_a_timeline() -> None:
    module = bytes(wasmtime.wat2wasm(CALLS))
    instrumented = instrument(module, [Probe(FunctionEntry(), Trace()), Probe(FunctionExit(), Trace())])
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, instrumented.module_bytes), [])
    session = Session(instrumented, store, instance)
    run = instance.exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    run(store)
    timeline = recorded_timeline(Program("calls", Contents(read(module))), session.happenings(), 0, 1)
    assert timeline.unit == "events"
    assert told(*timeline.passages) == [("run", 0, 5, 0), ("leaf", 1, 2, 1), ("leaf", 3, 4, 1)]
