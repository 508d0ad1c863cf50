"""Chooses the tables of a filled shape, and makes queries of it."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from .conditions import Choice
from .filling import Filling
from .joins import Joins
from .query import Condition, Item, Query
from .scoring import Scored
from .sketches import Sketch

_TABLE_SHARE = 0.6
_UNLIKELY = -2.0  # the score below which no table is joined that no column asks for


class Draft(Struct, frozen=True):
    """A query with its score, and what it was made of: the shape by number, and the filling."""

    score: float
    query: Query
    shape: int
    filling: Filling


def drafts_of(filling: Filling, number: int, sketch: Sketch, scored: Scored, joins: Joins) -> list[Draft]:
    """Return the queries that a filled shape may stand for."""
    found: list[Draft] = []
    for one in _without_needless_joins(filling, scored):
        for extra in _extras(one, sketch, scored):
            query = _query(one, extra, sketch, scored, joins)
            if query is not None:
                score = one.score + _TABLE_SHARE * sum(scored.tables["from"][table] for table in extra)
                found.extend(
                    Draft(score + gain, made, number, one)
                    for gain, made in _combined(query, one, sketch, scored, joins)
                )
    return found


def _extras(filling: Filling, sketch: Sketch, scored: Scored) -> list[tuple[int, ...]]:
    """Return sets of tables to join beside those of the columns: none, or the likeliest."""
    scores = scored.tables["from"]
    others = sorted(
        (table for table in range(len(scores)) if table not in filling.tables),
        key=lambda table: (-scores[table], table),
    )
    likely = [(table,) for table in others[:2] if scores[table] > _UNLIKELY]
    if filling.tables and sketch.combine in ("notin", "except"):
        return [()]  # what is left out must not be joined
    if filling.tables:
        return [(), *likely]
    pairs = [tuple(others[:2])] if len(others) > 1 and scores[others[1]] > 0 else []
    return [(table,) for table in others[:2]] + pairs


def _without_needless_joins(filling: Filling, scored: Scored) -> list[Filling]:
    """Return a filling, and one whose keys are taken from tables that are needed anyway, where there is one."""
    columns, partners = scored.reading.layout.columns, scored.reading.layout.partners
    changes: dict[int, int] = {}
    kept = list(filling.tables)
    for table in filling.tables:
        own = {column for column in (*filling.columns, *changes.values()) if columns[column].table == table}
        if len(own) != 1:
            continue
        column = own.pop()
        others = [other for other in kept if other != table]
        other = next((one for one in partners.get(column, ()) if columns[one].table in others), None)
        if other is not None and column not in changes.values():
            changes[column] = other
            kept.remove(table)
    return [filling, _changed(filling, changes, scored)] if changes else [filling]


def _changed(filling: Filling, changes: dict[int, int], scored: Scored) -> Filling:
    def item(one: Item) -> Item:
        return (
            msgspec.structs.replace(one, column=changes.get(one.column, one.column)) if one.column is not None else one
        )

    def conditions(many: Sequence[Condition]) -> tuple[Condition, ...]:
        return tuple(msgspec.structs.replace(one, column=changes.get(one.column, one.column)) for one in many)

    choice = filling.choice
    gone = {scored.reading.layout.columns[column].table for column in changes}
    return msgspec.structs.replace(
        filling,
        choice=Choice(choice.score, conditions(choice.left), conditions(choice.right), choice.atoms),
        tables=tuple(table for table in filling.tables if table not in gone),
        items=tuple(item(one) for one in filling.items),
        group=tuple(changes.get(column, column) for column in filling.group),
        order=msgspec.structs.replace(filling.order, item=item(filling.order.item)) if filling.order else None,
        having=msgspec.structs.replace(filling.having, item=item(filling.having.item)) if filling.having else None,
    )


def _joined(tables: Sequence[int], joins: Joins) -> tuple[int, ...] | None:
    """Return tables with those in between, in the order in which they are joined; None where there is no way."""
    steps = joins.steps(tables)
    return None if steps is None else (tables[0], *(step[1] for step in steps))


def _query(filling: Filling, extra: Sequence[int], sketch: Sketch, scored: Scored, joins: Joins) -> Query | None:
    tables = _joined((*filling.tables, *extra), joins)
    if tables is None:
        return None
    return Query(
        filling.items,
        tables,
        sketch.is_distinct,
        filling.choice.left,
        sketch.is_any,
        filling.group,
        filling.having,
        filling.order,
        filling.limit,
    )


def _combined(
    query: Query, filling: Filling, sketch: Sketch, scored: Scored, joins: Joins
) -> list[tuple[float, Query]]:
    """Return a query with its second query, and the score of the tables that this one needs."""
    right = filling.choice.right
    needed = _tables_of(right, scored)
    if not sketch.combine and not right:
        return [(0.0, query)]
    if not sketch.combine:
        scalar = next((one.column for one in query.conditions if one.function), None)
        first = () if scalar is None else (scored.reading.layout.columns[scalar].table,)
        return _with_second(query, "", (*first, *needed), right, 0.0, joins)
    sets = [(needed, 0.0)] if right else _other_tables(query, scored)
    found: list[tuple[float, Query]] = []
    for tables, score in sets:
        if sketch.combine == "notin":
            found.extend(_excluded(query, tables, right, score, scored, joins))
        else:
            own = tuple(scored.reading.layout.columns[column].table for column in query.selected) or query.tables[:1]
            found.extend(_with_second(query, sketch.combine, (*own, *tables), right, score, joins))
            found.extend(_with_namesakes(query, sketch.combine, tables, right, score, scored, joins))
    return found


def _tables_of(conditions: Sequence[Condition], scored: Scored) -> tuple[int, ...]:
    return tuple(dict.fromkeys(scored.reading.layout.columns[condition.column].table for condition in conditions))


def _other_tables(query: Query, scored: Scored) -> list[tuple[tuple[int, ...], float]]:
    """Return the likeliest tables of a second query that has no conditions, with their scores."""
    scores = scored.tables["other"]
    others = [table for table in range(len(scores)) if table not in query.tables]
    return [((table,), scores[table]) for table in sorted(others, key=lambda table: (-scores[table], table))[:2]]


def _with_second(
    query: Query, combination: str, tables: Sequence[int], right: tuple[Condition, ...], score: float, joins: Joins
) -> list[tuple[float, Query]]:
    joined = _joined(tables, joins) if tables else None
    if joined is None:
        return []
    made = msgspec.structs.replace(
        query, combination=combination, other_tables=joined, other_conditions=right, other_items=query.items
    )
    return [(score, made)]


def _with_namesakes(
    query: Query,
    combination: str,
    tables: Sequence[int],
    right: tuple[Condition, ...],
    score: float,
    scored: Scored,
    joins: Joins,
) -> list[tuple[float, Query]]:
    """Return a query combined with the columns of the same names in another table."""
    layout = scored.reading.layout
    plain = [item.column for item in query.items if item.column is not None and not item.function]
    others = [
        next((one for one in layout.homonyms[layout.columns[column].words] if layout.columns[one].table == table), None)
        for column in plain
        for table in tables[:1]
    ]
    named = [column for column in others if column is not None]
    if not named or len(named) != len(query.items) or tables[0] in query.tables:
        return []
    made = _with_second(query, combination, tables, right, score, joins)
    items = tuple(Item("", column) for column in named)
    return [(gain, msgspec.structs.replace(one, other_items=items)) for gain, one in made]


def _excluded(
    query: Query, tables: Sequence[int], right: tuple[Condition, ...], score: float, scored: Scored, joins: Joins
) -> list[tuple[float, Query]]:
    """Return a query for rows whose key is not among those of other tables."""
    outside = [table for table in tables if table not in query.tables]
    steps = joins.steps((query.tables[0], *outside)) if outside else None
    if not steps:
        return []
    here, there = steps[0]
    if any(step[0] == here for step in steps[1:]):
        return []
    keys = scored.reading.layout.links[here][there]
    made = msgspec.structs.replace(
        query,
        combination="notin",
        other_tables=tuple(step[1] for step in steps),
        other_conditions=right,
        keys=keys,
    )
    return [(score, made)]
