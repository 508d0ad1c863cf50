"""Finds the tables and columns of a schema that a query names, as what must be kept for its question."""

from collections.abc import Iterator
from itertools import chain

import sqlglot
from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from ..schema.schema import Schema, Table


class Gold(Struct, frozen=True):
    """The tables that a query names, and the columns, each with its table, all as the schema spells them."""

    tables: frozenset[str]
    columns: frozenset[tuple[str, str]]


def gold_of(sql: str, schema: Schema, dialect: str = "sqlite") -> Gold | None:
    """Return what the queries of a text need of a schema; None where they cannot be parsed."""
    try:
        trees = [tree for tree in sqlglot.parse(sql, read=dialect) if isinstance(tree, exp.Query)]
        scopes = [scope for tree in trees for scope in traverse_scope(tree)]
    except (SqlglotError, RecursionError):
        return None
    tables = (_called(source, schema) for scope in scopes for source in _sources(scope))
    columns = chain.from_iterable(
        _owners(column, scope, schema) for scope in scopes for column in scope.find_all(exp.Column)
    )
    return Gold(frozenset(table.name for table in tables if table), frozenset(columns))


def _sources(scope: Scope, alias: str = "") -> Iterator[exp.Table]:
    for name, source in scope.sources.items():
        if isinstance(source, exp.Table) and alias in ("", name.lower()):
            yield source


def _called(source: exp.Table, schema: Schema) -> Table | None:
    return schema.called([part.name for part in source.parts])


def _owners(column: exp.Column, scope: Scope, schema: Schema) -> list[tuple[str, str]]:
    """Return the columns that a name stands for, in the innermost query that has any."""
    parts = [part.name for part in column.parts]
    level: Scope | None = scope
    while level is not None:
        for at in (*range(1, len(parts)), 0):  # in `t.device.category`, what comes behind a column is a field of it
            tables = [_called(source, schema) for source in _sources(level, parts[at - 1].lower() if at else "")]
            pairs = [(table, table.column(parts[at])) for table in tables if table]
            found = [(table.name, known.name) for table, known in pairs if known]
            if found:
                return found
        level = level.parent
    return []
