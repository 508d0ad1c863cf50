"""Prints what is asked of lists of references as SQL, with how tightly it binds."""

from collections.abc import Callable

from ..dsl.expressions import Expression, FieldRead, IsEmpty, LengthOf, Not
from ..dsl.model import Model
from ..dsl.value_types import Int, ListOf, Optional, ValueType, plain
from .list_tables import list_table
from .sql_levels import ATOM, COMPARE, NOT


def size_text(expression: Expression, rows: Callable[[FieldRead], str]) -> tuple[str, int] | None:
    """Return how many a stored list holds, or whether any; None where an expression asks something else.

    `rows` prints the part of a subquery that reads the rows of a list.
    """
    match expression:
        case Not(operand=IsEmpty(operand=FieldRead(type=ListOf()) as listed)):
            return f"EXISTS (SELECT 1 {rows(listed)})", ATOM
        case IsEmpty(operand=FieldRead(type=ListOf()) as listed):
            return f"NOT EXISTS (SELECT 1 {rows(listed)})", NOT
        case LengthOf(operand=FieldRead(type=ListOf()) as listed):
            return f"(SELECT count(*) {rows(listed)})", ATOM
        case _:
            return None


def contains_text(listed: Expression, read: str, item: str, of: ValueType, model: Model) -> tuple[str, int]:
    """Return whether a list holds an item of a type; `read` reads the rows of a stored one, else it is an array.

    Nothing is in no list, which IN would not say.
    """
    if isinstance(listed, FieldRead):
        table = list_table(listed.entity, listed.name, model)
        if isinstance(of, Optional):
            return f"EXISTS (SELECT 1 {read} AND {table.name}.{table.item} = {item})", ATOM
        return f"{item} IN (SELECT {table.name}.{table.item} {read})", COMPARE
    assert isinstance(listed.type, ListOf)
    is_number = isinstance(plain(model.entity(listed.type.entity).key.type), Int)
    value = "CAST(value AS BIGINT)" if is_number else "value"
    return f"{item} IN (SELECT {value} FROM json_each({read}))", COMPARE
