"""Compares what two queries gave: their rows in any order unless the first one sorts, their columns in any order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlglot import exp

from ..database import Result

_Row = tuple[Any, ...]


def is_sorted(query: exp.Query) -> bool:
    """Say whether a query itself sorts its rows, so that their order is part of the answer."""
    while isinstance(query, exp.Subquery) and not query.args.get("order"):
        query = query.this
    return bool(query.args.get("order"))


def same_results(first: Result, second: Result, *, in_order: bool) -> bool:
    """Say whether two results hold the same rows, as often, under some order of the columns.

    That is what `result_eq` of https://github.com/taoyds/test-suite-sql-eval asks for, with one difference: numbers
    are compared by twelve significant digits, as sums of floats depend on the order of the rows.
    """
    if len(first.rows) != len(second.rows):
        return False
    if not first.rows:
        return True
    if len(first.rows[0]) != len(second.rows[0]):
        return False
    ours, theirs = (list(zip(*map(_comparable, result.rows), strict=True)) for result in (first, second))
    return any(True for _ in _matches(ours, theirs, (), in_order=in_order))


def _matches(
    ours: Sequence[_Row], theirs: Sequence[_Row], chosen: tuple[int, ...], *, in_order: bool
) -> Iterator[tuple[int, ...]]:
    """Yield the orders of their columns in which the rows are the same, `chosen` being the first of them."""
    if chosen and not _same_rows(ours[: len(chosen)], [theirs[at] for at in chosen], in_order=in_order):
        return
    if len(chosen) == len(ours):
        yield chosen
        return
    left = [at for at in range(len(theirs)) if at not in chosen]
    for at in {theirs[at]: at for at in left}.values():  # of columns that hold the same, one will do
        yield from _matches(ours, theirs, (*chosen, at), in_order=in_order)


def _same_rows(ours: Sequence[_Row], theirs: Sequence[_Row], *, in_order: bool) -> bool:
    first, second = zip(*ours, strict=True), zip(*theirs, strict=True)
    return list(first) == list(second) if in_order else Counter(first) == Counter(second)


def _comparable(row: _Row) -> _Row:
    return tuple(map(_value, row))


def _value(value: Any) -> Any:
    """Return a value that can be compared and counted; numbers are rounded, and text is never a number."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float | Decimal):
        return float(f"{value:.12g}")
    return value if isinstance(value, str | bytes | None) else str(value)
