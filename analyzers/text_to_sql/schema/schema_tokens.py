"""Counts the tokens that a schema takes in a prompt, by a rule that needs no tokenizer: four characters are a token."""

from .schema import Column, Schema, Table

_CHARACTERS = 4  # OpenAI's rule of thumb for English: https://help.openai.com/en/articles/4936856


def text_tokens(text: str) -> int:
    """Return the tokens of a text: its characters by four, rounded up, and at least one."""
    return max(1, -(-len(text) // _CHARACTERS))


def column_tokens(column: Column) -> int:
    """Return the tokens of a column: its name, its type and a comma."""
    return text_tokens(column.name) + text_tokens(column.type) + 1


def heading_tokens(table: Table) -> int:
    """Return the tokens of a table without its columns: its name and two brackets."""
    return text_tokens(table.name) + 2


def table_tokens(table: Table) -> int:
    """Return the tokens of a table with all its columns."""
    return heading_tokens(table) + sum(map(column_tokens, table.columns))


def schema_tokens(schema: Schema) -> int:
    """Return the tokens of all tables."""
    return sum(map(table_tokens, schema))
