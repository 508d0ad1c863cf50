"""What the columns of a SELECT can come from: its tables, subqueries and common table expressions, by their names."""

from collections.abc import Iterator

from msgspec import Struct
from sqlglot import exp

from .descent import nodes_of
from .schema import Column, Schema, Table


class SelectSource(Struct, frozen=True, eq=False):
    """One item of FROM or JOIN. `name` is its alias or else its own name, in lower case and empty where it has none.

    `table` is what the schema knows of it; None for subqueries, common table expressions and unknown tables.
    """

    name: str
    node: exp.Expr
    table: Table | None
    is_table: bool
    outer: bool


def sources_of(select: exp.Expr, schema: Schema) -> tuple[SelectSource, ...]:
    """Return the sources of a SELECT, UPDATE or DELETE in their order."""
    shadowed = {name for scope in _with_clauses(select) for name in scope}
    found: list[SelectSource] = []
    for node, outer in _items(select):
        is_table = isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier) and _key(node) not in shadowed
        table = schema.table(node.name) if is_table else None
        found.append(SelectSource((node.alias_or_name or "").lower(), node, table, is_table, outer))
    return tuple(found)


def own_nodes(select: exp.Expr) -> list[exp.Expr]:
    """Return every node of a query that belongs to it and not to a query inside it."""
    return nodes_of(select, exp.Query)


def column_of(column: exp.Column, sources: tuple[SelectSource, ...]) -> Column | None:
    """Return what the schema knows of a column that a query names; None where its table is not known for certain."""
    name, table = column.name.lower(), column.table.lower()
    if table:
        owners = [source for source in sources if source.name == table]
    elif all(source.table and source.table.complete for source in sources):
        owners = [source for source in sources if source.table and name in source.table.columns]
    else:
        owners = []
    known = owners[0].table if len(owners) == 1 else None
    return known.columns.get(name) if known else None


def _items(select: exp.Expr) -> Iterator[tuple[exp.Expr, bool]]:
    start = select.args.get("from_") or select.args.get("this")
    first = start.this if isinstance(start, exp.From) else start
    joins: list[exp.Join] = list(select.args.get("joins") or [])
    sides = [join.side.upper() for join in joins]
    if isinstance(first, exp.Expr):
        yield first, bool({"RIGHT", "FULL"} & set(sides))
        joins = [*(first.args.get("joins") or []), *joins]
    for number, join in enumerate(joins):
        later = {other.side.upper() for other in joins[number + 1 :]}
        yield join.this, join.side.upper() in {"LEFT", "FULL"} or bool({"RIGHT", "FULL"} & later)
    laterals: list[exp.Expr] = select.args.get("laterals") or []
    yield from ((lateral, False) for lateral in laterals)


def _with_clauses(node: exp.Expr) -> Iterator[list[str]]:
    upward: exp.Expr | None = node
    while upward is not None:
        clause = upward.args.get("with_")
        if clause:
            yield [cte.alias.lower() for cte in clause.expressions]
        upward = upward.parent


def _key(table: exp.Table) -> str:
    return table.name.lower() if not table.db else ""
