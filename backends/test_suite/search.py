"""Looks for values under which conditions hold: few changes of few values, tried in a fixed order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, islice, product

from ...dsl.expressions import Constant, Expression, Value, walk
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    Money,
    Optional,
    Text,
    ValueType,
    plain,
)

TRIES = 4000

Place = tuple[str, str]  # a record's variable (empty for a plain value) and a name
Changes = dict[Place, Value]


def find_changes(
    candidates: Mapping[Place, Sequence[Value]], is_good: Callable[[Changes], bool], most: int = 3
) -> Changes | None:
    """Return the fewest changes under which all is good, or None where none was found."""
    return next((found for found in islice(_tries(candidates, most), TRIES) if is_good(found)), None)


def _tries(candidates: Mapping[Place, Sequence[Value]], most: int) -> Iterator[Changes]:
    for count in range(most + 1):
        for places in combinations(candidates, count):
            for values in product(*(candidates[place] for place in places)):
                yield dict(zip(places, values, strict=True))


def candidates_for(kind: ValueType, base: Value, constants: Iterable[Value], now: datetime) -> list[Value]:
    """Return values of a type that are worth trying, the plainest first."""
    found: list[Value] = [*_typical(kind, base, constants, now)]
    if isinstance(kind, Optional):
        found.append(None)
    return [value for value in dict.fromkeys(found) if value != base]


def constants_in(conditions: Iterable[Expression]) -> list[Value]:
    """Return the literals in conditions."""
    return [part.value for item in conditions for part in walk(item) if isinstance(part, Constant)]


def _typical(kind: ValueType, base: Value, constants: Iterable[Value], now: datetime) -> Iterator[Value]:
    match plain(kind):
        case Bool():
            yield from (True, False)
        case Choice(members=members):
            yield from members
        case Int() | Decimal() | Money() as number:
            yield from _numbers(number, base, constants)
        case DateTime():
            yield from (now + timedelta(days=days) for days in (1, -1, 30, -30))
            yield now
        case Date():
            yield from (now.date() + timedelta(days=days) for days in (1, -1, 30, -30, 0))
        case Duration():
            yield from (timedelta(hours=1), timedelta(0), timedelta(days=2))
        case Text(low=low, high=high):
            lengths = [low, *(item for item in constants if type(item) is int and 0 < item < 200)]
            yield from ("x" * length for length in lengths if length >= low and (high is None or length <= high))
        case _:
            return


def _numbers(kind: Int | Decimal | Money, base: Value, constants: Iterable[Value]) -> Iterator[Value]:
    low, high = (None, None) if isinstance(kind, Money) else (kind.low, kind.high)
    wanted = [item for item in constants if type(item) is int]
    values = [base] if type(base) is int else []
    values += [value + step for value in wanted for step in (0, 1, -1)]
    values += [value for value in (low, high, 0, 1, 10, 1000) if value is not None]
    yield from (value for value in values if (low is None or value >= low) and (high is None or value <= high))


def is_of_type(kind: ValueType, value: Value) -> bool:
    """Tell whether a value is one of a type, whatever its bounds; nothing is one of every type."""
    match plain(kind):
        case _ if value is None:
            return True
        case Bool():
            return isinstance(value, bool)
        case Int() | Decimal() | Money():
            return type(value) is int
        case Choice(members=members):
            return value in members
        case Text():
            return isinstance(value, str)
        case Date():
            return isinstance(value, date) and not isinstance(value, datetime)
        case DateTime():
            return isinstance(value, datetime)
        case Duration():
            return isinstance(value, timedelta)
        case _:
            return True


def is_within(kind: ValueType, value: Value) -> bool:
    """Tell whether a value lies within the bounds of its type."""
    bare = kind.of if isinstance(kind, Optional) else kind
    match bare:
        case _ if value is None:
            return isinstance(kind, Optional)
        case Text(low=low, high=high) if isinstance(value, str):
            return len(value) >= max(low, 1) and (high is None or len(value) <= high)
        case Int(low=low, high=high) | Decimal(low=low, high=high) if isinstance(value, int):
            return (low is None or value >= low) and (high is None or value <= high)
        case _:
            return True
