"""Whom an action signs in, as its caller finds that out."""

from msgspec import Struct

from ..dsl.model import Model, StartSession
from ..dsl.value_types import Reference, plain
from .action_plan import ActionPlan
from .names import field_name


class StartedSession(Struct, frozen=True):
    """A person who is signed in once an action has succeeded: the role, and the key as Python, over what the
    action returned or over a parameter."""

    role: str
    key: str


def started_session(plan: ActionPlan, result: str, model: Model) -> StartedSession | None:
    """Return whom an action signs in; `result` is the variable that holds what the service returned: the
    action's value, or, where it has none, the person who is signed in."""
    effect = next((item for item in plan.action.effects if isinstance(item, StartSession)), None)
    if effect is None or plan.session is None:
        return None
    kind = plain(effect.person.type)
    assert isinstance(kind, Reference)
    is_result = plan.result is None or plan.result.name == plan.session
    key = field_name(model.entity(kind.entity).key.name)
    return StartedSession(kind.entity, f"{result}.{key}" if is_result else plan.session)
