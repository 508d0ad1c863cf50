"""What a function may take for granted: values that an earlier requirement has found not to be empty.

Python's type checker does not see those requirements, so the function says again what it relies on.
"""

from collections.abc import Collection, Iterable, Iterator

from ..dsl.expressions import Aggregate, Expression, FieldRead, IsEmpty, Me, Variable, children, walk
from ..dsl.model import Model
from ..dsl.value_types import Optional, Reference, plain
from .action_plan import ActionPlan
from .inputs import Inputs, aggregate_names, may_be_missing, record_name
from .names import python_name
from .python_expressions import PythonPrinter


def printer_for(inputs: Inputs, model: Model) -> PythonPrinter:
    """Return a printer for the body of a function with these inputs."""
    return PythonPrinter(
        model, aggregates=aggregate_names(inputs), loaded=[item.name for item in inputs.records if item.is_optional]
    )


def assertions(expressions: Iterable[Expression], model: Model, optional: Collection[str] = ()) -> list[str]:
    """Return a line for everything that may be empty but is read as if it were not, unless it is tested here.

    `optional` names the parameters that may be None.
    """
    found: dict[str, None] = {}
    tested: set[str] = set()
    for expression in expressions:
        for part in walk(expression):
            if isinstance(part, IsEmpty):
                tested |= _names_of(part.operand)
        found |= dict.fromkeys(_presumed(expression, model, optional))
    records_first = sorted((name for name in found if name not in tested), key=lambda name: "." in name)
    return [f"assert {name} is not None" for name in records_first]


def presumed(expression: Expression, model: Model, optional: Collection[str]) -> list[str]:
    """Return what must not be None for an expression to have a value, the records first.

    `optional` names the variables that may be None.
    """
    found = dict.fromkeys(_presumed(expression, model, optional))
    return sorted(found, key=lambda name: "." in name)


def optional_variables(plan: ActionPlan) -> frozenset[str]:
    """Return the variables of an action that may hold None: parameters, and records reached through them."""
    found = {item.name for item in plan.parameters if item.is_optional}
    for load in plan.loads:
        if load.is_optional or load.source in found:
            found.add(load.name)
    return frozenset(found)


def _names_of(operand: Expression) -> set[str]:
    """Return how an operand may be called where it is tested."""
    if isinstance(operand, FieldRead):
        return {f"{record_name(operand.record)}.{operand.name}", record_name(operand)}
    return {record_name(operand)} if isinstance(operand, Variable | Me) else set()


def _presumed(expression: Expression, model: Model, optional: Collection[str]) -> Iterator[str]:
    match expression:
        case IsEmpty() | Aggregate():
            return
        case FieldRead(record=record):
            yield from _presumed_record(record, model, optional)
            field = model.entity(expression.entity).field(expression.name)
            if isinstance(field.type, Optional) and not isinstance(expression.type, Optional) and field.is_stored:
                yield f"{record_name(record)}.{expression.name}"
        case Variable(name=name) if not isinstance(expression.type, Optional):
            is_record = isinstance(plain(expression.type), Reference)
            own = record_name(expression) if is_record else python_name(name)
            if own in optional:
                yield own
        case _:
            for child in children(expression):
                yield from _presumed(child, model, optional)


def _presumed_record(record: Expression, model: Model, optional: Collection[str]) -> Iterator[str]:
    if isinstance(record.type, Optional):
        return
    name = record_name(record)
    if name in optional or may_be_missing(record, model):
        yield name
