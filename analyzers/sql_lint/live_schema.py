"""Builds a schema from a live database: SQLite and DuckDB keep the statements, an inspector tells of the others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ...diagnostics import Source, Span
from . import dialects
from .connection import Connection, place_of
from .live_catalog import add_catalog
from .schema import Column, ForeignKey, Index, Schema, Table
from .schema_builder import build_schema, keep
from .sql_text import SqlText

if TYPE_CHECKING:  # only PostgreSQL is read through it, and then it is imported already
    from sqlalchemy import Inspector

# What made the tables, then what made the indexes.
_STATEMENTS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index', 'view') "
    "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY CASE type WHEN 'index' THEN 1 ELSE 0 END, name",
    "duckdb": "SELECT sql FROM (SELECT sql, 0 AS part, table_name AS name FROM duckdb_tables() WHERE NOT internal "
    "UNION ALL SELECT sql, 0, view_name FROM duckdb_views() WHERE NOT internal "
    "UNION ALL SELECT sql, 1, index_name FROM duckdb_indexes()) AS made WHERE sql IS NOT NULL ORDER BY part, name",
}
_COLUMNS = (
    'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c '
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY m.name, c.cid"
)


def read_statements(connection: Connection) -> Schema:
    """Return the tables of a SQLite or DuckDB database, from the statements it keeps."""
    made = [str(row[0]).rstrip().rstrip(";") for row in connection.rows(_STATEMENTS[connection.dialect])]
    sql = "".join(f"{statement};\n" for statement in made)
    text = SqlText(Source(connection.name, sql), connection.dialect, sql)
    schema = build_schema((text,))
    if connection.dialect == "sqlite":
        _add_unread(schema, connection.rows(_COLUMNS))
    for table in schema:
        _place(table, connection)
    return schema


def read_inspector(inspector: "Inspector", connection: Connection) -> Schema:
    """Return the tables and views that an inspector of SQLAlchemy sees, in all schemas but the product's own."""
    schema = Schema()
    names = [name for name in inspector.get_schema_names() if name != "information_schema" and name[:3] != "pg_"]
    usual = inspector.default_schema_name
    for space in names:
        views = inspector.get_view_names(space)
        views += inspector.get_materialized_view_names(space) if connection.dialect == "postgres" else []
        for name in [*inspector.get_table_names(space), *views]:
            table = Table(name, "" if space == usual else space, dialect=connection.dialect, view=name in views)
            _fill_columns(table, inspector, space)
            if not table.view:
                _fill_keys(table, inspector, space)
            schema.add(table)
    if connection.dialect == "postgres":
        add_catalog(schema, connection, usual or "")
    for table in schema:
        _place(table, connection)
    return schema


def join(schema: Schema, live: Schema) -> None:
    """Add to the tables that texts declare those of a live database; of those in both, the keys the texts lack."""
    for table in live:
        known = schema.table(table.name, table.schema)
        if known is None:
            schema.add(table)
            continue
        keep(table, known)
        for name, column in table.columns.items():
            known.columns.setdefault(name, replace(column))
        known.complete = True


def _add_unread(schema: Schema, rows: Iterable[Any]) -> None:
    """Add the SQLite tables whose statements could not be read, with no more than their columns and primary keys."""
    unread: dict[str, Table] = {}
    for name, column, kind, is_required, position in rows:
        if schema.table(name) is None:
            table = unread.setdefault(name, Table(name, dialect="sqlite"))
            table.columns[column.lower()] = Column(column, _type(kind, "sqlite"), nullable=not is_required)
            table.primary_key += (column.lower(),) if position else ()
    for table in unread.values():
        schema.add(table)


