"""Draws a workflow with what its runs did: states below one another, and the ways between them on lanes beside."""

from collections.abc import Iterator
from html import escape

from msgspec import Struct

from .probed_tests.plan import Drawing, StateView, WayView
from .trace_coverage import COVERED, NEVER, Coverage, Outcome, scenarios_of
from .trace_view import Trace

WIDTH, LABELS, LANE, ROW, GAP, EDGE = 150, 270, 16, 24, 14, 10
LEAST = 40  # of the height of a box, for its name and its count
MOST_SHOWN = 34  # characters of what is written on a way


class StateBox(Struct, frozen=True):
    """A state as a box: what stands in it, where it is, and whether runs came there."""

    name: str
    count: str
    y: int
    height: int
    middle: int
    status: str
    is_final: bool


class WayLine(Struct, frozen=True):
    """A way as a line: its path, what stands on it, whether runs took it, and the numbers of the scenarios that did."""

    path: str
    label: str
    title: str
    y: int
    status: str
    scenarios: str


class WayRow(Struct, frozen=True):
    """A way in words."""

    source: str
    words: str
    target: str
    status: str
    count: str


class RunView(Struct, frozen=True):
    """The states that a run went through under a scenario, which has a number here."""

    number: int
    scenario: str
    path: tuple[str, ...]


class WorkflowView(Struct, frozen=True):
    """A workflow as the page shows it."""

    anchor: str
    name: str
    width: int
    height: int
    label_x: int
    boxes: tuple[StateBox, ...]
    lines: tuple[WayLine, ...]
    rows: tuple[WayRow, ...]
    scenarios: tuple[tuple[int, str], ...]
    runs: tuple[RunView, ...]


def workflow_view(drawing: Drawing, coverage: Coverage, trace: Trace) -> WorkflowView:
    """Return a workflow with how often each state was entered and each way taken, and by whom."""
    tops = _tops(drawing)
    numbers = {name: number for number, name in enumerate(_scenarios(drawing, coverage), start=1)}
    lanes = {state.name: lane for lane, state in enumerate(_by_reach(drawing, tops))}
    lines = [line for state in drawing.states for line in _lines(state, tops, lanes, coverage, numbers)]
    last = drawing.states[-1]
    return WorkflowView(
        escape(drawing.id),
        escape(drawing.name),
        EDGE + WIDTH + LABELS + LANE * len(lanes) + EDGE,
        tops[last.name] + _height(last) + EDGE,
        EDGE + WIDTH + 8,
        tuple(_box(state, tops[state.name], coverage) for state in drawing.states),
        tuple(sorted(lines, key=lambda line: line.status != NEVER)),  # what was taken is drawn over what was not
        tuple(_row(state, way, coverage) for state in drawing.states for way in state.ways),
        tuple((number, _named(name, trace)) for name, number in numbers.items()),
        tuple(_runs(drawing, coverage, trace, numbers)),
    )


def _height(state: StateView) -> int:
    return max(LEAST, ROW * (1 + len(state.ways)))


def _tops(drawing: Drawing) -> dict[str, int]:
    tops: dict[str, int] = {}
    top = EDGE
    for state in drawing.states:
        tops[state.name] = top
        top += _height(state) + GAP
    return tops


def _by_reach(drawing: Drawing, tops: dict[str, int]) -> list[StateView]:
    """Return the states that ways lead to, those that are reached from afar last: their lane runs outside."""
    reach = {
        state.name: max((abs(tops[other.name] - tops[state.name]) for other in _sources(drawing, state)), default=-1)
        for state in drawing.states
    }
    return sorted((state for state in drawing.states if reach[state.name] >= 0), key=lambda state: reach[state.name])


def _sources(drawing: Drawing, target: StateView) -> list[StateView]:
    return [state for state in drawing.states if any(way.target == target.name for way in state.ways)]


def _box(state: StateView, top: int, coverage: Coverage) -> StateBox:
    (entered,) = coverage.outcomes[state.id]
    height = _height(state)
    return StateBox(
        escape(state.name), _times(entered), top, height, top + height // 2 - 3, entered.status, state.is_final
    )


