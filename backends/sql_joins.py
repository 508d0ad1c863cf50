"""Tables that are joined to the rows of a statement."""

from collections.abc import Container

from msgspec import Struct


class Join(Struct, frozen=True):
    """A table that a row refers to: its alias, its table, the referring column, its key column."""

    alias: str
    table: str
    column: str
    key: str
    is_optional: bool


def join_text(join: Join, conditions: Container[str] = ()) -> str:
    """Return the JOIN clause for a table that a row refers to; `conditions` are those of WHERE.

    Where these ask for the reference, rows without it are not wanted: an outer join would be undone again.
    """
    is_outer = join.is_optional and f"{join.column} IS NOT NULL" not in conditions
    word = "LEFT JOIN" if is_outer else "INNER JOIN"
    return f"{word} {join.table} AS {join.alias} ON {join.column} = {join.key}"
