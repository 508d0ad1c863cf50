"""Resolves what actions and workflows do alike: changes of fields, calls of services."""

from ..catalog import MISSING_PART, NOT_CHANGEABLE, TYPE_MISMATCH
from ..model import (
    Change,
    ServiceCall,
)
from ..syntax_tree import (
    Call,
    ChangesClause,
    Path,
)
from ..value_types import Reference
from .expressions import ExpressionResolver
from .scope import Scope


def service_call(call: Call, scope: Scope, resolver: ExpressionResolver) -> ServiceCall | None:
    """Resolve `Service.operation(arguments)`; the caller gives it its id and message."""
    declarations = resolver.declarations
    first, *rest = call.target.names
    service = declarations.services.get(first.text)
    if service is None:
        declarations.unknown(first, "service", declarations.services)
        return None
    if len(rest) != 1:
        declarations.diagnostics.append(MISSING_PART.at(call.target.span, f"name an operation of {service.name}"))
        return None
    operation = next((item for item in service.operations if item.name == rest[0].text), None)
    if operation is None:
        declarations.lacking(service.name, rest[0], "operation", [item.name for item in service.operations])
        return None
    arguments = resolver.arguments(call, [item.type for item in operation.parameters], scope)
    if arguments is None:
        return None
    return ServiceCall(
        id="", span=call.span, service=service.name, operation=operation.name, arguments=arguments, message=""
    )


def change(clause: ChangesClause, scope: Scope, resolver: ExpressionResolver, place: str) -> Change | None:
    """Resolve `changes record.field to value`."""
    declarations = resolver.declarations
    *record_names, field_name = clause.target.names
    if not record_names:
        hint = f"write `changes <record>.{field_name.text} to …`"
        declarations.diagnostics.append(MISSING_PART.at(clause.target.span, "name the record and the field", hint))
        return None
    record = resolver.resolve(Path(clause.target.span, tuple(record_names)), scope)
    if record is None:
        return None
    kind = record.type
    entity = declarations.entities.get(kind.entity) if isinstance(kind, Reference) else None
    if entity is None:
        declarations.diagnostics.append(TYPE_MISMATCH.at(record_names[-1].span, "this is not a record"))
        return None
    field = next((item for item in entity.fields if item.name == field_name.text), None)
    if field is None:
        declarations.lacking(entity.name, field_name, "field", [item.name for item in entity.fields])
        return None
    if field.is_key or field.derived is not None:
        message = f"`{field.name}` is {'a key' if field.is_key else 'derived'} and cannot be changed"
        declarations.diagnostics.append(NOT_CHANGEABLE.at(field_name.span, message))
        return None
    value = resolver.value(clause.value, scope, field.type)
    if value is None:
        return None
    return Change(id=place, span=clause.span, record=record, entity=entity.name, field=field.name, value=value)
