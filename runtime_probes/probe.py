"""What a probe is: something that is done wherever something happens."""

from collections.abc import Callable
from dataclasses import dataclass

from .action import Action
from .event import Event
from .function import Function


@dataclass(frozen=True, eq=False)
class Probe:
    """An action for an event. `where` may narrow the functions that it is put into, as `where.py` has it.

    `name` is for people.
    """

    event: Event
    action: Action
    where: Callable[[Function], bool] | None = None
    name: str = ""

    def applies(self, function: Function) -> bool:
        """Say whether the probe is put into a function."""
        if function.is_import and not self.event.of_imports:
            return False
        return self.where is None or self.where(function)
