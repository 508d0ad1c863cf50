"""The records that an action makes and changes, one function each."""

from ...dsl.expressions import Expression, FieldRead, Me, Variable
from ...dsl.model import Model
from ...dsl.words import words_of
from ..action_plan import ActionPlan, PlannedChange, PlannedCreate, is_password
from ..inputs import record_name
from ..names import class_name, field_name, python_name, variable_of
from ..narrowing import assertions, printer_for
from ..python_functions import FunctionView, ModuleParts, docstring
from .entity_module import stored_fields
from .parameters import parameters_of, value_type


def created_function(item: PlannedCreate, plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    """Return the function that makes a new record."""
    entity = model.entity(item.effect.entity)
    values = {name: value for name, value in item.effect.values if not is_password(entity, name)}
    printer = printer_for(item.inputs, model)
    given = {name: printer.text(value) for name, value in values.items()}
    parameters = parameters_of(item.inputs, model, parts.imports, _optional(plan))
    key = entity.key
    if key.is_generated and key.name not in given:
        given[key.name] = python_name(key.name)
        kind = value_type(key.type, model, parts.imports)
        parameters = (
            f"{given[key.name]}: {kind}",
            *(text for text in parameters if not text.startswith(f"{given[key.name]}:")),
        )
    arguments = [f"{field_name(field.name)}={given.get(field.name, 'None')}" for field in stored_fields(entity)]
    parts.imports |= printer.imports | {(f"app.domain.{variable_of(entity)}", class_name(entity))}
    return FunctionView(
        name=item.function,
        parameters=parameters,
        returns=class_name(entity),
        doc=docstring(f"Return the {words_of(entity.name)} to create."),
        body=(
            *assertions(values.values(), model, _optional(plan)),
            f"return {class_name(entity)}({', '.join(arguments)})",
        ),
        is_keyword_only=True,
    )


def changed_function(item: PlannedChange, plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    """Return the function that changes a record."""
    entity = model.entity(item.entity)
    effects = [effect for effect in item.effects if not is_password(entity, effect.field)]
    printer = printer_for(item.inputs, model)
    values = [f"{field_name(effect.field)}={printer.text(effect.value)}" for effect in effects]
    parts.imports |= printer.imports | {
        (f"app.domain.{variable_of(entity)}", class_name(entity)),
        ("dataclasses", "replace"),
    }
    certain = assertions([effect.value for effect in effects], model, _optional(plan))
    own = [record for record in item.inputs.records if record.name == item.record and record.is_optional]
    own_assertion = f"assert {item.record} is not None"
    if (own or item.record in _optional(plan)) and own_assertion not in certain:
        certain.insert(0, own_assertion)
    result = f"replace({', '.join((item.record, *values))})" if values else item.record
    return FunctionView(
        name=item.function,
        parameters=parameters_of(item.inputs, model, parts.imports, _optional(plan)),
        returns=class_name(entity),
        doc=docstring(f"Return {phrase(item.origin)} as {'they' if isinstance(item.origin, Me) else 'it'} will be."),
        body=(*certain, f"return {result}"),
        is_keyword_only=True,
    )


def phrase(record: Expression) -> str:
    """Return a record in words: `the train of the booking`."""
    match record:
        case FieldRead(record=inner, name=name):
            return f"the {words_of(name)} of {phrase(inner)}"
        case Me():
            return "the person who acts"
        case Variable(name=name):
            return f"the {words_of(name)}"
        case _:
            return f"the {words_of(record_name(record))}"


def _optional(plan: ActionPlan) -> frozenset[str]:
    return frozenset(item.name for item in plan.parameters if item.is_optional)
