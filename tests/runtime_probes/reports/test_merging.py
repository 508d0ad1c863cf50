"""Runs are added up and compared, in the form of tracefiles and of JSON."""

import pytest
from example import shapes_run, small_run
from msgspec.structs import replace

from weft.runtime_probes.merging import difference, merged
from weft.runtime_probes.merging_data import data_difference, merged_data
from weft.runtime_probes.report import StackCosts, code_of
from weft.runtime_probes.reports import REPORTS
from weft.runtime_probes.reports.json_data import RunData, json_bytes, read_json
from weft.runtime_probes.reports.lcov import lcov_text, read_lcov
from weft.runtime_probes.source_coverage import SourceFile, SourceFunction, SourceLine, source_coverage

NAMES = {report.name: report for report in REPORTS}
FIRST = (
    SourceFile(
        "a.c", (SourceLine(1, 2), SourceLine(2, 0, ((2, 0),)), SourceLine(5, 1)), (SourceFunction("f", 1, 2),), "text"
    ),
)
SECOND = (
    SourceFile("a.c", (SourceLine(1, 3), SourceLine(2, 4, ((1, 4),)), SourceLine(5, 1)), (SourceFunction("f", 1, 3),)),
    SourceFile("b.c", (SourceLine(9, 0),)),
)


def test_merged_runs_add_up() -> None:
    first, second = merged([FIRST, SECOND])
    assert first.lines == (SourceLine(1, 5), SourceLine(2, 4, ((3, 4),)), SourceLine(5, 2))
    assert first.functions == (SourceFunction("f", 1, 5),)
    assert (first.text, second) == ("text", SECOND[1])


def test_the_order_of_runs_does_not_matter() -> None:
    assert merged([FIRST, SECOND]) == merged([SECOND, FIRST])


def test_a_difference_tells_only_what_changed() -> None:
    (changed,) = difference(SECOND, FIRST)
    assert changed.lines == (SourceLine(1, 1), SourceLine(2, 4, ((-1, 4),)))
    assert difference(FIRST, FIRST) == ()


def test_a_run_and_a_difference_make_the_other_run() -> None:
    (file,) = merged([FIRST, difference(SECOND[:1], FIRST)])
    assert file.lines == SECOND[0].lines


def test_tracefiles_are_read_as_they_were_written() -> None:
    files = source_coverage(*code_of(shapes_run(4)))
    text = lcov_text("a run", files)
    assert lcov_text("a run", read_lcov(text)) == text


def test_names_with_commas_and_ends_of_functions_are_read() -> None:
    (file,) = read_lcov("SF:a.rs\nFN:3,pair<a, b>\nFN:7,9,one<a, b>\nFNDA:2,pair<a, b>\nend_of_record\n")
    assert file.functions == (SourceFunction("pair<a, b>", 3, 2), SourceFunction("one<a, b>", 7, 0))


def test_json_is_read_as_it_was_written() -> None:
    run = small_run()
    data = read_json(NAMES["json"].render(run))
    assert data.files == tuple(replace(file, text=None) for file in source_coverage(*code_of(run)))
    assert (data.stacks, data.timeline) == (run.stacks, run.timeline)
    assert data.functions == {1: "step", 2: "never", 3: "run"}


@pytest.mark.parametrize("text", ["SF:a.c\nDA:1\n", "SF:a.c\nDA:one,2\n", "SF:a.c\nBRDA:1,2\n", "SF:a.c\nFN:f\n"])
def test_a_malformed_tracefile_is_told_with_its_line(text: str) -> None:
    with pytest.raises(ValueError, match="line 2 of the tracefile is malformed"):
        read_lcov(text)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"name": 1}', b'{"name": "x", "version": 2}'])
def test_json_that_is_no_run_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(content)


def test_data_of_runs_add_up_and_can_be_compared() -> None:
    run = read_json(NAMES["json"].render(small_run()))
    twice = merged_data([run, run])
    assert [spot.count for spot in twice.code] == [2 * spot.count for spot in run.code]
    assert [spot.outcomes for spot in twice.code] == [tuple(2 * count for count in spot.outcomes) for spot in run.code]
    assert [line.count for line in twice.files[0].lines] == [2 * line.count for line in run.files[0].lines]
    assert run.stacks is not None
    assert twice.stacks is not None
    assert sum(row.cost for row in twice.stacks.rows) == 2 * sum(row.cost for row in run.stacks.rows)
    back = data_difference(twice, run)
    assert back.code == run.code
    assert read_json(json_bytes(back)) == back


def test_data_of_different_modules_are_refused() -> None:
    runs = [read_json(NAMES["json"].render(run)) for run in (small_run(), shapes_run(4))]
    with pytest.raises(ValueError, match="different modules"):
        merged_data(runs)
    with pytest.raises(ValueError, match="no runs"):
        merged_data([])


def test_costs_in_different_units_are_refused() -> None:
    runs = [RunData("a", stacks=StackCosts(unit, ())) for unit in ("nanoseconds", "instructions")]
    with pytest.raises(ValueError, match="costs in nanoseconds cannot be combined with costs in instructions"):
        merged_data(runs)
