"""Resolves actions: who may, what must hold, what happens."""

from dataclasses import dataclass, replace

from ...diagnostics import Related
from ..catalog import CONTRADICTION, MISSING_PART, NOT_CHANGEABLE, TYPE_MISMATCH
from ..expressions import Expression, FieldRead, Variable
from ..model import (
    Action,
    Actor,
    Anyone,
    BySystem,
    Change,
    Create,
    Delete,
    Effect,
    Entity,
    Guard,
    OwnerOf,
    Parameter,
    Roles,
    ServiceCall,
    StartSession,
)
from ..syntax_tree import (
    Block,
    ByClause,
    Call,
    CallsClause,
    ChangesClause,
    CreatesClause,
    DeletesClause,
    EnsuresClause,
    Name,
    Path,
    RequiresClause,
    SaysClause,
    SignsInClause,
)
from ..value_types import Choice, Decimal, Int, Optional, Reference, Text, ValueType, plain
from ..words import snake_case
from .declarations import Declarations
from .expressions import ExpressionResolver
from .scope import Scope, present_if_true
from .types import resolve_parameters


@dataclass(slots=True)
class _Draft:
    """An action being resolved; guards and created records widen the scope for what follows."""

    id: str
    scope: Scope
    guards: list[Guard]
    calls: list[ServiceCall]
    effects: list[Effect]
    ensures: list[Guard]


def resolve_action(block: Block, declarations: Declarations) -> Action:
    """Return the action that a block declares."""
    name = block.header.name
    assert name is not None
    parameters = resolve_parameters(block.header.parameters, declarations)
    if len(parameters) < len(block.header.parameters):
        declarations.unread.add(name.text)
    scope = Scope(variables={item.name: item.type for item in parameters})
    actor = _actor(block, parameters, scope, declarations)
    scope = replace(scope, me=_role_of(actor))
    if isinstance(actor, BySystem) and actor.condition is not None:
        scope = scope.knowing(present_if_true(actor.condition))
    draft = _Draft(f"action:{name.text}", scope, [], [], [], [])
    for clause in block.clauses:
        _resolve_clause(clause, draft, declarations)
    phrase = next((clause.phrase.value for clause in block.clauses if isinstance(clause, SaysClause)), None)
    return Action(
        id=draft.id,
        span=block.span,
        name=name.text,
        parameters=_inherit(parameters, draft.effects, block, declarations),
        actor=actor,
        phrase=phrase,
        guards=tuple(draft.guards),
        calls=tuple(draft.calls),
        effects=tuple(draft.effects),
        ensures=tuple(draft.ensures),
        returns=_returned(block, draft, declarations),
    )


# who may


def _actor(block: Block, parameters: tuple[Parameter, ...], scope: Scope, declarations: Declarations) -> Actor:
    clauses = [clause for clause in block.clauses if isinstance(clause, ByClause)]
    if not clauses:
        hint = "say `by anyone`, `by <Role>`, `by owner of <record>` or `by system`"
        declarations.missing(block, "an action must say who may do it", hint)
        return Anyone()
    for extra in clauses[1:]:
        declarations.diagnostics.append(CONTRADICTION.at(extra.span, "an action has one `by`", "remove one of them"))
    clause = clauses[0]
    match clause.kind:
        case "anyone":
            return Anyone()
        case "owner":
            return _owner(clause, scope, declarations)
        case "system":
            return _system(clause, parameters, scope, declarations)
        case _:
            return Roles(names=known_roles(clause.roles, declarations))


def known_roles(names: tuple[Name, ...], declarations: Declarations) -> tuple[str, ...]:
    """Return the names that are roles; the others are reported."""
    found: list[str] = []
    roles = declarations.names_of("Role")
    for name in names:
        if name.text in roles:
            found.append(name.text)
        else:
            declarations.unknown(name, "role", roles)
    return tuple(found)


