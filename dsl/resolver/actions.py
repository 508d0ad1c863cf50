"""Resolves actions: who may, what must hold, what happens."""

from msgspec import Struct
from msgspec.structs import replace

from ...diagnostics import Related, Span
from ..catalog import CONTRADICTION, MISSING_PART, NOT_CHANGEABLE
from ..expressions import Expression
from ..model import (
    Action,
    BySystem,
    Change,
    Create,
    Delete,
    Effect,
    Entity,
    Guard,
    Roles,
    ServiceCall,
    StartSession,
)
from ..syntax_tree import (
    Block,
    CallsClause,
    ChangesClause,
    CreatesClause,
    DeletesClause,
    EnsuresClause,
    MemberClause,
    RequiresClause,
    SaysClause,
    SignsInClause,
)
from ..value_types import Choice, ListOf, Optional, Reference
from ..words import snake_case
from .actors import resolve_actor, role_of
from .confirmations import resolve_confirmation
from .declarations import Declarations
from .defaults import with_defaults
from .effects import change, joined_members, member_change, service_call
from .expressions import ExpressionResolver
from .inheritance import inherit_from_fields
from .scope import Scope, present_if_true
from .types import resolve_parameters


class _Draft(Struct):
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
    parameters = resolve_parameters(block.header.parameters, declarations, may_default=True, may_be_lists=True)
    if len(parameters) < len(block.header.parameters):
        declarations.unread.add(name.text)
    scope = Scope(variables={item.name: item.type for item in parameters})
    actor = resolve_actor(block, parameters, scope, declarations)
    scope = replace(scope, me=role_of(actor), roles=actor.names if isinstance(actor, Roles) else ())
    if isinstance(actor, BySystem) and actor.condition is not None:
        scope = scope.knowing(present_if_true(actor.condition))
    draft = _Draft(f"action:{name.text}", scope, [], [], [], [])
    for clause in block.clauses:
        _resolve_clause(clause, draft, declarations)
    returns = _returned(block, draft, declarations)
    return Action(
        id=draft.id,
        span=block.span,
        name=name.text,
        parameters=with_defaults(
            inherit_from_fields(parameters, draft.effects, block, declarations), draft.effects, block, declarations
        ),
        actor=actor,
        phrases=_phrases(block, declarations),
        guards=tuple(draft.guards),
        calls=tuple(draft.calls),
        effects=tuple(draft.effects),
        ensures=tuple(draft.ensures),
        returns=returns,
        confirmation=resolve_confirmation(block, parameters, tuple(draft.effects), returns, declarations),
    )


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
        case MemberClause():
            _add_member(clause, draft, resolver)
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
        and not isinstance(field.type, Optional | ListOf)
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
    other = _same_change(found, draft)
    if other is not None:
        _report_second_change(clause.target.span, other, resolver)
    draft.effects.append(found)


def _same_change(found: Change, draft: _Draft) -> Change | None:
    """Return the change of the same field of the same record that came before."""
    changes = [item for item in draft.effects if isinstance(item, Change)]
    same = [item for item in changes if (item.record, item.field) == (found.record, found.field)]
    return same[0] if same else None


def _report_second_change(target: Span, other: Change, resolver: ExpressionResolver) -> None:
    related = (Related("first changed here", other.span),)
    problem = CONTRADICTION.at(target, f"`{target.text}` is changed twice", "remove one of them", related)
    resolver.declarations.diagnostics.append(problem)


def _add_member(clause: MemberClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    verb = "removes" if clause.is_removed else "adds"
    found = member_change(clause, draft.scope, resolver, f"{draft.id}/{verb}:{len(draft.effects) + 1}")
    other = _same_change(found, draft) if found is not None else None
    if found is None or other is None:
        draft.effects += [found] if found is not None else []
        return
    joined = joined_members(other, found)
    if joined is None:
        _report_second_change(clause.target.span, other, resolver)
    else:
        draft.effects[draft.effects.index(other)] = joined


def _add_delete(clause: DeletesClause, draft: _Draft, resolver: ExpressionResolver) -> None:
    record = resolver.resolve(clause.record, draft.scope)
    if record is None:
        return
    if not isinstance(record.type, Reference):
        resolver.mismatch(clause.record.span, "this is not a record")
        return
    place = f"{draft.id}/deletes:{len(draft.effects) + 1}"
    draft.effects.append(Delete(id=place, span=clause.span, record=record, entity=record.type.entity))


# phrases, results and parameters


def _phrases(block: Block, declarations: Declarations) -> tuple[str, ...]:
    """Return all that an action says, each phrase once."""
    first: dict[str, Span] = {}
    for clause in block.clauses:
        if isinstance(clause, SaysClause) and clause.phrase.value in first:
            related = (Related("first said here", first[clause.phrase.value]),)
            problem = CONTRADICTION.at(clause.span, "the action says this twice", "remove one of them", related)
            declarations.diagnostics.append(problem)
        elif isinstance(clause, SaysClause):
            first[clause.phrase.value] = clause.span
    return tuple(first)


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
