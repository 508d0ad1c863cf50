"""Several runs as one, and what one run has beyond another, in the form of JSON: code and stacks beside lines."""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from itertools import zip_longest

from .merging import Combine, difference, merged
from .report import Spot, StackCost, StackCosts
from .reports.json_data import CountedSpot, RunData


def merged_data(runs: Iterable[RunData]) -> RunData:
    """Return several runs as one: counts and costs are added up; times are left out, as they cannot be.

    Raised: ValueError where the runs are of different modules, where costs are in different units, or without a run.
    """
    given = list(runs)
    if not given:
        raise ValueError("there are no runs to merge")
    return reduce(lambda left, right: _combined(left, right, int.__add__), given)


def data_difference(run: RunData, earlier: RunData) -> RunData:
    """Return how much more a run has than an earlier one; raise ValueError where they cannot be compared."""
    return _combined(run, earlier, int.__sub__)


def _combined(left: RunData, right: RunData, combine: Combine) -> RunData:
    if left.functions and right.functions and left.functions != right.functions:
        raise ValueError(f"{left.name} and {right.name} are runs of different modules: their functions differ")
    is_sum = combine(0, 1) > 0
    files = merged([left.files, right.files]) if is_sum else difference(left.files, right.files)
    functions = left.functions or right.functions
    code = _code(left, right, combine)
    return RunData(left.name, files, functions, code, _stacks(left.stacks, right.stacks, combine))


def _code(left: RunData, right: RunData, combine: Combine) -> tuple[CountedSpot, ...]:
    first, second = ({(each.function, each.offset): each for each in run.code} for run in (left, right))
    spots: list[Spot] = sorted({*first, *second})
    found: list[CountedSpot] = []
    for spot in spots:
        one, other = first.get(spot, CountedSpot(*spot, 0)), second.get(spot, CountedSpot(*spot, 0))
        outcomes = (combine(*pair) for pair in zip_longest(one.outcomes, other.outcomes, fillvalue=0))
        found.append(CountedSpot(*spot, combine(one.count, other.count), tuple(outcomes)))
    return tuple(found)


def _stacks(left: StackCosts | None, right: StackCosts | None, combine: Combine) -> StackCosts | None:
    known = left or right
    if known is None:
        return None
    if left and right and left.unit != right.unit:
        raise ValueError(f"costs in {left.unit} cannot be combined with costs in {right.unit}")
    calls: Counter[tuple[str, ...]] = Counter()
    costs: Counter[tuple[str, ...]] = Counter()
    for stacks, sign in ((left, 1), (right, combine(0, 1))):
        for row in stacks.rows if stacks else ():
            calls[row.stack] += sign * row.calls
            costs[row.stack] += sign * row.cost
    return StackCosts(known.unit, tuple(StackCost(stack, calls[stack], costs[stack]) for stack in sorted(calls)))
