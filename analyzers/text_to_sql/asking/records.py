"""What somebody may ask about: the rows and columns that they may see, as SELECTs, and what people call them."""

import json
from typing import Any

import msgspec
from msgspec import Struct

from ....diagnostics import WeftError
from ..schema.schema import Column, ForeignKey, Schema, Table

_TYPES = {"number": "NUMERIC", "money": "NUMERIC", "time": "TIMESTAMP", "date": "DATE"}


class AskedColumn(Struct, frozen=True):
    """A column of what may be seen. `kind` is text, number, money, time or date; `scale` counts decimal places.

    `choices` are the values that it can have, where they are known; `target` is the table whose key it holds.
    """

    name: str
    label: str = ""
    kind: str = "text"
    scale: int = 0
    choices: tuple[str, ...] = ()
    target: str = ""


class AskedTable(Struct, frozen=True):
    """A table of what may be seen. `statement` names the SELECT of its rows; `key` is the column of their key."""

    name: str
    statement: str
    columns: tuple[AskedColumn, ...]
    label: str = ""
    key: str = ""


class AskedParameter(Struct, frozen=True):
    """A value that a query needs, bound as `name`: one of `choices`, or else the key of a row of a table."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    table: str = ""


class SavedQuery(Struct, frozen=True):
    """A question that is answered by a SELECT of its own, named `statement`, over rows of a table.

    With `parameters`, their values stand behind the text, in this order.
    """

    text: str
    statement: str
    table: str
    parameters: tuple[AskedParameter, ...] = ()


class Scope(Struct, frozen=True):
    """All that somebody may ask about. `examples` are questions that can be answered."""

    name: str
    tables: tuple[AskedTable, ...]
    queries: tuple[SavedQuery, ...] = ()
    examples: tuple[str, ...] = ()

    def table(self, name: str) -> AskedTable | None:
        """Return a table by its name; None where there is none."""
        return next((table for table in self.tables if table.name == name), None)


class UnreadableScope(WeftError, ValueError):
    """A description of what may be asked about is not one."""


def read_scopes(text: str) -> dict[str, Scope]:
    """Return the scopes in a JSON object by their names, for instance the roles; raises UnreadableScope."""
    try:
        document: Any = json.loads(text)
        return msgspec.convert(document, dict[str, Scope])
    except (ValueError, msgspec.ValidationError) as error:
        raise UnreadableScope(f"this describes nothing to ask about: {error}") from None


def schema_of(scope: Scope) -> Schema:
    """Return a scope as the schema that questions are linked to."""
    keys = {table.name: table.key for table in scope.tables}
    return Schema(scope.name, tuple(_table(table, keys) for table in scope.tables))


def _table(table: AskedTable, keys: dict[str, str]) -> Table:
    columns = tuple(
        Column(column.name, _TYPES.get(column.kind, "TEXT"), samples=column.choices, also=column.label)
        for column in table.columns
    )
    foreign = tuple(
        ForeignKey((column.name,), column.target, (keys[column.target],))
        for column in table.columns
        if keys.get(column.target)
    )
    return Table(table.name, columns, (table.key,) if table.key else (), foreign, table.label)