def _owner(clause: ByClause, scope: Scope, declarations: Declarations) -> Actor:
    assert clause.record is not None
    record = ExpressionResolver(declarations).resolve(clause.record, scope)
    if record is None:
        return Anyone()
    kind = record.type
    entity = declarations.entities.get(kind.entity) if isinstance(kind, Reference) else None
    field = next((item for item in entity.fields if item.is_owner), None) if entity else None
    if entity is None or field is None or not isinstance(field.type, Reference):
        hint = "mark a field that refers to a role with `owner`"
        declarations.diagnostics.append(MISSING_PART.at(clause.record.span, "this has no owner", hint))
        return Anyone()
    owner = FieldRead(type=field.type, span=clause.record.span, record=record, entity=entity.name, name=field.name)
    return OwnerOf(record=record, owner=owner, role=field.type.entity)


def _system(clause: ByClause, parameters: tuple[Parameter, ...], scope: Scope, declarations: Declarations) -> BySystem:
    if clause.condition is None:
        return BySystem(condition=None)
    if len(parameters) != 1 or not isinstance(parameters[0].type, Reference):
        message = "an action that the system does on its own has one parameter, the record it is done to"
        declarations.diagnostics.append(MISSING_PART.at(clause.span, message))
        return BySystem(condition=None)
    return BySystem(condition=ExpressionResolver(declarations).condition(clause.condition, scope))


def _role_of(actor: Actor) -> str | None:
    match actor:
        case Roles(names=(role,)):
            return role
        case OwnerOf(role=role):
            return role
        case _:
            return None


# clauses


def _resolve_clause(clause: object, draft: _Draft, declarations: Declarations) -> None:
    resolver = ExpressionResolver(declarations)
    match clause:
        case RequiresClause():
            _add_guard(clause, draft, resolver)
        case EnsuresClause():
            condition = resolver.condition(clause.condition, draft.scope)
            if condition is not None:
                place = f"{draft.id}/ensures:{len(draft.ensures) + 1}"
                message = clause.message.value if clause.message else f"This must hold: {clause.condition.span.text}"
                draft.ensures.append(Guard(id=place, span=clause.span, condition=condition, message=message))
        case CallsClause():
            call = service_call(clause.call, draft.scope, resolver)
            if call is not None:
                place = f"{draft.id}/calls:{len(draft.calls) + 1}"
                draft.calls.append(replace(call, id=place, span=clause.span, message=clause.message.value))
        case CreatesClause():
            _add_create(clause, draft, resolver)
        case ChangesClause():
            _add_change(clause, draft, resolver)
        case DeletesClause():
            _add_delete(clause, draft, resolver)
        case SignsInClause():
            person = resolver.resolve(clause.person, draft.scope)
            if person is not None:
                place = f"{draft.id}/signs-in"
                draft.effects.append(StartSession(id=place, span=clause.span, person=person))
        case _:
            pass


