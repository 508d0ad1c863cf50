"""Counts the tokens that a schema takes in a prompt, table by table and column by column."""

from ..language_model.token_counts import estimated_tokens
from .schema import Column, Schema, Table


def column_tokens(column: Column) -> int:
    """Return the tokens of a column: its name, its type and a comma."""
    return _part_tokens(column.name) + _part_tokens(column.type) + 1


def heading_tokens(table: Table) -> int:
    """Return the tokens of a table without its columns: its name and two brackets."""
    return _part_tokens(table.name) + 2


def table_tokens(table: Table) -> int:
    """Return the tokens of a table with all its columns."""
    return heading_tokens(table) + sum(map(column_tokens, table.columns))


def schema_tokens(schema: Schema) -> int:
    """Return the tokens of all tables."""
    return sum(map(table_tokens, schema))


def _part_tokens(text: str) -> int:
    return max(1, estimated_tokens(text))  # where a name or a type is missing, something stands for it
