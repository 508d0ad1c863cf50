"""Puts a second opinion into the modules of a built system as they are imported; their files stay as they are."""

import inspect
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from .opinions import Opinions
from .plan import Plan, RuleCall, WatchedFunction, WatchedState, WatchedWorkflow

MACHINE = "app.workflows.machine"
Change = Callable[[ModuleType], None]


class ChangingFinder(MetaPathFinder):
    """Finds modules as Python does, and changes some right after they are loaded, before anybody imports from them."""

    def __init__(self, changes: dict[str, list[Change]]) -> None:
        """Take what to do to modules, by their names."""
        self._changes = changes

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is, if it is one of those."""
        if fullname not in self._changes:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            _after(spec.loader, self._changes[fullname])
        return spec


def _after(loader: Any, changes: list[Change]) -> None:
    load = loader.exec_module

    def load_and_change(module: ModuleType) -> None:
        load(module)
        for change in changes:
            change(module)

    loader.exec_module = load_and_change


def watch_imports(plan: Plan, opinions: Opinions) -> None:
    """See to it that the functions of a plan, once they are imported, ask for a second opinion."""
    changes: dict[str, list[Change]] = defaultdict(list)
    for watched in plan.functions:
        changes[watched.module].append(_function_change(watched, opinions))
    for workflow in plan.workflows:
        changes[workflow.module].append(_workflow_change(workflow, opinions))
    if plan.workflows:
        changes[MACHINE].append(_machine_change(plan.workflows, opinions))
    sys.meta_path.insert(0, ChangingFinder(changes))


def _function_change(watched: WatchedFunction, opinions: Opinions) -> Change:
    def change(module: ModuleType) -> None:
        setattr(module, watched.name, _asking(getattr(module, watched.name), watched, opinions))

    return change


def _asking(function: Callable[..., Any], watched: WatchedFunction, opinions: Opinions) -> Callable[..., Any]:
    """Return a function that does the same, and has its answer compared."""
    bind = inspect.signature(function).bind

    @wraps(function)
    def asking(*given: Any, **named: Any) -> Any:
        try:
            scope = bind(*given, **named).arguments
        except TypeError:
            return function(*given, **named)
        return opinions.checked(watched, scope, lambda: function(*given, **named))

    return asking


def _workflow_change(watched: WatchedWorkflow, opinions: Opinions) -> Change:
    def asking(function: Any, call: RuleCall | None) -> Any:
        if call is None or function is None:
            return function
        return _asking(function, WatchedFunction(watched.module, function.__name__, (call,)), opinions)

    def state(declared: Any, plan: WatchedState) -> Any:
        pairs = zip(declared.steps, plan.steps, strict=True)
        steps = tuple(replace(step, value=asking(step.value, call)) if call else step for step, call in pairs)
        ways = zip(declared.transitions, plan.ways, strict=True)
        transitions = tuple(replace(way, condition=asking(way.condition, item.condition)) for way, item in ways)
        return replace(declared, steps=steps, transitions=transitions)

    def change(module: Any) -> None:
        workflow = module.WORKFLOW
        states = tuple(state(*pair) for pair in zip(workflow.states, watched.states, strict=True))
        never = tuple(
            replace(rule, holds=asking(rule.holds, call))
            for rule, call in zip(workflow.never, watched.never, strict=True)
        )
        module.WORKFLOW = replace(workflow, states=states, never=never)

    return change


def _machine_change(workflows: Sequence[WatchedWorkflow], opinions: Opinions) -> Change:
    """Return what notes the states that runs enter, and the ways by which they leave them."""
    states = {(workflow.name, state.name): state for workflow in workflows for state in workflow.states}

    def change(module: Any) -> None:
        leave, entered = module.leave, module.entered

        def noted_leave(context: Any, workflow: Any, instance: Any, transition: Any, at: Any) -> Any:
            number: int = workflow.state(instance.state).transitions.index(transition)
            opinions.reach(states[workflow.name, instance.state].ways[number].id, "taken")
            return leave(context, workflow, instance, transition, at)

        def noted_entered(context: Any, instance: Any, state: Any, at: Any) -> Any:
            opinions.reach(states[instance.workflow, state.name].id, "entered")
            return entered(context, instance, state, at)

        module.leave, module.entered = noted_leave, noted_entered

    return change
