"""What the words of a question promise of the query: a count, an order, a group, and what else.

Each promise is one that a query can be seen to keep, which the cues in `linking/cues.py` need not be.
"""

import re
from functools import lru_cache

from .query import Query

_PROMISES = {
    "count": r"how many|number of|\bcount\b",
    "average": r"averag|\bmean\b",
    "sum": r"\btotal\b|\bsum\b",
    "extreme": r"maximum|minimum|highest|lowest|largest|smallest|greatest|\bmost\b|\bleast\b|\bfewest\b|oldest|youngest"
    r"|longest|shortest|\bmax\b|\bmin\b|\btop\b|latest|earliest|\bbest\b|\bworst\b",
    "distinct": r"different|distinct|unique",
    "order": r"\border|\bsort|alphabet|ascend|descend",
    "descending": r"descend|\bmost\b|highest|largest|greatest|longest|oldest|latest|maximum|decreasing|\btop\b",
    "group": r"\beach\b|\bevery\b|\bper\b|for all\b|\bby each\b",
    "negation": r"\bnot\b|never|without|other than|except|exclud|\bno\b|n't\b|\bneither\b",
    "threshold": r"at least|more than|or more|less than|at most|fewer than|greater than|\babove\b|\bbelow\b|\bover\b",
    "both": r"\bboth\b|\band also\b|\bas well as\b|in common",
    "either": r"\bor\b|\beither\b",
    "lowest": r"\bleast\b|lowest|smallest|fewest|youngest|shortest|earliest|minimum|\bmin\b|cheapest|worst",
    "more": r"more than|greater|larger|higher|above|\bover\b|exceed|older|longer|after|at least|or more|bigger",
    "less": r"less|fewer|smaller|lower|below|under|younger|shorter|before|at most|earlier|cheaper",
    "contains": r"contain|start|\bend\b|includ|substring|begin|\blike\b",
}
NAMES = tuple(_PROMISES)
_PATTERNS = tuple(re.compile(pattern) for pattern in _PROMISES.values())


@lru_cache(maxsize=256)
def promises_of(text: str) -> tuple[bool, ...]:
    """Return what a question promises, in the order of `NAMES`."""
    lower = text.lower()
    return tuple(pattern.search(lower) is not None for pattern in _PATTERNS)


def kept_promises(query: Query) -> tuple[bool, ...]:
    """Return which promises a query keeps, in the order of `NAMES`."""
    functions = {item.function for item in (*query.items, *([query.having.item] if query.having else []))}
    ordered = query.order.item.function if query.order else ""
    scalars = {condition.function for condition in query.conditions}
    operators = {condition.operator for condition in (*query.conditions, *query.other_conditions)}
    operators |= {query.having.operator} if query.having else set[str]()
    return (
        "count" in functions or ordered == "count",
        "avg" in functions or "avg" in scalars or ordered == "avg",
        "sum" in functions or ordered == "sum",
        bool({"max", "min"} & (functions | scalars)) or query.limit is not None,
        query.is_distinct or any(item.is_distinct for item in query.items),
        query.order is not None,
        query.order is not None and query.order.is_descending,
        bool(query.group),
        "!=" in operators or query.combination in ("notin", "except"),
        query.having is not None or bool(operators & {">", ">=", "<", "<=", "between"}),
        query.combination == "intersect",
        query.is_any or query.combination == "union",
        (query.order is not None and not query.order.is_descending) or "min" in (functions | scalars),
        bool(operators & {">", ">="}),
        bool(operators & {"<", "<="}),
        "like" in operators,
    )
