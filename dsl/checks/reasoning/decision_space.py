"""All inputs of a decision table, split into the regions that its cells can tell apart."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from ...expressions import Expression, Value, Variable, walk
from ...model import Decision, Parameter
from .conditions import Subject, is_parameter, subjects_of
from .terms import term_of
from .truth import test_of

MOST_STEPS = 50_000  # beyond this nothing is said

Columns = tuple[frozenset[Value], ...]
Example = tuple[Value, ...]


class TooManyRegionsError(Exception):
    """There are more regions than are worth looking at."""


class DecisionSpace(Struct, frozen=True):
    """The values that stand for all inputs, by column, and those that each row matches.

    A row is None where a cell says something that cannot be worked out without running.
    """

    columns: tuple[tuple[Value, ...], ...]
    rows: tuple[Columns | None, ...]

    def uncovered(self, rows: Sequence[Columns], within: Columns | None = None) -> Example | None:
        """Return inputs (of those `within`) that no row matches; None where every input is matched."""
        columns = [
            [value for value in values if within is None or value in within[number]]
            for number, values in enumerate(self.columns)
        ]
        return _Cover(columns, rows).find_gap()


def overlap(first: Columns, second: Columns) -> bool:
    """Tell whether some inputs match both rows."""
    return all(one & other for one, other in zip(first, second, strict=True))


def common_example(first: Columns, second: Columns) -> Example | None:
    """Return inputs that match both rows, if there are any."""
    shared = [sorted(one & other, key=_order) for one, other in zip(first, second, strict=True)]
    return tuple(values[0] for values in shared) if all(shared) else None


def _order(value: Value) -> tuple[bool, Any]:
    return (value is None, 0 if value is None else value)


def columns_of(decision: Decision) -> tuple[Parameter, ...]:
    """Return the parameters in the order of the table's columns."""
    known = {parameter.name: parameter for parameter in decision.parameters}
    named = [_name_in(decision, number, set(known)) for number in range(len(decision.parameters))]
    unnamed = iter(name for name in known if name not in named)
    return tuple(known[name if name is not None else next(unnamed)] for name in named)


def _name_in(decision: Decision, column: int, known: set[str]) -> str | None:
    """Return the parameter that the cells of a column are about; None where all of them say nothing."""
    for row in decision.rows:
        cell = row.conditions[column]
        for part in walk(cell) if cell is not None else ():
            if isinstance(part, Variable) and part.name in known:
                return part.name
    return None


def space_of(decision: Decision) -> DecisionSpace:
    """Return the regions of a decision table."""
    if any(len(row.conditions) != len(decision.parameters) for row in decision.rows):
        return DecisionSpace((), (None,) * len(decision.rows))  # a column stands there twice
    matches: list[list[frozenset[Value] | None]] = [[] for _ in decision.rows]
    columns: list[tuple[Value, ...]] = []
    for number, parameter in enumerate(columns_of(decision)):
        cells = [row.conditions[number] for row in decision.rows]
        variable = Variable(type=parameter.type, span=decision.span, name=parameter.name)
        own = subjects_of(cell for cell in cells if cell is not None).get(term_of(variable), Subject(variable))
        columns.append(own.values(is_parameter))
        for row, cell in zip(matches, cells, strict=True):
            row.append(_matched(cell, variable, columns[-1]))
    return DecisionSpace(tuple(columns), tuple(_complete(row) for row in matches))


def _matched(cell: Expression | None, variable: Variable, values: tuple[Value, ...]) -> frozenset[Value] | None:
    """Return the values that a cell matches; None where that cannot be told of some."""
    if cell is None:
        return frozenset(values)
    test, term = test_of(cell), term_of(variable)
    found = [(value, test({term: value})) for value in values]
    return None if any(holds is None for _, holds in found) else frozenset(value for value, holds in found if holds)


def _complete(row: list[frozenset[Value] | None]) -> Columns | None:
    cells = [cell for cell in row if cell is not None]
    return tuple(cells) if len(cells) == len(row) else None


def _holds(outer: Columns, inner: Sequence[frozenset[Value]]) -> bool:
    """Tell whether a row matches everything in these columns."""
    return all(one >= other for one, other in zip(outer, inner, strict=True))


class _Cover:
    """A search for inputs that no row matches, column by column; rows are bits of a number."""

    def __init__(self, columns: list[list[Value]], rows: Sequence[Columns]) -> None:
        self._columns = [self._by_rows(values, number, rows) for number, values in enumerate(columns)]
        everything = [frozenset(values) for values in columns]
        self._indifferent = [
            sum(1 << bit for bit, row in enumerate(rows) if _holds(row[number:], everything[number:]))
            for number in range(len(columns) + 1)
        ]
        self._all = (1 << len(rows)) - 1
        self._covered: set[tuple[int, int]] = set()
        self._steps = 0

    def _by_rows(self, values: list[Value], column: int, rows: Sequence[Columns]) -> dict[int, Value]:
        """Return the first value of each group that the same rows match, by those rows."""
        found: dict[int, Value] = {}
        for value in values:
            bits = sum(1 << bit for bit, row in enumerate(rows) if value in row[column])
            found.setdefault(bits, value)
        return found

    def find_gap(self) -> Example | None:
        return self._gap(0, self._all)

    def _gap(self, column: int, rows: int) -> Example | None:
        if rows & self._indifferent[column] or (column, rows) in self._covered:
            return None
        if column == len(self._columns):
            return ()
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooManyRegionsError
        for bits, value in self._columns[column].items():
            rest = self._gap(column + 1, rows & bits)
            if rest is not None:
                return (value, *rest)
        self._covered.add((column, rows))
        return None
