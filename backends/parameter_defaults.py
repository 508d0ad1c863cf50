"""Which parameters of an action have a default."""

from collections.abc import Mapping

from ..dsl.expressions import Constant
from ..dsl.model import Action


def parameter_defaults(action: Action) -> Mapping[str, Constant]:
    """Return the defaults by the names of the parameters."""
    return {item.name: item.default for item in action.parameters if item.default is not None}
