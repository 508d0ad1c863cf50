"""Features of what was chosen for a candidate, beside what else could have been and beside each other."""

from collections.abc import Sequence

from .conditions import Choice
from .query import Query
from .scoring import Scored

_NONE = 9.0  # stands for a score that there is none of


def margins(query: Query, choice: Choice, scored: Scored) -> list[float]:
    """Return how much better or worse the choices are than what else could have been chosen."""
    columns = scored.columns
    plain = {item.column for item in query.items if item.column is not None and not item.function}
    functions = {item.column for item in query.items if item.column is not None and item.function}
    ordered = query.order.item.column if query.order and not query.order.item.function else None
    sets = (("select", plain), ("function", functions), ("group", set(query.group)), ("order", {ordered} - {None}))
    return [_margin(columns[slot], {one for one in chosen if one is not None}) for slot, chosen in sets] + [
        _binding_margin(choice, scored),
        _worst_binding(choice, scored),
    ]


def _margin(scores: Sequence[float], chosen: set[int]) -> float:
    """Return the worst score of what was chosen less the best of what was not."""
    if not chosen:
        return _NONE
    return min(scores[one] for one in chosen) - max(
        (score for column, score in enumerate(scores) if column not in chosen), default=-_NONE
    )


def _binding_margin(choice: Choice, scored: Scored) -> float:
    """Return how much worse the worst binding is than the best one of the same value to another column."""
    margins = [_NONE]
    for condition in (*choice.left, *choice.right):
        for value in condition.values:
            own = [one for one in scored.bindings if one.column == condition.column and one.text in value.text]
            others = [
                max(one.scores)
                for one in scored.bindings
                if own and one.atom == own[0].atom and one.column != condition.column
            ]
            if own and others:
                margins.append(max(own[0].scores) - max(others))
    return min(margins)


def _worst_binding(choice: Choice, scored: Scored) -> float:
    found = [_NONE]
    for condition in (*choice.left, *choice.right):
        for value in condition.values:
            own = [one for one in scored.bindings if one.column == condition.column and one.text in value.text]
            found.extend(one.score(condition.operator) for one in own[:1])
    return min(found)


def harmony(query: Query, scored: Scored) -> list[float]:
    """Return how what is selected, compared, grouped and ordered by goes together."""
    layout = scored.reading.layout
    plain = {item.column for item in query.items if not item.function and item.column is not None}
    compared = {one.column for one in query.conditions if one.operator == "=" and one.values}
    ordered = query.order.item.column if query.order else None
    asked = {layout.columns[column].table for column in (*query.selected, *query.group, *compared)}
    idle = [scored.tables["from"][table] for table in query.tables if table not in asked]
    conjunctions = scored.reading.stems.count("and") + scored.reading.stems.count(",")
    return [
        len(plain & compared),
        float(ordered in plain),
        float(ordered in plain) if any(word.startswith("alphabet") for word in scored.reading.stems) else 0.5,
        float(bool(plain & set(query.group))),
        float(any(layout.columns[column].is_key for column in query.group)),
        float(any(layout.columns[column].is_key for column in plain)),
        min(idle, default=_NONE),
        len(idle),
        conjunctions + 1 - len(query.items),
        len({layout.columns[column].table for column in plain}),
    ]
