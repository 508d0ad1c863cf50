"""Writes the names of columns in the place of a star, where the schema knows all of them."""

import re
from collections.abc import Iterator

from sqlglot import exp

from .connection import quoted
from .edits import replace
from .query_columns import common_table
from .reserved_words import RESERVED
from .rule import Edit
from .schema import Column
from .sources import SelectSource
from .sql_text import Statement

_PLAIN = re.compile(r"[A-Za-z_]\w*")
_LOWER = re.compile(r"[a-z_][a-z0-9_]*")


def sources_of_star(star: exp.Expr, select: exp.Select, statement: Statement) -> tuple[SelectSource, ...]:
    """Return the sources whose columns a star among the columns of a SELECT stands for."""
    qualifier = star.table.lower() if isinstance(star, exp.Column) else ""
    sources = statement.sources_of(select)
    return tuple(source for source in sources if not qualifier or source.name == qualifier)


def reads_a_table(star: exp.Expr, select: exp.Select, statement: Statement) -> bool:
    """Say whether a star stands for columns that are not named in the statement itself, but by other stars at most."""
    return any(
        source.is_table or _passes_on_a_star(source.node, statement)
        for source in sources_of_star(star, select, statement)
    )


def _passes_on_a_star(source: exp.Expr, statement: Statement) -> bool:
    """Say whether a subquery or a common table expression takes its columns from a star over a table."""
    cte = common_table(source.name, source) if isinstance(source, exp.Table) and not source.db else None
    query = cte.this if cte else source.this if isinstance(source, exp.Subquery) else None
    while isinstance(query, exp.SetOperation | exp.Subquery):
        query = query.this
    if not isinstance(query, exp.Select) or (cte and source.find_ancestor(exp.CTE) is cte):
        return False
    return any(column.is_star and reads_a_table(column, query, statement) for column in query.selects)


def expand(star: exp.Expr, select: exp.Select, statement: Statement) -> Iterator[Edit]:
    """Yield the edit that names the columns of all tables meant; none where one is not known, or left out."""
    meant = sources_of_star(star, select, statement)
    place = statement.verified_range_of(star)
    if place is None or star.args.get("except_") or not all(source.table and source.table.complete for source in meant):
        return
    joins: list[exp.Join] = select.args.get("joins") or []
    if any(join.args.get("using") or join.method for join in joins):
        return
    qualified = len(statement.sources_of(select)) > 1
    names = [
        f"{source.node.alias_or_name}.{_spelled(column)}" if qualified else _spelled(column)
        for source in meant
        if source.table
        for column in source.table.columns.values()
    ]
    if names and all(names):
        yield replace(statement, place, ", ".join(names))


def _spelled(column: Column) -> str:
    """Return a name as it is declared, with its quotes; empty where it may need quotes that are not known.

    The products whose live tables can be read all quote alike.
    """
    name = column.name
    if column.origin and not column.origin.text:
        return name if _LOWER.fullmatch(name) and name.upper() not in RESERVED else quoted(name)
    if column.origin:
        return column.origin.text
    return name if _PLAIN.fullmatch(name) else ""
