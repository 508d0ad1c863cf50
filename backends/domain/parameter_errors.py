"""What is wrong with the parameters of an action, as one function."""

from collections.abc import Iterator

from ...dsl.expressions import Variable
from ...dsl.model import Change, Create, Field, Model
from ...dsl.value_types import plain
from ...dsl.words import words_of
from ..action_plan import ActionPlan, PlannedParameter
from ..names import class_name, plural_of_entity, variable_of
from ..python_functions import FunctionView, ModuleParts, docstring, string
from .field_checks import check_call, check_function, has_check
from .parameters import value_type


def parameter_errors(plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    """Return the function that checks every parameter, in their order."""
    parts.imports |= {("app.domain.values", "FieldError"), ("app.domain.checks", "field_errors")}
    checks = [(item.name, check) for item in plan.parameters if (check := _check(item, plan, model, parts))]
    arguments = ", ".join(f"{name}={check}" for name, check in checks)
    return FunctionView(
        name="parameter_errors",
        parameters=tuple(text for item in plan.parameters for text in _parameters(item, plan, model, parts)),
        returns="tuple[FieldError, ...]",
        doc=docstring("Return what is wrong with the parameters, in their order."),
        body=(f"return field_errors({arguments})" if checks else "return ()",),
        is_keyword_only=True,
    )


def filled_fields(plan: ActionPlan, item: PlannedParameter, model: Model) -> Iterator[tuple[str, Field, bool]]:
    """Yield the fields that a parameter goes straight into, with their entity and whether of a new record."""
    for effect in plan.action.effects:
        pairs = effect.values if isinstance(effect, Create) else ()
        if isinstance(effect, Change):
            pairs = ((effect.field, effect.value),)
        for name, value in pairs:
            is_filled = isinstance(value, Variable) and value.name == item.parameter.name
            if is_filled and isinstance(effect, Create | Change):
                yield effect.entity, model.entity(effect.entity).field(name), isinstance(effect, Create)


def is_to_be_free(plan: ActionPlan, item: PlannedParameter, model: Model) -> bool:
    """Tell whether a parameter is a value that no other record may have."""
    fields = [field for _, field, is_new in filled_fields(plan, item, model) if is_new]
    return any(field.is_key or field.is_unique for field in fields)


def _parameters(item: PlannedParameter, plan: ActionPlan, model: Model, parts: ModuleParts) -> Iterator[str]:
    if item.listed is not None:
        key = model.entity(item.listed).key.type
        yield f"{item.missing}: {value_type(key, model, parts.imports)} | None"
        return
    yield f"{item.name}: {value_type(item.parameter.type, model, parts.imports)}"
    if item.entity is not None:
        parts.imports.add((f"app.domain.{variable_of(item.entity)}", class_name(item.entity)))
        yield f"{item.record}: {class_name(item.entity)} | None"
    if is_to_be_free(plan, item, model):
        yield f"{item.name}_taken: bool"


def _check(item: PlannedParameter, plan: ActionPlan, model: Model, parts: ModuleParts) -> str | None:
    """Return the expression that checks a parameter, or None where nothing can be wrong with it."""
    label = string(item.parameter.label)
    if item.listed is not None:
        parts.imports.add(("app.domain.lists", "check_all_found"))
        return f"check_all_found({string(words_of(item.listed))}, {item.missing})"
    if item.entity is not None:
        parts.imports.add(("app.domain.checks", "check_found"))
        found = f"check_found({string(words_of(item.entity))}, {item.name}, {item.record})"
        value = f"None if {item.name} is None else {found}" if item.is_optional else found
    else:
        value = _value_check(item, plan, model, parts)
    if not is_to_be_free(plan, item, model):
        return value
    parts.imports.add(("app.domain.checks", "check_free"))
    free = f"check_free({label}, taken={item.name}_taken)"
    if value is None:
        return free
    return f"({value}) or {free}" if " if " in value else f"{value} or {free}"


def _value_check(item: PlannedParameter, plan: ActionPlan, model: Model, parts: ModuleParts) -> str | None:
    """Return the check of a plain value: that of the field it goes into, else its own."""
    for entity, field, _ in filled_fields(plan, item, model):
        is_same = plain(field.type) == plain(item.parameter.type) and field.label == item.parameter.label
        if is_same and has_check(field) and (field.type == item.parameter.type or not item.is_optional):
            module = plural_of_entity(entity)
            parts.imports.add(("app.domain", f"{variable_of(entity)} as {module}"))
            return f"{module}.{check_function(field)}({item.name})"
    call = check_call(item.parameter.label, item.name, item.parameter.type)
    if call is not None:
        parts.imports.add(("app.domain", "checks"))
    return call