def _add_guard(clause: RequiresClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    condition = resolver.condition(clause.condition, draft.scope)
    if condition is None:
        return
    place = f"{draft.id}/requires:{len(draft.guards) + 1}"
    draft.guards.append(Guard(id=place, span=clause.span, condition=condition, message=clause.message.value))
    draft.scope = draft.scope.knowing(present_if_true(condition))


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


def _add_create(clause: CreatesClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    declarations = resolver.declarations
    entity = declarations.entity(clause.entity)
    if entity is None:
        return
    seen: set[str] = set()
    found: list[tuple[str, Expression]] = []
    for item in clause.assignments:
        field = next((field for field in entity.fields if field.name == item.name.text), None)
        if field is None:
            declarations.lacking(entity.name, item.name, "field", [field.name for field in entity.fields])
        elif field.name in seen:
            problem = CONTRADICTION.at(item.name.span, f"`{field.name}` is given two values", "remove one of them")
            declarations.diagnostics.append(problem)
        elif field.derived is not None or field.is_generated:
            message = f"`{field.name}` is {'derived' if field.derived is not None else 'generated'}"
            declarations.diagnostics.append(NOT_CHANGEABLE.at(item.name.span, message, "leave it out"))
        else:
            value = resolver.value(item.value, draft.scope, field.type)
            seen.add(field.name)
            found += [(field.name, value)] if value is not None else []
    _report_missing(clause, entity, {item.name.text for item in clause.assignments}, declarations)
    alias = clause.alias.text if clause.alias else snake_case(entity.name)
    place = f"{draft.id}/creates:{len(draft.effects) + 1}"
    draft.effects.append(Create(id=place, span=clause.span, entity=entity.name, alias=alias, values=tuple(found)))
    variables = dict(draft.scope.variables)
    if clause.alias or alias not in variables:
        variables[alias] = Reference(entity.name)
    draft.scope = replace(draft.scope, variables=variables)


def _report_missing(clause: CreatesClause, entity: Entity, given: set[str], declarations: Declarations) -> None:
    """Report fields that a new record would lack."""
    missing = [
        field.name
        for field in entity.fields
        if field.name not in given
        and not field.is_generated
        and field.is_stored
        and field.derived is None
        and field.default is None
        and not isinstance(field.type, Optional)
    ]
    # An enumeration starts at its first member, as the states of a record do.
    missing = [name for name in missing if not _has_first_state(entity, name)]
    if missing:
        hint = "give them values, a default, or make them optional with `?`"
        message = f"a new {entity.name} lacks {', '.join(f'`{name}`' for name in missing)}"
        declarations.diagnostics.append(MISSING_PART.at(clause.entity.span, message, hint))


def _has_first_state(entity: Entity, name: str) -> bool:
    kind = entity.field(name).type
    return isinstance(kind, Choice) and kind.enum.startswith(entity.name)


def _add_change(clause: ChangesClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    found = change(clause, draft.scope, resolver, f"{draft.id}/changes:{len(draft.effects) + 1}")
    if found is None:
        return
    for other in draft.effects:
        if isinstance(other, Change) and (other.record, other.field) == (found.record, found.field):
            message = f"`{clause.target.span.text}` is changed twice"
            related = (Related("first changed here", other.span),)
            problem = CONTRADICTION.at(clause.target.span, message, "remove one of them", related)
            resolver.declarations.diagnostics.append(problem)
    draft.effects.append(found)


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


def _add_delete(clause: DeletesClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    record = resolver.resolve(clause.record, draft.scope)
    if record is None:
        return
    if not isinstance(record.type, Reference):
        resolver.mismatch(clause.record.span, "this is not a record")
        return
    place = f"{draft.id}/deletes:{len(draft.effects) + 1}"
    draft.effects.append(Delete(id=place, span=clause.span, record=record, entity=record.type.entity))


# results and parameters


def _returned(block: Block, draft: _Draft, declarations: Declarations) -> str | None:
    returns = block.header.returns
    if returns is None:
        return None
    created = [effect.entity for effect in draft.effects if isinstance(effect, Create)]
    if returns.name not in created:
        hint = f"it creates: {', '.join(created)}" if created else "say `creates …`"
        message = f"the action returns {returns.name or 'a state'} but creates none"
        if returns.name not in declarations.unread:
            declarations.missing(block, message, hint, returns.span)
        return None
    return returns.name


def _inherit(
    parameters: tuple[Parameter, ...], effects: list[Effect], block: Block, declarations: Declarations
) -> tuple[Parameter, ...]:
    """Give parameters that go straight into a field the label and the bounds of that field."""
    labelled = {node.name.text for node in block.header.parameters if node.label}
    targets: dict[str, tuple[str, str]] = {}
    for effect in effects:
        pairs = effect.values if isinstance(effect, Create) else ()
        if isinstance(effect, Change):
            pairs = ((effect.field, effect.value),)
        for field, value in pairs:
            if isinstance(value, Variable) and isinstance(effect, Create | Change):
                targets.setdefault(value.name, (effect.entity, field))
    found: list[Parameter] = []
    for parameter in parameters:
        if parameter.name in targets:
            entity, name = targets[parameter.name]
            field = declarations.entities[entity].field(name)
            label = parameter.label if parameter.name in labelled else field.label
            kind = _narrower(parameter.type, field.type)
            parameter = replace(parameter, type=kind, label=label)
        found.append(parameter)
    return tuple(found)


def _narrower(own: ValueType, field: ValueType) -> ValueType:
    bare, target = plain(own), plain(field)
    unbounded = bare in (Text(), Int()) or (isinstance(bare, Decimal) and bare == Decimal(bare.scale))
    if not unbounded or type(bare) is not type(target):
        return own
    return Optional(target) if isinstance(own, Optional) else target  # pyright: ignore[reportArgumentType, reportReturnType]
