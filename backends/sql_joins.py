"""Tables that are joined to the rows of a statement."""

from msgspec import Struct


class Join(Struct, frozen=True):
    """A table that a row refers to: its alias, its table, the referring column, its key column."""

    alias: str
    table: str
    column: str
    key: str
    is_optional: bool


def join_text(join: Join) -> str:
    """Return the JOIN clause for a table that a row refers to."""
    word = "LEFT JOIN" if join.is_optional else "INNER JOIN"
    return f"{word} {join.table} AS {join.alias} ON {join.column} = {join.key}"
