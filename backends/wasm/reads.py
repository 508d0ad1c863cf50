"""What a function has to be given so that it can work an expression out."""

from collections.abc import Callable, Iterator

from ...dsl.expressions import (
    Aggregate,
    Expression,
    FieldRead,
    ListWith,
    Me,
    Now,
    Variable,
    children,
    substitute,
    walk,
)
from ...dsl.model import Model
from ..inputs import asks_for_now, expand_derived, may_be_missing, with_fresh_rows
from .refusal import NotLoweredError
from .slots import Slot, moment

SlotsOfDerived = Callable[[str, str], tuple[Slot, ...]]


def reads_of(expression: Expression, model: Model, slots_of_derived: SlotsOfDerived) -> Iterator[Expression]:
    """Yield what an expression reads, in the order of reading.

    In: also a function from an entity and a derived field to the slots of its function. Raised: `NotLoweredError`.
    """
    match expression:
        case FieldRead() if expand_derived(expression, model) is not None:
            if may_be_missing(expression.record, model):
                yield expression.record
            for slot in slots_of_derived(expression.entity, expression.name):
                yield from reads_of(seen_from(expression.record, slot), model, slots_of_derived)
        case Variable() | Me() | Now() | Aggregate() | FieldRead():
            yield expression
        case ListWith():
            raise NotLoweredError(f"`{expression.span.text.strip()}` makes a list, which only effects do")
        case _:
            for child in children(expression):
                yield from reads_of(child, model, slots_of_derived)
            if asks_for_now(expression, model):
                yield moment(expression.span)


def seen_from(record: Expression, slot: Slot) -> Expression:
    """Return what a slot of a derived field reads, from the record whose field it is."""
    taken = {part.name for part in walk(record) if isinstance(part, Variable)}
    return substitute(with_fresh_rows(slot.origin, taken), {"self": record})
