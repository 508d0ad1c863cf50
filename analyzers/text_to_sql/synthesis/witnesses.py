"""Rows that make gold SQL give something: they meet its conditions, and the columns that it joins are equal."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from .column_values import ColumnValues, Value
from .conditions import Condition
from .needs import Needs, Place, classes
from .rows import Rows

_Chosen = dict[Place, Value]
_FULL, _NEAR = 2, 1  # so many sets of rows that meet all conditions, and that miss one
_REUSED = 0.5  # how often a row that is there stands in where it meets the conditions


def add_witnesses(needs: Needs, rows: Rows, random: Random) -> None:
    """Add rows that meet what a query needs, and some that only just do not."""
    groups = classes(needs)
    for at in range(_FULL + _NEAR):
        missed = random.choice(needs.conditions) if at >= _FULL and needs.conditions else None
        chosen = dict(_conditioned(needs, rows.values, random, missed))
        _join(needs, groups, chosen, rows, random)
        for source in _in_order(needs, rows):
            row = {place.column: value for place, value in chosen.items() if place.source == source}
            rows.add(needs.tables[source], row)


def _in_order(needs: Needs, rows: Rows) -> list[int]:
    """Return the sources, those that others refer to first."""
    order = {name: at for at, name in enumerate(rows.tables)}
    known = [source for source, table in enumerate(needs.tables) if table in order]
    return sorted(known, key=lambda source: order[needs.tables[source]])


def _conditioned(
    needs: Needs, values: ColumnValues, random: Random, missed: tuple[Place, Condition] | None
) -> Iterator[tuple[Place, Value]]:
    """Yield a value for each column that has conditions, which meets as many as it can, but for the missed one."""
    asked: dict[Place, list[Condition]] = {}
    for place, condition in needs.conditions:
        asked.setdefault(place, []).append(condition)
    for place, conditions in asked.items():
        table = needs.tables[place.source]
        if not values.knows(table, place.column):
            continue
        template = values.template(table, place.column)
        candidates = [one for condition in conditions for one in condition.candidates(template)]
        wrong = missed[1] if missed is not None and missed[0] == place else None
        best = _best([template or None, *candidates], conditions, wrong)
        yield place, values.typed(table, place.column, random.choice(best))


def _best(
    candidates: Sequence[str | None], conditions: Sequence[Condition], missed: Condition | None
) -> list[str | None]:
    """Return the values that meet the most conditions; where one is to be missed, of those that do not meet it."""
    fitting = [value for value in candidates if missed is None or not missed.holds(value)] or candidates
    scores = [sum(condition.holds(value) for condition in conditions) for value in fitting]
    return [value for value, score in zip(fitting, scores, strict=True) if score == max(scores)]


def _join(needs: Needs, groups: Sequence[Sequence[Place]], chosen: _Chosen, rows: Rows, random: Random) -> None:
    """Give the columns that are joined one value: what a condition asks for, what a row has that fits, or a new one."""
    for group in groups:
        given = next((chosen[place] for place in group if chosen.get(place) is not None), None)
        value = given if given is not None else _shared(needs, group, chosen, rows, random)
        chosen.update(dict.fromkeys(group, value))


def _shared(needs: Needs, group: Sequence[Place], chosen: Mapping[Place, Value], rows: Rows, random: Random) -> Value:
    keys = [place for place in group if (place.column,) in rows.tables[needs.tables[place.source]].unique]
    for place in keys:
        asked = {at.column: value for at, value in chosen.items() if at.source == place.source}
        fitting = [
            row
            for row in rows.of[needs.tables[place.source]]
            if all(row[name] == value for name, value in asked.items())
        ]
        if fitting and random.random() < _REUSED:
            return random.choice(fitting)[place.column]
    first = (keys or group)[0]
    table = needs.tables[first.source]
    if not keys:
        return rows.values.value(table, first.column)
    return rows.fresh(table, first.column)
