"""Says whether two statements that change a schema leave the same tables behind."""

from typing import Any

from msgspec.structs import replace
from sqlglot import exp
from sqlglot.optimizer.simplify import simplify

from ...diagnostics import Source
from .schema import Column, Index, Schema, Table
from .schema_builder import build_schema
from .schema_types import kind_of
from .sql_text import SqlText, Statement

_SERIALS = {
    spelling: kind
    for kind, names in {
        "SMALLINT": ("SMALLSERIAL", "SERIAL2"),
        "INT": ("SERIAL", "SERIAL4"),
        "BIGINT": ("BIGSERIAL", "SERIAL8"),
    }.items()
    for spelling in names
}


def leaves_same_tables(statement: Statement, candidate: str) -> bool:
    """Say whether the text leaves the same tables behind with either statement in it."""
    content, tokens = statement.text.content, statement.tokens
    changed = content[: tokens[0].start] + candidate + content[tokens[-1].end + 1 :]
    head = _missing_tables(statement)
    schemas = [build_schema((_text(statement, f"{head}{known}"),)) for known in (content, changed)]
    before, after = ([_told(table) for table in schema] for schema in schemas)
    return before == after


def _text(statement: Statement, content: str) -> SqlText:
    return replace(statement.text, source=Source("candidate", content), content=content, base=0, schema=Schema())


def _missing_tables(statement: Statement) -> str:
    """Return the statement that makes the table which this one changes, if its text does not make it."""
    tree = statement.tree
    table = tree.find(exp.Table) if isinstance(tree, exp.Alter) else None
    if tree is None or table is None or statement.text.creates(table.name):
        return ""
    added = {column.this for column in tree.find_all(exp.ColumnDef)}
    names = dict.fromkeys(name.sql() for name in tree.find_all(exp.Identifier) if name not in added)
    columns = ", ".join(f"{name} INT" for name in names)
    return f"CREATE TABLE {table.sql()} ({columns});\n"


def _told(table: Table) -> tuple[Any, ...]:
    """Return all that matters of a table, spelled the same for what means the same."""
    columns = [_told_column(column, table) for column in table.columns.values()]
    indexes = sorted(repr(_told_index(index, table)) for index in table.indexes)
    conditions = (*table.checks, *(check for column in table.columns.values() for check in column.checks))
    checks = sorted(shown for check in conditions if (shown := _told_condition(check, table)))
    keys = sorted(
        repr((key.columns, key.target.lower(), key.target_columns, key.on_delete, key.validated))
        for key in table.foreign_keys
    )
    return table.name.lower(), columns, table.primary_key, sorted(table.uniques), keys, indexes, checks


def _told_column(column: Column, table: Table) -> tuple[Any, ...]:
    serial = _SERIALS.get(column.type.sql().upper(), "") if column.type is not None else ""
    counts = column.identity or bool(serial)
    default = column.default
    shown = None if default is None or isinstance(default, exp.Null) else default.sql()
    is_nullable = column.nullable and not counts and column.name.lower() not in table.primary_key
    return column.name.lower(), serial or kind_of(column.type), is_nullable, counts, shown, column.generated


def _told_index(index: Index, table: Table) -> tuple[Any, ...]:
    shown = _told_condition(index.where, table) if index.where else ""
    return index.columns, index.items, index.unique, index.method, index.include, shown


def _told_condition(condition: exp.Expr, table: Table) -> str:
    """Return a condition on the rows of a table; nothing where it is always true."""

    def replace_known(node: exp.Expr) -> exp.Expr:
        return _known_true(node, table)

    known = simplify(condition.copy().transform(replace_known))
    return "" if known == exp.true() else known.sql()


def _known_true(node: exp.Expr, table: Table) -> exp.Expr:
    """Replace IS NOT NULL by TRUE where the column can never be NULL."""
    negated = isinstance(node, exp.Not) or node.args.get("negate")
    inner = node.this if isinstance(node, exp.Not) else node
    is_present = negated and isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null)
    column = inner.this if is_present else None
    known = table.columns.get(column.name.lower()) if isinstance(column, exp.Column) else None
    return exp.true() if known and not known.nullable else node
