"""Finds the tables and columns of a schema that a query names, as what must be kept for its question."""

from collections.abc import Iterator
from itertools import chain

import sqlglot
from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from ..schema.schema import Schema


class Gold(Struct, frozen=True):
    """The tables that a query names, and the columns, each with its table, all as the schema spells them."""

    tables: frozenset[str]
    columns: frozenset[tuple[str, str]]


def gold_of(sql: str, schema: Schema, dialect: str = "sqlite") -> Gold | None:
    """Return what a query needs of a schema; None where it cannot be parsed."""
    try:
        scopes = list(traverse_scope(sqlglot.parse_one(sql, read=dialect)))
    except (SqlglotError, RecursionError):
        return None
    tables = (schema.table(source.name) for scope in scopes for source in _sources(scope))
    columns = chain.from_iterable(
        _owners(column, scope, schema) for scope in scopes for column in scope.find_all(exp.Column)
    )
    return Gold(frozenset(table.name for table in tables if table), frozenset(columns))


def _sources(scope: Scope, alias: str = "") -> Iterator[exp.Table]:
    for name, source in scope.sources.items():
        if isinstance(source, exp.Table) and alias in ("", name.lower()):
            yield source


def _owners(column: exp.Column, scope: Scope, schema: Schema) -> list[tuple[str, str]]:
    """Return the columns that a name stands for, in the innermost query that has any."""
    level: Scope | None = scope
    while level is not None:
        tables = [schema.table(source.name) for source in _sources(level, column.table.lower())]
        pairs = [(table, table.column(column.name)) for table in tables if table]
        found = [(table.name, known.name) for table, known in pairs if known]
        if found:
            return found
        level = level.parent
    return []