def _times(outcome: Outcome) -> str:
    """Return how often something came: under scenarios, or elsewhere if under none."""
    count = outcome.under_scenarios or outcome.elsewhere
    return f"{count}\N{MULTIPLICATION SIGN}" if count else "never"


def _lines(
    state: StateView, tops: dict[str, int], lanes: dict[str, int], coverage: Coverage, numbers: dict[str, int]
) -> Iterator[WayLine]:
    for number, way in enumerate(state.ways, start=1):
        taken = coverage.outcomes[way.id][0]
        start, end = tops[state.name] + ROW * number + ROW // 2, tops[way.target] + ROW // 2
        right = EDGE + WIDTH
        lane = right + LABELS + LANE * lanes[way.target]
        path = f"M{right} {start}H{lane}V{end}H{right + 3}"
        said = f"{way.words} · {_times(taken)}"
        label = said if len(said) <= MOST_SHOWN else f"{way.words[: MOST_SHOWN - 9]}… ·{said.rpartition('·')[2]}"
        seen_by = " ".join(str(numbers[name]) for name in taken.scenarios)
        title = escape(f"{state.name} to {way.target}: {said}")
        yield WayLine(path, escape(label), title, start - 4, taken.status, seen_by)


def _row(state: StateView, way: WayView, coverage: Coverage) -> WayRow:
    taken = coverage.outcomes[way.id][0]
    count = f"{taken.under_scenarios}\N{MULTIPLICATION SIGN} under {len(taken.scenarios)} scenarios"
    if len(taken.scenarios) == 1:
        count = count.removesuffix("s")
    if taken.status != COVERED:
        count = "never" if taken.status == NEVER else f"{taken.elsewhere}\N{MULTIPLICATION SIGN}, in other tests only"
    return WayRow(escape(state.name), escape(way.words), escape(way.target), taken.status, count)


def _scenarios(drawing: Drawing, coverage: Coverage) -> list[str]:
    """Return the scenarios under which any of its states was entered, in the order in which they were met."""
    found = [name for state in drawing.states for name in coverage.outcomes[state.id][0].scenarios]
    return sorted(dict.fromkeys(found), key=_place)


def _place(name: str) -> list[tuple[bool, int, str]]:
    """Return what sorts SC-2 before SC-10."""
    parts = name.replace("-", ".").split(".")
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _named(name: str, trace: Trace) -> str:
    item = trace.items.get(name) or trace.items[f"{name}/1"]
    return escape(f"{name} {item.title}")


def _runs(drawing: Drawing, coverage: Coverage, trace: Trace, numbers: dict[str, int]) -> Iterator[RunView]:
    """Yield the runs that the first test of each scenario made, where the order of what it did was kept."""
    seen: set[str] = set()
    found: list[RunView] = []
    for test, probed in sorted(coverage.run.tests.items()):
        for name in scenarios_of(test, trace):
            if name in numbers and name not in seen and probed.steps:
                seen.add(name)
                paths = _paths(drawing, probed.steps)
                found += [RunView(numbers[name], _named(name, trace), path) for path in paths]
    yield from sorted(found, key=lambda run: run.number)


def _paths(drawing: Drawing, steps: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
    """Return the states that each run went through; a way is taken by the run that was last in its state."""
    names = {state.id: state.name for state in drawing.states}
    ways = {way.id: (state.name, way.target) for state in drawing.states for way in state.ways}
    runs: list[list[str]] = []
    is_arriving = False
    for element, outcome in steps:
        if outcome == "taken" and element in ways:
            source, target = ways[element]
            run = next((run for run in reversed(runs) if run[-1] == source), None)
            if run is None:  # it was put into its state as the scenario began
                runs.append(run := [source])
            run.append(target)
            is_arriving = True
        elif outcome == "entered" and element in names:
            if not is_arriving:
                runs.append([names[element]])
            is_arriving = False
    return [tuple(run) for run in runs]
