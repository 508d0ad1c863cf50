"""Resolves who may do an action."""

from ..catalog import CONTRADICTION, MISSING_PART
from ..expressions import FieldRead
from ..model import (
    Actor,
    Anyone,
    BySystem,
    OwnerOf,
    Parameter,
    Roles,
)
from ..syntax_tree import (
    Block,
    ByClause,
    Name,
)
from ..value_types import Reference
from .declarations import Declarations
from .expressions import ExpressionResolver
from .scope import Scope


def resolve_actor(block: Block, parameters: tuple[Parameter, ...], scope: Scope, declarations: Declarations) -> Actor:
    """Return who may do the action that a block declares; Anyone after a mistake was reported."""
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


def role_of(actor: Actor) -> str | None:
    """Return the role of the person who acts, where there is exactly one."""
    match actor:
        case Roles(names=(role,)):
            return role
        case OwnerOf(role=role):
            return role
        case _:
            return None
