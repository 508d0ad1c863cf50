"""Which parameters of an action have a default: those assigned to a field of a new record that has one."""

from collections.abc import Mapping

from ..dsl.expressions import Constant, Variable
from ..dsl.model import Action, Create, Model


def parameter_defaults(action: Action, model: Model) -> Mapping[str, Constant]:
    """Return the defaults by the names of the parameters."""
    found: dict[str, Constant] = {}
    for effect in action.effects:
        if isinstance(effect, Create):
            for name, value in effect.values:
                default = model.entity(effect.entity).field(name).default
                if isinstance(value, Variable) and isinstance(default, Constant):
                    found.setdefault(value.name, default)
    return found
