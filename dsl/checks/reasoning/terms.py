"""Tells expressions apart by what they mean, and works out those that are constant."""

import operator
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from ...expressions import Arithmetic, Constant, Expression, Value
from ...parts import field_names
from ...value_types import scale_of

Term = tuple[object, ...]

_FOLDED: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub}


def term_of(expression: Expression) -> Term:
    """Return what tells an expression apart, wherever it is written; whether it may be empty does not count."""
    names = field_names(type(expression)) or ()
    parts = (_part(getattr(expression, name)) for name in names if name not in ("type", "span"))
    return (type(expression).__name__, *parts)


def _part(value: object) -> object:
    if isinstance(value, Expression):
        return term_of(value)
    if isinstance(value, tuple):
        return tuple(_part(item) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return (type(value).__name__, value)  # yes is not 1


def constant_of(expression: Expression) -> Constant | None:
    """Return an expression as a constant where it always has the same value."""
    if isinstance(expression, Constant):
        return expression
    if not isinstance(expression, Arithmetic) or expression.operator not in _FOLDED:
        return None
    left, right = constant_of(expression.left), constant_of(expression.right)
    if left is None or right is None or scale_of(left.type) != scale_of(right.type):
        return None
    try:
        value: Value = _FOLDED[expression.operator](left.value, right.value)
    except (TypeError, OverflowError):
        return None
    return replace(left, type=expression.type, value=value)
