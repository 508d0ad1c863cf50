"""Records of runs: written and read again, added up, and compared."""

import pytest

from weft.runtime_probes.run_record import DifferentModules, MalformedRecord, NothingInCommon, RunRecord
from weft.runtime_probes.table import DifferentTables, Table


def record(*rows: tuple[int, int], title: str = "functions", sha256: str = "ab") -> RunRecord:
    """Return a record with one table."""
    table = Table(title, ("function",), ("entries",), tuple(((index,), (count,)) for index, count in rows))
    return RunRecord("m.wasm", sha256, {0: "run"}, (table,))


def test_a_record_is_read_as_it_was_written() -> None:
    made = record((0, 3), (1, 0))
    assert RunRecord.from_json(made.to_json()) == made


def test_runs_are_added_up_and_compared() -> None:
    first, second = record((0, 3), (1, 1)), record((0, 2), (2, 5))
    assert first.merged(second).tables == record((0, 5), (1, 1), (2, 5)).tables
    assert first.without(second).tables == record((0, 1), (1, 1), (2, -5)).tables
    assert first.merged(record((0, 1), title="loops")).tables == (*first.tables, *record((0, 1), title="loops").tables)


def test_what_tells_of_one_run_only_is_left_out_and_named() -> None:
    share = Table("coverage", ("of",), ("percent",), ((("functions",), (100,)),), adds_up=False)
    one = RunRecord("m.wasm", "ab", {}, (*record((0, 1)).tables, share))
    assert one.of_one_run == ("coverage",)
    assert one.merged(one).tables == record((0, 2)).tables
    assert record((0, 1)).merged(one).tables == record((0, 2)).tables
    assert one.without(record((0, 1))).tables == record((0, 1)).without(record((0, 1))).tables


def test_runs_of_two_modules_stay_apart() -> None:
    with pytest.raises(DifferentModules, match="hashes differ"):
        record().merged(record(sha256="cd"))


@pytest.mark.parametrize("text", ["", "{}", "[", '{"module": 1}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(MalformedRecord, match="no record of a run"):
        RunRecord.from_json(text)


@pytest.mark.parametrize("row", [[[0], []], [[0], [1, 2]], [[], [1]], [[0, 1], [1]]])
def test_a_row_that_does_not_fit_its_columns_is_refused(row: list[list[int]]) -> None:
    text = record((0, 3)).to_json().replace(" ", "").replace("\n", "").replace("[[0],[3]]", str(row))
    with pytest.raises(MalformedRecord, match="'functions' has a row that does not fit its columns"):
        RunRecord.from_json(text)


def test_only_what_both_runs_tell_is_compared() -> None:
    one, other = record((0, 3)).merged(record((0, 1), title="loops")), record((0, 1)).merged(record(title="calls"))
    assert one.without(other).tables == record((0, 2)).tables
    assert one.not_in_both(other) == ("loops", "calls")
    with pytest.raises(NothingInCommon, match="nothing to compare"):
        one.without(record((0, 3), title="calls"))


def test_tables_with_other_columns_stay_apart() -> None:
    wider = Table("functions", ("function", "name"), ("entries",), ())
    with pytest.raises(DifferentTables, match="'functions' cannot be put together with 'functions'"):
        record((0, 1)).merged(RunRecord("m.wasm", "ab", {}, (wider,)))


def test_a_difference_is_known_as_such() -> None:
    run = record((0, 3))
    difference = run.without(record((0, 1)))
    assert RunRecord.from_json(difference.to_json()).is_difference
    assert difference.merged(difference).is_difference
    assert not difference.merged(run).is_difference
    assert "is_difference" not in run.to_json()
