"""Makes a schema for questions from what the SQL analyzers know of tables: statements or a live database."""

from ...sql_lint import dialects
from ...sql_lint import schema as catalog
from .schema import Column, ForeignKey, Schema, Table


def schema_of_catalog(tables: catalog.Schema, name: str, dialect: str = "ansi") -> Schema:
    """Return the schema of known tables; `name` is what the database is called, `dialect` how types are spelled.

    The dialect is a key of `DIALECTS`.
    """
    return Schema(name, tuple(_table(table, tables, dialect) for table in tables if table.columns))


def _table(table: catalog.Table, tables: catalog.Schema, dialect: str) -> Table:
    columns = tuple(
        Column(
            column.name, column.type.sql(dialects.reader(dialect)) if column.type else "", description=column.comment
        )
        for column in table.columns.values()
    )
    keys = tuple(_foreign_key(key, table, tables) for key in table.foreign_keys)
    name = f"{table.schema}.{table.name}" if table.schema else table.name
    primary = tuple(_spelled(table, column) for column in table.primary_key)
    return Table(name, columns, primary, keys, description=table.comment)


def _foreign_key(key: catalog.ForeignKey, table: catalog.Table, tables: catalog.Schema) -> ForeignKey:
    target = tables.table(key.target, key.target_schema)
    columns = tuple(_spelled(table, column) for column in key.columns)
    if target is None:
        return ForeignKey(columns, key.target, key.target_columns)
    referred = key.target_columns or target.primary_key
    return ForeignKey(columns, target.name, tuple(_spelled(target, column) for column in referred))


def _spelled(table: catalog.Table, column: str) -> str:
    """Return a column's name as it is declared, given in lower case."""
    known = table.columns.get(column)
    return known.name if known else column
