"""Compares what queries gave: rows in any order, columns in any order."""

from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from typing import Any

Rows = Sequence[tuple[Any, ...]]
_MOST_COLUMNS = 6


def key_of(rows: Rows) -> str:
    """Return a text that is the same for rows and columns in any order."""
    return str(sorted(str(sorted(map(str, row))) for row in rows))


def is_same(rows: Rows, others: Rows, *, is_ordered: bool) -> bool:
    """Say whether two results are equal: in some order of the columns, and in any order of rows if none was asked."""
    if len(rows) != len(others):
        return False
    if not rows:
        return True
    width = len(rows[0])
    if len(others[0]) != width or key_of(rows) != key_of(others):
        return False
    orders = permutations(range(width)) if width <= _MOST_COLUMNS else [tuple(range(width))]
    return any(_agrees(rows, others, order, is_ordered=is_ordered) for order in orders)


def _agrees(rows: Rows, others: Rows, order: tuple[int, ...], *, is_ordered: bool) -> bool:
    turned = [tuple(row[at] for at in order) for row in rows]
    if is_ordered:
        return turned == list(others)
    return Counter(turned) == Counter(others)
