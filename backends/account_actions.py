"""The accounts that nobody can register in the system: an operator adds them, by an action of the system for each role.

The domain, the database and the services treat such an action as any other, so that the same rules are kept.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ..dsl.expressions import Constant, Variable
from ..dsl.model import Action, Anyone, BySystem, Create, Entity, Field, Model, OwnerOf, Parameter
from ..dsl.value_types import Choice, ListOf
from ..dsl.words import snake_case, words_of
from .workflow_actions import with_final_actions


def with_added_actions(model: Model) -> Model:
    """Return the model with the actions that are not declared: those of final states, and those that add accounts."""
    extended = with_final_actions(model)
    accounts = [account_action(role, model) for role in unregistered_roles(model)]
    return replace(extended, actions=(*extended.actions, *accounts)) if accounts else extended


def unregistered_roles(model: Model) -> list[Entity]:
    """Return the roles that sign in and of which no action makes the first person."""
    made = list(_made_by(model))
    roles = [role for role in model.roles if role.identifiers]
    found = [role for role in roles if all(name != role.name for name, _ in made)]
    known = {"", *(role.name for role in found)}
    for _ in made:
        known |= {name for name, makers in made if known & makers}
    return [role for role in roles if role in found or role.name not in known]


def _made_by(model: Model) -> Iterator[tuple[str, set[str]]]:
    """Yield the entities that people create, each with the roles that may; "" stands for anyone."""
    for action in model.actions:
        match action.actor:
            case BySystem():
                continue
            case Anyone():
                makers = {""}
            case OwnerOf(role=role):
                makers = {role}
            case roles:
                makers = set(roles.names)
        yield from ((effect.entity, makers) for effect in action.effects if isinstance(effect, Create))


def account_action(role: Entity, model: Model) -> Action:
    """Return the action that adds a person of a role."""
    fields = [field for field in role.fields if _is_given(field, role)]
    variable = snake_case(role.name)
    name = f"add_{variable}_account"
    is_declared = any(action.name == name for action in model.actions)
    values = tuple((field.name, Variable(type=field.type, span=role.span, name=field.name)) for field in fields)
    return Action(
        id=role.id,
        span=role.span,
        name=f"{name}_by_operator" if is_declared else name,
        parameters=tuple(_parameter(field) for field in fields),
        actor=BySystem(condition=None),
        phrases=(),
        guards=(),
        calls=(),
        effects=(Create(id=role.id, span=role.span, entity=role.name, alias=variable, values=values),),
        ensures=(),
        returns=role.name,
    )


def _is_given(field: Field, role: Entity) -> bool:
    """Tell whether a field of a new record is given by whoever adds it."""
    is_state = isinstance(field.type, Choice) and field.type.enum.startswith(role.name)
    has_first_state = is_state and field.default is None
    is_fixed = field.default is not None and not isinstance(field.default, Constant)
    is_list = isinstance(field.type, ListOf)  # the list of a new record is empty
    return not (field.is_generated or field.derived is not None or has_first_state or is_fixed or is_list)


def _parameter(field: Field) -> Parameter:
    default = field.default if isinstance(field.default, Constant) else None
    return Parameter(name=field.name, type=field.type, label=field.label, default=default)


def role_command(role: Entity) -> str:
    """Return what the command calls a role: `duty-manager`."""
    return words_of(role.name).replace(" ", "-")


def option_name(parameter: Parameter) -> str:
    """Return the option that gives a parameter; `--help` is taken."""
    name = words_of(parameter.name).replace(" ", "-")
    return f"--{name}-field" if name == "help" else f"--{name}"
