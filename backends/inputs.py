"""What an expression reads: the records to load, the scalars to pass, the time, and aggregates to compute.

A record is called by its path: `booking.train` is `booking_train`, the acting person `me`, the record of an
entity's own expressions (`self`) is called like the entity.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..dsl.expressions import (
    Aggregate,
    Comparison,
    Decide,
    Expression,
    FieldRead,
    Me,
    Now,
    UntilTime,
    Variable,
    children,
    substitute,
    walk,
)
from ..dsl.model import Decision, Model
from ..dsl.parts import field_names
from ..dsl.value_types import Optional, Reference, ValueType, plain
from .names import plural_of_entity, python_name, variable_of


class RecordInput(Struct, frozen=True):
    """A record that is read: its variable, its entity, where it comes from, and whether it may be missing."""

    name: str
    entity: str
    origin: Expression
    is_optional: bool = False


class ScalarInput(Struct, frozen=True):
    """A plain value that is read: a parameter, or data of a workflow."""

    name: str
    type: ValueType
    origin: Variable


class AggregateInput(Struct, frozen=True):
    """A count or sum that the database computes beforehand."""

    name: str
    origin: Aggregate


class Inputs(Struct, frozen=True):
    """All that an expression reads, each once, in the order of first use."""

    records: tuple[RecordInput, ...] = ()
    scalars: tuple[ScalarInput, ...] = ()
    aggregates: tuple[AggregateInput, ...] = ()
    reads_now: bool = False

    def joined(self, other: "Inputs") -> "Inputs":
        """Return what either reads."""
        return _joined((self, other))


def _joined(parts: Sequence[Inputs]) -> Inputs:
    return Inputs(
        _records_once(item for part in parts for item in part.records),
        _scalars_once(item for part in parts for item in part.scalars),
        tuple(dict.fromkeys(item for part in parts for item in part.aggregates)),
        any(part.reads_now for part in parts),
    )


def _records_once(items: Iterable[RecordInput]) -> tuple[RecordInput, ...]:
    """Keep one record of each name; where it may be missing once, it may be missing."""
    found: dict[str, RecordInput] = {}
    for item in items:
        known = found.setdefault(item.name, item)
        if item.is_optional and not known.is_optional:
            found[item.name] = item
    return tuple(found.values())


def _scalars_once(items: Iterable[ScalarInput]) -> tuple[ScalarInput, ...]:
    """Keep one value of each name; a type that was narrowed by a test gives way to the wider one."""
    found: dict[str, ScalarInput] = {}
    for item in items:
        known = found.setdefault(item.name, item)
        if isinstance(item.type, Optional) and not isinstance(known.type, Optional):
            found[item.name] = item
    return tuple(found.values())


def record_name(record: Expression) -> str:
    """Return the variable that holds the record which an expression of type Reference stands for."""
    match record:
        case Me():
            return "me"
        case Variable(name="self", type=Reference(entity=entity)):
            return variable_of(entity)
        case Variable(name=name):
            return python_name(name)
        case FieldRead(record=inner, name=name):
            return f"{record_name(inner)}_{name}"
        case _:
            raise TypeError(f"{type(record).__name__} is no record")


def entity_of(record: Expression) -> str:
    """Return the entity of the record which an expression of type Reference stands for."""
    kind = plain(record.type)
    assert isinstance(kind, Reference)
    return kind.entity


def aggregate_name(aggregate: Aggregate) -> str:
    """Return the variable that holds an aggregate: `count_of_bookings`."""
    return f"{aggregate.function}_of_{plural_of_entity(aggregate.entity)}"


def expand_derived(read: FieldRead, model: Model) -> Expression | None:
    """Return the expression of a derived field for the record that is read, or None for a stored field."""
    field = model.entity(read.entity).field(read.name)
    if field.derived is None or field.is_stored:
        return None
    taken = {part.name for part in walk(read.record) if isinstance(part, Variable)}
    return substitute(with_fresh_rows(field.derived, taken), {"self": read.record})


def with_fresh_rows(expression: Expression, taken: set[str]) -> Expression:
    """Return an expression whose aggregates call their rows by none of the names taken."""
    if isinstance(expression, Aggregate) and expression.row in taken:
        free = f"{expression.row}_"
        kind = Reference(expression.entity)
        renamed = {expression.row: Variable(type=kind, span=expression.span, name=free)}
        where = expression.where and substitute(expression.where, renamed)
        value = expression.value and substitute(expression.value, renamed)
        return with_fresh_rows(replace(expression, row=free, where=where, value=value), taken)
    return map_children(expression, lambda child: with_fresh_rows(child, taken))


def map_children(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Return an expression with each direct operand changed."""
    changes: dict[str, Any] = {}
    for name in field_names(type(expression)) or ():
        value: Any = getattr(expression, name)
        if isinstance(value, Expression):
            changes[name] = change(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Expression):
            changes[name] = tuple(change(item) for item in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return replace(expression, **changes) if changes else expression


def inputs_of(expressions: Iterable[Expression], model: Model) -> Inputs:
    """Return what expressions read; derived fields count as what they are derived from."""
    found = [item for expression in expressions for item in _reads(expression, model)]
    return _with_distinct_aggregates(_joined(found))


def _reads(expression: Expression, model: Model) -> Iterator[Inputs]:
    match expression:
        case Aggregate():
            yield Inputs(aggregates=(AggregateInput(aggregate_name(expression), expression),))
        case FieldRead(record=record):
            derived = expand_derived(expression, model)
            yield _record(record, model)
            if derived is not None:
                yield from _reads(derived, model)
            elif isinstance(record, FieldRead):
                yield from _reads(record, model)
        case Variable(type=kind) if isinstance(plain(kind), Reference):
            yield _record(expression, model)
        case Variable():
            yield Inputs(scalars=(ScalarInput(python_name(expression.name), expression.type, expression),))
        case Me():
            yield _record(expression, model)
        case Now():
            yield Inputs(reads_now=True)
        case _:
            if asks_for_now(expression, model):
                yield Inputs(reads_now=True)
            for child in children(expression):
                yield from _reads(child, model)


def compared_records(expressions: Iterable[Expression]) -> list[Expression]:
    """Return the records, other than their rows, of which counts and sums read a field."""
    aggregates = [part for item in expressions for part in walk(item) if isinstance(part, Aggregate)]
    rows = {item.row for item in aggregates}
    reads = [part.record for item in aggregates for part in walk(item) if isinstance(part, FieldRead)]
    names = {record: {part.name for part in walk(record) if isinstance(part, Variable)} for record in reads}
    return [record for record, variables in names.items() if not rows & variables]


def read_directly(expression: Expression, model: Model) -> set[str]:
    """Return the records of which an expression reads more than the way to another record."""
    match expression:
        case FieldRead(record=record):
            derived = expand_derived(expression, model)
            return {record_name(record)} if derived is None else read_directly(derived, model)
        case Me() | Variable(type=Reference() | Optional(of=Reference())):
            return {record_name(expression)}
        case _:
            return {name for child in children(expression) for name in read_directly(child, model)}


def asks_for_now(expression: Expression, model: Model) -> bool:
    """Tell whether an expression looks at the time by itself, not by an operand."""
    is_decision = isinstance(expression, Decide)
    return isinstance(expression, UntilTime) or (
        is_decision and decision_reads_now(model.decision(expression.decision), model)
    )


def decision_reads_now(decision: Decision, model: Model) -> bool:
    """Tell whether a row of a decision, or of one that it asks, looks at the time."""
    return inputs_of(cells_of(decision), model).reads_now


def cells_of(decision: Decision) -> list[Expression]:
    """Return the conditions and the results of all rows of a decision."""
    return [cell for row in decision.rows for cell in (*row.conditions, row.result) if cell is not None]


def _record(record: Expression, model: Model) -> Inputs:
    item = RecordInput(record_name(record), entity_of(record), record, may_be_missing(record, model))
    return Inputs(records=(item,))


def may_be_missing(record: Expression, model: Model) -> bool:
    """Tell whether a path may lead to no record, by how its fields are declared; a test may have excluded it."""
    if isinstance(record.type, Optional):
        return True
    if not isinstance(record, FieldRead):
        return False
    declared = model.entity(record.entity).field(record.name).type
    return isinstance(declared, Optional) or may_be_missing(record.record, model)


def _with_distinct_aggregates(found: Inputs) -> Inputs:
    """Number aggregates whose names would be equal."""
    names = [item.name for item in found.aggregates]
    numbered: list[AggregateInput] = []
    for item in found.aggregates:
        same = [other.origin for other in found.aggregates if other.name == item.name]
        number = same.index(item.origin) + 1
        name = item.name if names.count(item.name) == 1 else f"{item.name}_{number}"
        numbered.append(AggregateInput(name, item.origin))
    return Inputs(found.records, found.scalars, tuple(numbered), found.reads_now)


def aggregate_names(found: Inputs) -> Mapping[Aggregate, str]:
    """Return the variable of each aggregate, for the printer."""
    return {item.origin: item.name for item in found.aggregates}


def choices_of(operands: tuple[Expression, ...]) -> tuple[Expression, list[Expression]] | None:
    """Return what is compared and with what, where all operands are equalities of one value."""
    equalities = [part for part in operands if isinstance(part, Comparison) and part.operator == "="]
    if len(equalities) < len(operands) or any(part.left != equalities[0].left for part in equalities):
        return None
    return equalities[0].left, [part.right for part in equalities]
