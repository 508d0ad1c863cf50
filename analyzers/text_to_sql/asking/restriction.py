"""Puts, into a query over what somebody may see, the SELECTs that say what that is, on the syntax tree."""

from collections.abc import Mapping
from types import MappingProxyType

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ...sql_lint.connection import QueryFailed
from ..schema.schema import Schema
from ..verification.safety import refusals

_ROW_IDS = frozenset({"rowid", "oid", "_rowid_", "ctid", "xmin", "xmax", "tableoid"})


class NotVisible(QueryFailed):
    """A query reads what the person who asks may not see, or does anything but read."""


def restricted(sql: str, schema: Schema, visible: Mapping[str, exp.Query], dialect: str) -> str:
    """Return a query in which every table is the SELECT of its visible rows; raises NotVisible.

    `visible` holds these by the names of the schema's tables; their parameters stay as `:name`. Nothing is pasted
    together: the text of a question can only ever be a value, and a table that has no SELECT is refused.
    """
    found = refusals(sql, dialect, schema)
    if found:
        raise NotVisible(found[0].reason)
    try:
        tree = sqlglot.parse_one(sql, read=dialect)
    except (SqlglotError, RecursionError) as error:
        raise NotVisible("no parser reads it") from error
    if any(tree.find_all(exp.With, exp.Placeholder, exp.Parameter)):
        raise NotVisible("it names rows or values of its own")
    _require_known_columns(tree, schema)
    for table in list(tree.find_all(exp.Table)):
        table.replace(_visible_rows(table, visible, dialect))
    return printed(tree, dialect)


def _visible_rows(table: exp.Table, visible: Mapping[str, exp.Query], dialect: str) -> exp.Expr:
    rows = visible.get(table.name.lower())
    if rows is None or table.db or table.catalog or table.args.keys() - {"this", "alias"} & _set_parts(table):
        raise NotVisible(f"there is no table {table.name} to ask about")
    seen = rows.copy()
    if dialect == "postgres":
        # A condition is not moved past an OFFSET, so that none meets a row that may not be seen and tells by an error.
        seen = seen.offset(0, copy=False)
    return seen.subquery(table.alias_or_name, copy=False)


def _set_parts(table: exp.Table) -> set[str]:
    return {name for name, value in table.args.items() if value}


def _require_known_columns(tree: exp.Expr, schema: Schema) -> None:
    """Raise NotVisible for a column that no table has; an alias may be read back."""
    known = {column.name.lower() for table in schema for column in table.columns}
    known |= {alias.alias.lower() for alias in tree.find_all(exp.Alias)}
    for column in tree.find_all(exp.Column):
        name = column.name.lower()
        if name != "*" and (name in _ROW_IDS - known or name not in known):
            raise NotVisible(f"there is no column {column.name} to ask about")


def rows_of(sql: str, values: Mapping[str, str] = MappingProxyType({})) -> exp.Query:
    """Return a SELECT in portable SQL as a syntax tree; raises NotVisible where it is none.

    Its parameters become the texts in `values`; others plain words such as `:me`, which no dialect spells in a way of
    its own.
    """
    try:
        tree = sqlglot.parse_one(sql, read="sqlite")
    except SqlglotError as error:
        raise NotVisible("what may be seen cannot be read") from error
    if not isinstance(tree, exp.Query):
        raise NotVisible("what may be seen is no SELECT")
    for hole in list(tree.find_all(exp.Placeholder)):
        value = values.get(hole.name)
        hole.replace(exp.Var(this=f":{hole.name}") if value is None else exp.Literal.string(value))
    return tree


def printed(tree: exp.Expr, dialect: str) -> str:
    """Return a tree as SQL, which is the last that is done with it: it is not copied before."""
    return tree.sql(dialect=dialect, copy=False)
