"""What reports are made of, from the tables that monitors tell."""

from collections.abc import Iterable

from .report import CodeCounts, Passage, Spot, StackCost, StackCosts, Timeline
from .run_record import MalformedRecord
from .table import Key, Table


def told_code(tables: Iterable[Table]) -> CodeCounts | None:
    """Return the counts of code in `blocks`, with those in `branches`; None where there are none."""
    found = {table.title: table for table in tables}
    told = found.get("blocks")
    if told is None:
        return None
    counts = {_spot(told, key): numbers[0] for key, numbers in told.rows}
    branches: dict[Spot, tuple[int, ...]] = {}
    if two_ways := found.get("branches"):
        branches.update({_spot(two_ways, key): (missed, taken) for key, (taken, missed) in two_ways.rows})
    if targets := found.get("targets of br_table"):
        branches.update(_targets(targets))
    return CodeCounts(counts, branches)


def told_stacks(tables: Iterable[Table]) -> StackCosts | None:
    """Return the costs by stack in `profile` or `contexts`, in the unit told there; None where there are none."""
    found = {table.title: table for table in tables}
    told = found.get("profile") or found.get("contexts")
    if told is None:
        return None
    calls, cost, *_ = range(len(told.counts))
    rows = (StackCost(tuple(str(key[0]).split(";")), numbers[calls], numbers[cost]) for key, numbers in told.rows)
    return StackCosts(told.counts[cost], tuple(rows))


def told_timeline(tables: Iterable[Table]) -> Timeline | None:
    """Return the entries and exits in `timeline`; None where there are none. Without times they are told in events."""
    told = next((table for table in tables if table.title == "timeline"), None)
    if told is None:
        return None
    passages = tuple(
        Passage(numbers[0] if numbers else at, str(function), event == "entry")
        for at, ((_, event, function), numbers) in enumerate(told.rows)
    )
    return Timeline(passages, told.counts[0] if told.counts else "events")


def _targets(table: Table) -> dict[Spot, tuple[int, ...]]:
    """Return for each br_table how often each target was chosen: rows of one stand together, in the order of labels."""
    gathered: dict[Spot, tuple[int, ...]] = {}
    for key, numbers in table.rows:
        spot = _spot(table, key)
        gathered[spot] = (*gathered.get(spot, ()), numbers[0])
    return gathered


def _spot(table: Table, key: Key) -> Spot:
    """Return the function and the offset that a row is about; offsets may be hexadecimal text.

    Raised: MalformedRecord.
    """
    try:
        function, offset = (key[table.keys.index(column)] for column in ("function", "offset"))
        return int(function), int(offset, 0) if isinstance(offset, str) else offset
    except ValueError:
        raise MalformedRecord(f"{table.title!r} has a row without a function and an offset") from None
