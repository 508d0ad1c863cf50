"""What happens by itself when time goes by: timers first, then the system's own actions until none applies."""

from collections.abc import Callable
from datetime import timedelta

from ..expressions import Value
from ..model import Action, BySystem
from ..value_types import Reference, plain
from .expressions import Evaluator, Frame
from .index import Index
from .outcomes import Accepted, EvaluationError, Outcome
from .state import State
from .workflows import Workflows

MOST_ROUNDS = 1000
MOST_TIMERS = 20_000


class SystemActions:
    """Lets time go by."""

    def __init__(
        self,
        index: Index,
        evaluator: Evaluator,
        workflows: Workflows,
        perform: Callable[[State, str, dict[str, Value]], Outcome],
    ) -> None:
        self._evaluator = evaluator
        self._workflows = workflows
        self._perform = perform
        self._actions = [
            (action, action.actor)
            for action in index.model.actions
            if isinstance(action.actor, BySystem) and action.actor.condition is not None
        ]

    def pass_time(self, state: State, duration: timedelta) -> None:
        """Move the clock, fire what is due in the order of due times, then let the system act."""
        try:
            state.now += duration
        except OverflowError:
            raise EvaluationError("the clock would leave the calendar") from None
        for _ in range(MOST_TIMERS):
            if not self._workflows.fire_next_timer(state):
                break
        else:
            raise EvaluationError("timers never come to rest")
        self.settle(state)

    def settle(self, state: State) -> None:
        """Do every action of the system whose condition holds, record by record, until none succeeds."""
        for _ in range(MOST_ROUNDS):
            done = [action for action, actor in self._actions if self._round(state, action, actor)]
            if not done:
                return
        names = ", ".join(action.name for action, _ in self._actions)
        raise EvaluationError(f"the actions of the system never come to rest: {names}", self._actions[0][0].span)

    def _round(self, state: State, action: Action, actor: BySystem) -> bool:
        """Try one action on every record, in the order of keys; return whether any succeeded."""
        kind = plain(action.parameters[0].type) if action.parameters else None
        if not isinstance(kind, Reference):
            return self._applies(state, actor, {}) and isinstance(self._perform(state, action.name, {}), Accepted)
        name, is_done = action.parameters[0].name, False
        for key in sorted(state.records[kind.entity], key=lambda key: (str(type(key)), key)):
            inputs: dict[str, Value] = {name: key}
            if key in state.records[kind.entity] and self._applies(state, actor, inputs):
                is_done |= isinstance(self._perform(state, action.name, inputs), Accepted)
        return is_done

    def _applies(self, state: State, actor: BySystem, inputs: dict[str, Value]) -> bool:
        condition = actor.condition
        return condition is not None and self._evaluator.value(condition, Frame(state.records, state.now, None, inputs))
