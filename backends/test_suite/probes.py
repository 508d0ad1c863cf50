"""Probes a condition from both sides: just below, at and just above its boundary, or each choice in turn."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from keyword import iskeyword
from typing import Any

from msgspec import Struct

from ...dsl.expressions import And, Comparison, Expression, Value
from ...dsl.value_types import ORDERED, Bool, Choice, Date, DateTime, Duration, plain
from .action_setup import Setup
from .evaluation import Situation, UnknownValueError, aligned
from .search import Changes, Place, find_changes

BOUNDARY = ("less", "equal", "more")


class Probe(Struct, frozen=True):
    """The places that a test varies, and its cases: a value for each place, and whether all is well."""

    places: tuple[Place, ...]
    cases: tuple[tuple[tuple[Value, ...], bool], ...]
    ids: tuple[str, ...] = ()


class Judge(Struct, frozen=True):
    """How a probe judges changes: True all is well, False this condition is broken, None it cannot tell."""

    setup: Setup
    situation: Callable[[Changes], Situation]
    verdict: Callable[[Changes], bool | None]


def find_probe(judge: Judge, condition: Expression, allowed: Changes) -> Probe | None:
    """Return a probe of a condition, starting from changes under which all is well, or None."""
    places = list(judge.setup.places([condition]))
    places.sort(key=lambda place: bool(place[0]))
    for place in places:
        found = _boundary(judge, condition, allowed, place) or _each_choice(judge, allowed, place)
        if found is not None:
            return found
    return _opposite(judge, condition, allowed)


def conditions_in(condition: Expression) -> Sequence[Expression]:
    """Return the parts of a condition that must all hold."""
    return condition.operands if isinstance(condition, And) else (condition,)


def _boundary(judge: Judge, condition: Expression, allowed: Changes, place: Place) -> Probe | None:
    if not isinstance(condition, Comparison) or not isinstance(plain(condition.left.type), ORDERED):
        return None
    cases: list[tuple[tuple[Value, ...], bool]] = []
    for wanted in (-1, 0, 1):
        value = _solved(judge, condition, allowed, place, wanted)
        verdict = None if value is None else judge.verdict({**allowed, place: value})
        if verdict is None:
            return None
        cases.append(((value,), verdict))
    return Probe((place,), tuple(cases), BOUNDARY) if len({verdict for _, verdict in cases}) == 2 else None


def _solved(judge: Judge, condition: Comparison, allowed: Changes, place: Place, wanted: int) -> Value:
    """Return the value at a place for which the left side exceeds the right one by so many units."""
    now = _distance(judge.situation(allowed), condition)
    current: Any = allowed.get(place, judge.setup.base(place))
    if now is None or current is None or isinstance(current, bool | str):
        return None
    unit: Any = _unit(judge.setup, place)
    for sign in (1, -1):
        try:
            value = current + sign * (wanted - now) * unit
        except (TypeError, OverflowError):
            return None
        if _distance(judge.situation({**allowed, place: value}), condition) == wanted:
            return value
    return None


def _unit(setup: Setup, place: Place) -> int | timedelta:
    match plain(setup.kinds[place]):
        case DateTime() | Duration():
            return timedelta(seconds=1)
        case Date():
            return timedelta(days=1)
        case _:
            return 1


def _distance(situation: Situation, condition: Comparison) -> int | None:
    try:
        left, right = aligned(condition.left, condition.right, situation)
        difference = left - right
    except (UnknownValueError, TypeError, KeyError):
        return None
    if isinstance(difference, timedelta):
        is_day = isinstance(plain(condition.left.type), Date)
        return difference.days if is_day else int(difference.total_seconds())
    return difference


def _each_choice(judge: Judge, allowed: Changes, place: Place) -> Probe | None:
    kind = plain(judge.setup.kinds[place])
    values: Sequence[Value] = kind.members if isinstance(kind, Choice) else ()
    values = (False, True) if isinstance(kind, Bool) else values
    judged = [((value,), judge.verdict({**allowed, place: value})) for value in values]
    cases = tuple((value, verdict) for value, verdict in judged if verdict is not None)
    return Probe((place,), cases) if {verdict for _, verdict in cases} == {True, False} else None


def _opposite(judge: Judge, condition: Expression, allowed: Changes) -> Probe | None:
    """Return a case that is well, and the nearest one that is not."""
    # What the allowed situation differs in from the examples may well be what matters.
    candidates = {
        place: [*values, judge.setup.base(place)] for place, values in judge.setup.places([condition]).items()
    }

    def is_broken(changes: Changes) -> bool:
        return judge.verdict({**allowed, **changes}) is False

    found = find_changes(candidates, is_broken, most=2)
    if not found:
        return None
    places = tuple(found)
    before = tuple(allowed.get(place, judge.setup.base(place)) for place in places)
    return Probe(places, ((before, True), (tuple(found.values()), False)))


def varied(probe: Probe) -> Iterator[tuple[Place, str]]:
    """Yield each place of a probe with the name of the test's parameter for it."""
    names = [name for _, name in probe.places]
    for record, name in probe.places:
        own = f"{name}_" if iskeyword(name) else name
        yield (record, name), own if names.count(name) == 1 else f"{record}_{name}"
