"""Which states of a workflow lead to which."""

from collections.abc import Iterable

from ...model import State, Workflow


class WorkflowGraph:
    """The states of a workflow and the ways between them."""

    def __init__(self, workflow: Workflow) -> None:
        self.states = {state.name: state for state in workflow.states}
        self._next = {name: tuple(go.target for go in state.transitions) for name, state in self.states.items()}
        self.reachable = self.reached_from(workflow.states[0].name) if workflow.states else frozenset[str]()
        self.final = frozenset(name for name, state in self.states.items() if state.is_final)

    def reached_from(self, start: str) -> frozenset[str]:
        """Return the states that can follow a state sooner or later, and the state itself."""
        found = {start}
        waiting = [start]
        while waiting:
            new = [name for name in self._next.get(waiting.pop(), ()) if name not in found]
            found.update(new)
            waiting += new
        return frozenset(found)

    def leads_to(self, start: str, ends: Iterable[str]) -> bool:
        """Tell whether any of some states can follow a state."""
        return not self.reached_from(start).isdisjoint(ends)

    def before(self, name: str) -> tuple[State, ...]:
        """Return the states from which a state can be reached in one step or more, in their order."""
        return tuple(
            state
            for state in self.states.values()
            if any(name in self.reached_from(target) for target in self._next[state.name])
        )

    def coming_to(self, name: str) -> tuple[State, ...]:
        """Return the reachable states from which one step leads to a state, in their order."""
        found = (state for state in self.states.values() if name in self._next[state.name])
        return tuple(state for state in found if state.name in self.reachable)
