"""Reads from gold SQL what rows it needs to give something: conditions on columns, and columns that are joined."""

from collections.abc import Iterator
from typing import NamedTuple

import sqlglot
from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from ..schema.schema import Schema
from .conditions import Comparison, Condition
from .views import WHOLE, View, viewed

_COMPARISONS: dict[type[exp.Expr], Comparison] = {
    exp.EQ: Comparison.EQUAL,
    exp.NEQ: Comparison.EQUAL,
    exp.LT: Comparison.LESS,
    exp.LTE: Comparison.LESS_OR_EQUAL,
    exp.GT: Comparison.GREATER,
    exp.GTE: Comparison.GREATER_OR_EQUAL,
    exp.Like: Comparison.LIKE,
    exp.Is: Comparison.NULL,
}
_MIRRORED = {
    Comparison.LESS: Comparison.GREATER,
    Comparison.LESS_OR_EQUAL: Comparison.GREATER_OR_EQUAL,
    Comparison.GREATER: Comparison.LESS,
    Comparison.GREATER_OR_EQUAL: Comparison.LESS_OR_EQUAL,
}


class Place(NamedTuple):
    """A column of a source of a query, which is a table in one of its FROMs; the column in lower case."""

    source: int
    column: str


class Needs(Struct, frozen=True):
    """What a query needs. `tables` has the table of each source, in lower case; `sorted` is what decides an order."""

    tables: tuple[str, ...]
    conditions: tuple[tuple[Place, Condition], ...]
    joined: tuple[tuple[Place, Place], ...]
    sorted: tuple[Place, ...]


def needs_of(sql: str, schema: Schema, dialect: str) -> Needs | None:
    """Return what a query needs of the rows; None where it cannot be read."""
    try:
        query = sqlglot.parse_one(sql, read=dialect)
        scopes = traverse_scope(query)
    except SqlglotError:
        return None
    return _Reader(schema, scopes).read(query)


class _Reader:
    """Knows what the columns of one query stand for."""

    def __init__(self, schema: Schema, scopes: list[Scope]) -> None:
        self._schema = schema
        self._tables: list[str] = []
        self._places: dict[int, Place] = {}
        for scope in scopes:
            sources = {alias: self._source(source) for alias, source in scope.sources.items()}
            for column in scope.columns:
                place = self._place(column, sources)
                if place is not None:
                    self._places.setdefault(id(column), place)

    def read(self, query: exp.Expr) -> Needs:
        """Return what the query needs."""
        found = [*self._conditions(query)]
        ordered = (column for order in query.find_all(exp.Order) for column in order.find_all(exp.Column))
        return Needs(
            tuple(self._tables),
            tuple(found),
            tuple(self._joined(query)),
            tuple(self._places[id(column)] for column in ordered if id(column) in self._places),
        )

    def _source(self, source: exp.Expr | Scope) -> int | Scope | None:
        """Return the number of a table, or the query that is a source."""
        if isinstance(source, Scope):
            return source
        table = self._schema.table(source.name)
        if table is None:
            return None
        self._tables.append(table.name.lower())
        return len(self._tables) - 1

    def _place(self, column: exp.Column, sources: dict[str, int | Scope | None]) -> Place | None:
        wanted = column.table.lower()
        for alias, source in sources.items():
            if source is not None and wanted in ("", alias.lower()):
                place = self._within(source, column.name.lower())
                if place is not None:
                    return place
        return None

    def _within(self, source: int | Scope, name: str) -> Place | None:
        """Return what a name stands for in a source; what a query gives, where it is a plain column of its own."""
        if isinstance(source, int):
            table = self._schema.table(self._tables[source])
            return Place(source, name) if table is not None and table.column(name) else None
        query = source.expression
        selects = query.selects if isinstance(query, exp.Query) else []
        found = next((item.unalias() for item in selects if item.alias_or_name.lower() == name), None)
        return self._places.get(id(found))

    def _conditions(self, query: exp.Expr) -> Iterator[tuple[Place, Condition]]:
        for node in query.find_all(*_COMPARISONS):
            yield from self._compared(node, _COMPARISONS[type(node)], node.this, node.expression)
        for node in query.find_all(exp.In):
            for item in node.expressions:
                yield from self._compared(node, Comparison.EQUAL, node.this, item)
        for node in query.find_all(exp.Between):
            yield from self._compared(node, Comparison.GREATER_OR_EQUAL, node.this, node.args["low"])
            yield from self._compared(node, Comparison.LESS_OR_EQUAL, node.this, node.args["high"])

    def _compared(
        self, node: exp.Expr, comparison: Comparison, left: exp.Expr, right: exp.Expr
    ) -> Iterator[tuple[Place, Condition]]:
        """Yield the condition that a comparison is, if it compares a column with a literal."""
        negated = isinstance(node, exp.NEQ) != (isinstance(node.parent, exp.Not) or bool(node.args.get("negate")))
        for one, other, is_mirrored in ((left, right, False), (right, left, True)):
            found, literal = self._viewed(one), self._literal(other)
            if found and literal is not None:
                place, view = found
                kind = _MIRRORED.get(comparison, comparison) if is_mirrored else comparison
                if (kind is Comparison.NULL) == isinstance(other, exp.Null):
                    yield place, Condition(kind, literal, view, negated)
                return

    def _viewed(self, expression: exp.Expr) -> tuple[Place, View] | None:
        found = viewed(expression)
        place = self._places.get(id(found[0])) if found else None
        return (place, found[1]) if found and place else None

    def _literal(self, expression: exp.Expr) -> str | None:
        """Return a literal as text; what stands in the quotes of a name and names nothing is one for SQLite."""
        match expression.unnest():
            case exp.Literal() as literal:
                return str(literal.this)
            case exp.Neg(this=exp.Literal() as literal):
                return f"-{literal.this}"
            case exp.Boolean() as boolean:
                return str(int(boolean.this))
            case exp.Null():
                return ""
            case exp.Column() as column if column.this.args.get("quoted") and id(column) not in self._places:
                return column.name
            case _:
                return None

    def _joined(self, query: exp.Expr) -> Iterator[tuple[Place, Place]]:
        """Yield the columns that must be equal, in other rows or in what a nested query gives."""
        for node in query.find_all(exp.EQ, exp.In):
            others = (node.expression, node.args.get("query"))
            ours = self._viewed(node.this)
            for other in others:
                theirs = self._viewed(_given(other)) if other is not None else None
                if ours and theirs and ours[1] == theirs[1] == WHOLE and ours[0] != theirs[0]:
                    yield ours[0], theirs[0]


def _given(expression: exp.Expr) -> exp.Expr:
    """Return the first column that a nested query gives, or what else an expression is."""
    nested = expression.unnest()
    return nested.selects[0].unalias() if isinstance(nested, exp.Query) and nested.selects else nested


def classes(needs: Needs) -> list[list[Place]]:
    """Return the places that must hold the same value, those that are alone left out."""
    found: list[set[Place]] = []
    for pair in needs.joined:
        touched = [group for group in found if group & set(pair)]
        found = [group for group in found if group not in touched] + [set(pair).union(*touched)]
    return [sorted(group) for group in found]


def joined_columns(needs: Needs) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the pairs of columns of tables that a query joins."""
    for group in classes(needs):
        names = [(needs.tables[place.source], place.column) for place in group]
        yield from ((names[0], other) for other in names[1:] if other != names[0])