def _fill_columns(table: Table, inspector: "Inspector", space: str | None) -> None:
    for told in inspector.get_columns(table.name, space):
        name, default = told["name"], told.get("default")
        kind = _type(_spelled(told["type"], inspector), table.dialect)
        column = Column(name, kind, nullable=told["nullable"], default=_expression(default, table.dialect))
        column.identity = bool(told.get("identity")) or "nextval(" in str(default)
        column.generated = bool(told.get("computed"))
        column.comment = told.get("comment") or ""
        table.columns[name.lower()] = column


def _fill_keys(table: Table, inspector: "Inspector", space: str | None) -> None:
    table.primary_key = _lower(inspector.get_pk_constraint(table.name, space)["constrained_columns"])
    table.uniques = [_lower(key["column_names"]) for key in inspector.get_unique_constraints(table.name, space)]
    for key in inspector.get_foreign_keys(table.name, space):
        on_delete = str(key.get("options", {}).get("ondelete", ""))
        columns, targets = _lower(key["constrained_columns"]), _lower(key["referred_columns"])
        name, target = key["name"] or "", key["referred_table"]
        other = key["referred_schema"] or ""
        other = "" if other == inspector.default_schema_name else other
        table.foreign_keys.append(ForeignKey(columns, target, targets, on_delete, name=name, target_schema=other))
    for told in inspector.get_indexes(table.name, space):
        if not told.get("duplicates_constraint"):
            table.indexes.append(_index(told, table.dialect))
    for told in (*inspector.get_unique_constraints(table.name, space), *inspector.get_indexes(table.name, space)):
        if dict(told.get("dialect_options", {})).get("postgresql_nulls_not_distinct"):
            table.nulls_equal.add(_lower(told["column_names"]))
    for check in inspector.get_check_constraints(table.name, space):
        condition = _expression(check["sqltext"], table.dialect)
        table.checks += [condition] if condition is not None else []
    if inspector.dialect.supports_comments:
        table.comment = inspector.get_table_comment(table.name, space)["text"] or ""


def _index(told: Any, dialect: str) -> Index:
    settings: dict[str, Any] = dict(told.get("dialect_options", {}))
    columns = _lower(told.get("expressions") or told["column_names"])
    where = next((value for key, value in settings.items() if key.endswith("_where")), None)
    index = Index(told["name"] or "", columns, unique=bool(told["unique"]))
    sorting, operators = told.get("column_sorting", {}), settings.get("postgresql_ops", {})
    how = {name: " ".join([*sorting.get(name, ()), *filter(None, [operators.get(name)])]) for name in columns}
    index.items = tuple(f"{name} {how[name]}".rstrip() for name in columns)
    index.include = _lower(settings.get("postgresql_include", ()))
    index.method = str(settings.get("postgresql_using", ""))
    index.where = _expression(where, dialect)
    return index


def _place(table: Table, connection: Connection) -> None:
    """Say of all parts of a table that they stand in the database."""
    place: Span = place_of(connection.name, f"{table.schema}.{table.name}" if table.schema else table.name)
    table.origin = place
    table.primary_key_origin = place if table.primary_key else None
    table.unique_origins = dict.fromkeys([*table.uniques, *table.unique_origins], place)
    for part in (*table.columns.values(), *table.foreign_keys, *table.indexes, *table.policies):
        part.origin = place


def _lower(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple((name or "").lower() for name in names)


def _spelled(kind: Any, inspector: "Inspector") -> str:
    """Return a type of SQLAlchemy as the database spells it; nothing for what SQLAlchemy does not know."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return kind.compile(inspector.dialect)
    except SQLAlchemyError:
        return ""


def _type(spelling: str, dialect: str) -> exp.DataType | None:
    try:
        return exp.DataType.build(spelling, dialect=dialects.DIALECTS[dialect], udt=True) if spelling else None
    except (SqlglotError, ValueError):
        return None


def _expression(sql: object, dialect: str) -> exp.Expr | None:
    try:
        return exp.maybe_parse(str(sql), dialect=dialects.DIALECTS[dialect]) if sql else None
    except SqlglotError:
        return None
