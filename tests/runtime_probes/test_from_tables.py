"""Tables of monitors become what reports are made of."""

from weft.runtime_probes.from_tables import told_code, told_stacks, told_timeline
from weft.runtime_probes.report import CodeCounts, Passage, StackCost, StackCosts, Timeline
from weft.runtime_probes.table import Key, Table

AT = ("function", "name", "offset")


def table(title: str, keys: tuple[str, ...], counts: tuple[str, ...], *rows: tuple[Key, tuple[int, ...]]) -> Table:
    return Table(title, keys, counts, rows)


BLOCKS = table(
    "blocks", (*AT, "instructions"), ("entered",), ((2, "run", 0x22, 3), (1,)), ((2, "run", "0x28", 5), (3,))
)
HOTNESS = table("hotness", (*AT, "instruction"), ("count",), ((2, "run", 0x22, "nop"), (7,)))
BRANCHES = table("branches", (*AT, "instruction"), ("taken", "not taken"), ((2, "run", 0x26, "br_if"), (2, 1)))
TARGETS = table(
    "targets of br_table",
    (*AT, "target"),
    ("count",),
    ((3, "f", 0x40, "0"), (4,)),
    ((3, "f", 0x40, "1"), (0,)),
    ((3, "f", 0x40, "default"), (6,)),
)
CONTEXTS = table(
    "contexts", ("context",), ("calls", "instructions", "in all"), (("run",), (1, 8, 26)), (("run;sum",), (2, 6, 14))
)


def test_blocks_and_branches_are_code() -> None:
    told = told_code([BRANCHES, HOTNESS, TARGETS, BLOCKS])
    assert told == CodeCounts({(2, 0x22): 1, (2, 0x28): 3}, {(2, 0x26): (1, 2), (3, 0x40): (4, 0, 6)})


def test_without_blocks_there_is_no_code() -> None:
    assert told_code([HOTNESS, BRANCHES]) is None


def test_times_are_costs_by_stack() -> None:
    profile = table("profile", ("context",), ("calls", "nanoseconds", "in all"), (("run;sum",), (2, 60, 60)))
    assert told_stacks([CONTEXTS, profile]) == StackCosts("nanoseconds", (StackCost(("run", "sum"), 2, 60),))


def test_contexts_are_stacks() -> None:
    rows = (StackCost(("run",), 1, 8), StackCost(("run", "sum"), 2, 6))
    assert told_stacks([BLOCKS, CONTEXTS]) == StackCosts("instructions", rows)


TIMELINE = ("step", "event", "function")


def test_entries_and_exits_are_a_timeline() -> None:
    timed = table("timeline", TIMELINE, ("nanoseconds",), ((1, "entry", "run"), (0,)), ((2, "exit", "run"), (70,)))
    assert told_timeline([BLOCKS, timed]) == Timeline((Passage(0, "run", True), Passage(70, "run", False)))


def test_without_a_clock_time_is_told_in_events() -> None:
    untimed = table("timeline", TIMELINE, (), ((1, "entry", "run"), ()), ((2, "exit", "run"), ()))
    assert told_timeline([untimed]) == Timeline((Passage(0, "run", True), Passage(1, "run", False)), "events")


def test_what_was_not_told_is_not_there() -> None:
    assert told_code([CONTEXTS]) is None
    assert told_stacks([BLOCKS]) is None
    assert told_timeline([BLOCKS]) is None
