"""Resolves what actions and workflows do alike: changes of fields, calls of services."""

from msgspec.structs import replace

from ..catalog import MISSING_PART, NOT_CHANGEABLE, TYPE_MISMATCH
from ..expressions import FieldRead, ListWith
from ..model import (
    Change,
    ServiceCall,
)
from ..syntax_tree import (
    Call,
    ChangesClause,
    MemberClause,
    Path,
)
from ..value_types import ListOf, Reference
from .expressions import ExpressionResolver
from .names import article
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
    target = _target(clause.target, "changes <record>.{} to …", scope, resolver)
    if target is None:
        return None
    value = resolver.value(clause.value, scope, target.type)
    if value is None:
        return None
    return Change(
        id=place, span=clause.span, record=target.record, entity=target.entity, field=target.name, value=value
    )


def member_change(clause: MemberClause, scope: Scope, resolver: ExpressionResolver, place: str) -> Change | None:
    """Resolve `adds item to record.list` and `removes item from record.list`: the list as it was, but for the item."""
    form = "removes … from <record>.{}" if clause.is_removed else "adds … to <record>.{}"
    target = _target(clause.target, form, scope, resolver)
    if target is None:
        return None
    if not isinstance(target.type, ListOf):
        resolver.mismatch(clause.target.span, f"{article(target.type)} is no list", "say `changes … to …`")
        return None
    item = resolver.member(clause.item, target.type, scope)
    if item is None:
        return None
    value = ListWith(type=target.type, span=clause.span, list=target, item=item, is_removed=clause.is_removed)
    return Change(
        id=place, span=clause.span, record=target.record, entity=target.entity, field=target.name, value=value
    )


def joined_members(first: Change, second: Change) -> Change | None:
    """Return two changes of one list as one, if both add or remove: what the second does follows on the first."""
    if not isinstance(first.value, ListWith) or not isinstance(second.value, ListWith):
        return None
    return replace(first, value=replace(second.value, list=first.value))


def _target(path: Path, form: str, scope: Scope, resolver: ExpressionResolver) -> FieldRead | None:
    """Return the field of a record that a path names; `form` is how the clause is written, with the field in braces."""
    declarations = resolver.declarations
    *record_names, field_name = path.names
    if not record_names:
        hint = f"write `{form.format(field_name.text)}`"
        declarations.diagnostics.append(MISSING_PART.at(path.span, "name the record and the field", hint))
        return None
    record = resolver.resolve(Path(path.span, tuple(record_names)), scope)
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
    return FieldRead(type=field.type, span=path.span, record=record, entity=entity.name, name=field.name)
