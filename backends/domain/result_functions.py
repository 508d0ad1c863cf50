"""What is demanded of the records that an action has made and changed, as one function."""

from ...dsl.model import Guard, Model
from ..action_plan import ActionPlan
from ..database_calls import counting_ensures, near_invariants
from ..inputs import Inputs, inputs_of
from ..names import class_name, plural_of_entity, variable_of
from ..narrowing import printer_for
from ..python_functions import FunctionView, ModuleParts, any_of, docstring, string, when
from .parameters import parameters_of


def result_rejection(plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    """Return the function that judges the result: rules of the records, what is ensured, invariants."""
    records = _results(plan)
    counting = counting_ensures(plan, model)
    ensures = tuple(item for item in plan.action.ensures if item not in counting)
    inputs = inputs_of([item.condition for item in ensures], model)
    parts.imports |= {(f"app.domain.{variable_of(entity)}", class_name(entity)) for entity in records.values()}
    own = tuple(f"{name}: {class_name(entity)}" for name, entity in records.items())
    besides = Inputs(
        tuple(item for item in inputs.records if item.name not in records), inputs.scalars, (), inputs.reads_now
    )
    optional = frozenset(item.name for item in plan.parameters if item.is_optional)
    return FunctionView(
        name="result_rejection",
        parameters=(*own, *parameters_of(besides, model, parts.imports, optional)),
        returns="Rejection | None",
        doc=docstring("Return the first rule that the result would break."),
        body=tuple(_body(records, ensures, inputs, model, parts)),
        is_keyword_only=True,
    )


def _results(plan: ActionPlan) -> dict[str, str]:
    """Return the records that are judged, with their entities."""
    found = {item.name: item.effect.entity for item in plan.creates}
    return found | {item.record: item.entity for item in plan.changes}


def _body(
    records: dict[str, str], ensures: tuple[Guard, ...], inputs: Inputs, model: Model, parts: ModuleParts
) -> list[str]:
    rules = [f"{_rules(entity, parts)}.broken_rule({name})" for name, entity in records.items()]
    always = [
        f"{_imported(function, parts)}({name})"
        for name, entity in records.items()
        for _, invariant, function in near_invariants(model)
        if invariant.entity == entity
    ]
    if not ensures and not always:
        return [f"return {any_of(rules)}"]
    first = when(f"rejection := {any_of(rules)}", ["return rejection"]) if rules else []
    printer = printer_for(inputs, model)
    demanded: list[str] = []
    for item in ensures:
        answer = f"return broken({string(item.id)}, {string(item.message)})"
        demanded += when(printer.negated(item.condition), [answer])
    parts.imports |= printer.imports
    return [*first, *demanded, f"return {any_of(always) or None}"]


def _rules(entity: str, parts: ModuleParts) -> str:
    module = plural_of_entity(entity)
    parts.imports.add(("app.domain", f"{variable_of(entity)} as {module}"))
    return module


def _imported(function: str, parts: ModuleParts) -> str:
    parts.imports.add(("app.domain.invariants", function))
    return function
