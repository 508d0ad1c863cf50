"""Writes the result of a query as people read it: headings in the words of the specification, values as on pages."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlglot
from msgspec import Struct
from sqlglot import exp

from .records import AskedColumn, Scope

_AGGREGATES: dict[type[exp.Expr], str] = {exp.Avg: "Average", exp.Sum: "Total", exp.Min: "Least", exp.Max: "Greatest"}


class Shown(Struct, frozen=True):
    """How a column of a result is headed and its values are written."""

    heading: str
    kind: str = "text"
    scale: int = 0

    @property
    def is_number(self) -> bool:
        """Say whether its values are numbers."""
        return self.kind in ("number", "money")


def columns_shown(sql: str, dialect: str, scope: Scope, names: tuple[str, ...]) -> tuple[Shown, ...]:
    """Return how the columns of a result are shown; `names` are what the database calls them."""
    tree = sqlglot.parse_one(sql, read=dialect)
    selects = tree.selects if isinstance(tree, exp.Query) else []
    if len(selects) != len(names):
        return tuple(Shown(name) for name in names)
    sources = {table.alias_or_name.lower(): table.name for table in tree.find_all(exp.Table)}
    return tuple(_shown(item.unalias(), sources, scope) for item in selects)


def _shown(item: exp.Expr, sources: dict[str, str], scope: Scope) -> Shown:
    if isinstance(item, exp.Count):
        return Shown("Number", "number")
    if isinstance(item, exp.Column) and (column := _column_of(item, sources, scope)):
        return Shown(_heading(column), column.kind, column.scale)
    inner = item.find(exp.Column)
    column = _column_of(inner, sources, scope) if inner else None
    name = _AGGREGATES.get(type(item))
    if name is None or column is None:
        return Shown(item.sql())
    heading = _heading(column)
    scale = max(column.scale, 2) if name == "Average" else column.scale
    return Shown(f"{name} {heading[:1].lower()}{heading[1:]}", column.kind, scale)


def _heading(column: AskedColumn) -> str:
    return column.label or column.name.replace("_", " ").capitalize()


def _column_of(item: exp.Column, sources: dict[str, str], scope: Scope) -> AskedColumn | None:
    tables = [sources.get(item.table.lower(), "")] if item.table else list(sources.values())
    for name in tables:
        table = scope.table(name)
        for column in table.columns if table else ():
            if column.name.lower() == item.name.lower():
                return column
    return None


def rows_shown(rows: tuple[tuple[Any, ...], ...], columns: tuple[Shown, ...]) -> Iterator[tuple[str, ...]]:
    """Yield rows as texts."""
    for row in rows:
        yield tuple(written(value, column) for value, column in zip(row, columns, strict=True))


def written(value: Any, column: Shown) -> str:
    """Return a value as text: numbers with their decimal places, moments without seconds that are none."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return _moment(str(value)) if column.kind == "time" else str(value)
    number = Decimal(str(value))
    if number == number.to_integral_value() and not column.scale:
        return f"{int(number):,}"
    return _fixed(number, column)


def _fixed(number: Decimal, column: Shown) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-(column.scale or 2)), ROUND_HALF_UP) + 0  # which is never -0
    text = f"{rounded:,f}"
    return text if column.kind == "money" else text.rstrip("0").rstrip(".")


def _moment(text: str) -> str:
    """Return `2026-03-02 09:00` for `2026-03-02T09:00:00Z`."""
    plain = text.removesuffix("Z").replace("T", " ")
    return plain.removesuffix(":00") if plain.count(":") == 2 else plain
