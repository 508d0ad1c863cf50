"""What a condition looked at, for messages."""

from collections.abc import Iterator

from ..expressions import Aggregate, Constant, Expression, FieldRead, Me, Now, Value, Variable, children
from ..value_types import Reference, ValueType, plain
from .expressions import Evaluator, Frame
from .formatting import spell, words
from .outcomes import EvaluationError


def values_read(evaluator: Evaluator, condition: Expression, frame: Frame) -> tuple[tuple[str, str], ...]:
    """Return name and value of every field, input, aggregate and moment in a condition, each once."""
    found: dict[str, str] = {}
    for part in _reads(condition):
        try:
            found.setdefault(_name(part), _shown(evaluator.value(part, frame), part.type))
        except EvaluationError:
            continue  # a part that the condition never came to
    return tuple(found.items())


def _shown(value: Value, kind: ValueType) -> str:
    """Return a value as a specification writes it; a record by what it is and its key."""
    bare = plain(kind)
    if value is None or not isinstance(bare, Reference):
        return spell(value, kind)
    return f"{words(bare.entity)} {value}" if isinstance(value, int) else f'{words(bare.entity)} "{value}"'


def _reads(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, FieldRead | Variable | Now | Me | Aggregate):
        yield expression
        return
    for child in children(expression):
        yield from _reads(child)


def _name(expression: Expression) -> str:
    match expression:
        case FieldRead(record=Variable(name="self" | "row"), name=name):
            return name
        case FieldRead(record=record, name=name):
            return f"{_name(record)}.{name}"
        case Variable(name=name):
            return name
        case Aggregate(function=function, entity=entity):
            return f"{function} of {entity}"
        case Me() | Now() | Constant():
            return type(expression).__name__.lower()
        case _:
            return "it"
