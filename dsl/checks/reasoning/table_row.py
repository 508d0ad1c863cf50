"""Prints inputs of a decision as a row of its table."""

from collections.abc import Iterable

from ...expressions import Value
from ...interpreter.formatting import spell
from ...model import Decision
from .decision_space import columns_of


def table_row(decision: Decision, inputs: Iterable[Value]) -> str:
    """Return values as a row of a table, the result left open."""
    cells = [spell(value, column.type) for value, column in zip(inputs, columns_of(decision), strict=True)]
    return f"| {' | '.join([*cells, '…'])} |"
