"""The names that can stand before a column at a place of a statement, and the queries around that place."""

from collections.abc import Iterator

from sqlglot import exp

from .descent import nodes_of

# Products in which the name of a table alone is its whole row.
WITH_ROWS = frozenset({"bigquery", "duckdb", "oracle", "postgres", "postgresql", "redshift"})
# The parts of a statement that bring in tables.
_PARTS = ("from_", "joins", "laterals", "this", "using", "tables", "pivots")
_BRINGING = (exp.Select, exp.Update, exp.Delete, exp.Merge, exp.Insert, exp.Create)


def names_in(query: exp.Expr) -> dict[str, set[str]]:
    """Return the names that the tables of a query go by, in lower case, each with the schemas it may be of.

    A table that has an alias goes by nothing else. Columns that an alias names count too, as they may have parts.
    """
    names: dict[str, set[str]] = {}
    for node in _brought(query):
        if isinstance(node, exp.Table) and not node.alias:
            for name in _own_names(node):
                names.setdefault(name.lower(), set()).add(node.db.lower())
        elif isinstance(node, exp.TableAlias):
            for name in (node.name, *(column.name for column in node.columns)):
                names.setdefault(name.lower(), set()).add("")
        else:
            offset = node.args.get("offset")
            if isinstance(offset, exp.Identifier):
                names.setdefault(offset.name.lower(), set()).add("")
    names.pop("", None)
    return names


def queries_around(node: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the statement or query a node belongs to and those around it whose tables it sees, from the inside out.

    A common table expression does not see the tables of the query it belongs to.
    """
    upward: exp.Expr | None = node
    hidden: exp.Expr | None = None
    while upward is not None:
        if isinstance(upward, exp.With):
            hidden = upward.parent
        elif isinstance(upward, _BRINGING) and upward is not hidden:
            yield upward
        upward = upward.parent


def _own_names(table: exp.Table) -> list[str]:
    """Return the name of a table, or the names that the function it is made by may be written with."""
    function = table.this
    if not isinstance(function, exp.Func):
        return [table.name]
    names = [function.name] if isinstance(function, exp.Anonymous) else function.sql_names()
    return [name.lower().removeprefix("exploding_") for name in names]


def _brought(query: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the nodes of the parts of a query that bring in tables, but not those of queries inside them."""
    for name in _PARTS:
        part = query.args.get(name)
        for node in part if isinstance(part, list) else [part]:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(node, exp.Expr) and not isinstance(node, exp.Select | exp.SetOperation):
                yield from nodes_of(node, (exp.Select, exp.SetOperation))
