"""What is derived from counts of blocks equals what is counted before each instruction."""

from pathlib import Path

import wasmtime
from hypothesis import given, settings
from probed import Probed
from test_generated_modules import EXPRESSIONS
from wast_modules import Sample, modules

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import ExternKind
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.control_flow import edges
from weft.runtime_probes.host import Session
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED, INSTRUCTIONS, counted_functions
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probes.branches import TARGETS

PROBES = [BLOCKS, ENTERED, INSTRUCTIONS, TARGETS]
NUMBERS: dict[str, float] = {"i32": 3, "i64": 5, "f32": 1.5, "f64": 2.5}
FUEL = 200_000


def opcodes(session: Session, probe: object) -> list[tuple[int, int, str, int]]:
    """Return how often each instruction ran: function, offset, opcode and count."""
    assert probe in (BLOCKS, INSTRUCTIONS)
    return [
        (each.index, instruction.offset, instruction.opcode.name, count)
        for each in counted_functions(session, BLOCKS if probe is BLOCKS else INSTRUCTIONS)
        for instruction, count in each.reachable
    ]


def check(session: Session, has_left_blocks: bool) -> int:
    """Compare the counts, which are no less where blocks were left on their way; return how many instructions ran."""
    derived, counted = opcodes(session, BLOCKS), opcodes(session, INSTRUCTIONS)
    assert [row[:3] for row in derived] == [row[:3] for row in counted]
    if has_left_blocks:
        assert all(more[3] >= less[3] for more, less in zip(derived, counted, strict=True))
    else:
        assert derived == counted
    flags = [count for each in counted_functions(session, ENTERED) for _, count in each.reachable]
    assert flags == [min(1, row[3]) for row in derived]
    if not has_left_blocks:
        check_flow(session)
    return sum(row[3] for row in counted)


def check_flow(session: Session) -> None:
    """Check that each block is entered as often as ways lead to it, and left as often as it is entered."""
    base = session.instrumented.contents.code.offset
    chosen = {site.place.offset - base: site.counts for site in session.counts(TARGETS)}
    for each in counted_functions(session, INSTRUCTIONS):
        found = list(edges(each, chosen))
        for block in each.blocks:
            (first, entered), (last, _) = block[0], block[-1]
            arriving = sum(edge.times for edge in found if edge.end == first.offset)
            assert arriving + (each.entries if block is each.blocks[0] else 0) == entered
            leaving = sum(edge.times for edge in found if edge.start == first.offset)
            assert leaving == entered, last


@settings(max_examples=40, deadline=None)
@given(EXPRESSIONS)
def test_counts_of_generated_modules_are_equal(expression: str) -> None:
    text = f"""(module (global (mut i32) (i32.const 0))
      (func $step (global.set 0 (i32.add (global.get 0) (i32.const 1))))
      (func $step2 (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
      (func (export "run") (param i32 i32) (result i32) {expression}))"""
    probed = Probed(text, PROBES)
    try:
        probed.call("run", 3, 4)
    except wasmtime.Trap:
        check(probed.session, has_left_blocks=True)
    else:
        assert check(probed.session, has_left_blocks=False)


def calls_with_numbers(contents: Contents) -> dict[str, list[float]]:
    """Return the exported functions that take and give numbers only, with arguments; others may end the process."""
    found: dict[str, list[float]] = {}
    for export in contents.exports:
        if export.kind is ExternKind.FUNCTION:
            kind = contents.function_type(export.index)
            names = [str(getattr(each, "name", "")) for each in (*kind.parameters, *kind.results)]
            if NUMBERS.keys() >= set(names):
                found[export.name] = [NUMBERS[name] for name in names[: len(kind.parameters)]]
    return found


def run_all(store: wasmtime.Store, instance: wasmtime.Instance, calls: dict[str, list[float]]) -> bool:
    """Call functions; return whether any trapped."""
    has_trapped = False
    for name, arguments in calls.items():
        function = instance.exports(store)[name]
        assert isinstance(function, wasmtime.Func)
        store.set_fuel(FUEL)
        try:
            function(store, *[int(each) if each == int(each) else each for each in arguments])
        except (wasmtime.Trap, wasmtime.WasmtimeError):
            has_trapped = True
    return has_trapped


def ran(sample: Sample) -> int | None:
    """Run a module of a test suite; return how many instructions ran, or nothing where it cannot be run here."""
    contents = Contents(read(sample.data))
    calls = calls_with_numbers(contents)
    if contents.imports or not calls:
        return None
    configuration = wasmtime.Config()
    configuration.consume_fuel = True
    store = wasmtime.Store(wasmtime.Engine(configuration))
    store.set_fuel(FUEL)
    instrumented = instrument(sample.data, PROBES)
    try:
        module = wasmtime.Module(store.engine, instrumented.module_bytes)
        instance = wasmtime.Instance(store, module, [])
    except (wasmtime.WasmtimeError, wasmtime.Trap):
        return None
    session = Session(instrumented, store, instance)
    has_trapped = run_all(store, instance, calls)
    return check(session, has_trapped or contents.count(ExternKind.TAG) > 0)


def test_counts_of_modules_of_test_suites_are_equal(corpora: Path) -> None:
    valid = [each for each in modules(corpora) if each.command == "module" and each.text]
    counts = [ran(sample) for sample in valid[::7]]
    assert sum(1 for count in counts if count) > 50
