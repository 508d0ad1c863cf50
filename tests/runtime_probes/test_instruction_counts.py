"""What is derived from counts of blocks equals what is counted before each instruction."""

from pathlib import Path

import wasmtime
from called_modules import called
from generated_modules import EXPRESSIONS, module_of
from hypothesis import given, settings
from probed import Probed
from wast_modules import Sample, modules

from weft.runtime_probes.binary.entities import ExternKind
from weft.runtime_probes.control_flow import edges
from weft.runtime_probes.host import Session
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED, INSTRUCTIONS, counted_functions
from weft.runtime_probes.probes.branches import TARGETS

PROBES = [BLOCKS, ENTERED, INSTRUCTIONS, TARGETS]


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
    text = module_of(expression)
    probed = Probed(text, PROBES)
    try:
        probed.call("run", 3, 4)
    except wasmtime.Trap:
        check(probed.session, has_left_blocks=True)
    else:
        assert check(probed.session, has_left_blocks=False)


def ran(sample: Sample) -> int | None:
    """Run a module of a test suite; return how many instructions ran, or nothing where it cannot be run here."""
    calls = called(sample.data, PROBES)
    if calls is None:
        return None
    return check(calls.session, any(calls.failures) or calls.session.instrumented.contents.count(ExternKind.TAG) > 0)


def test_counts_of_modules_of_test_suites_are_equal(corpora: Path) -> None:
    valid = [each for each in modules(corpora) if each.command == "module" and each.text]
    counts = [ran(sample) for sample in valid[::7]]
    assert sum(1 for count in counts if count) > 50
