"""Says which candidates are right, as those were labelled that the shipped weights learned from.

It is stricter than `verification/result_sets.py`, where 1 is 1.0 and many columns may stand in any order, too; of 2,000
candidates it judges one otherwise. Weights that are trained anew had better be trained with that.
"""

from collections import Counter
from itertools import permutations

from ..offline.result_keys import Rows, key_of

_MOST_COLUMNS = 6


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
