"""The steps of a workflow's state: data, actions, calls, tasks, strands side by side, retries."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from ..expressions import Expression, Value
from ..model import (
    CallService,
    DoAction,
    HumanTask,
    Parallel,
    RetryPolicy,
    SetData,
    TextTemplate,
    WorkflowStep,
)
from .expressions import Evaluator, Frame
from .formatting import show
from .index import Index
from .outcomes import Accepted, EvaluationError, Outcome
from .services import Services
from .state import Event, Instance, State, Strand, Task, Undo

PerformAsSystem = Callable[[State, str, dict[str, Value]], Outcome]


class Steps:
    """Runs the steps of a state until one waits or fails, or all are done."""

    def __init__(self, index: Index, evaluator: Evaluator, perform: PerformAsSystem) -> None:
        self._index = index
        self._evaluator = evaluator
        self._perform = perform
        self._services = Services(index)

    def run(
        self, state: State, instance: Instance, steps: tuple[WorkflowStep, ...], at: datetime
    ) -> tuple[Instance, str]:
        """Go on from the instance's position; return it with `done`, `waiting` or `failed`."""
        while instance.position < len(steps):
            instance, status = self._step(state, instance, steps[instance.position], at)
            state.write(state.instances, instance.id, instance)
            if status != "done":
                return instance, status
            instance = replace(instance, position=instance.position + 1, strands=())
        return instance, "done"

    def frame(self, state: State, instance: Instance) -> Frame:
        """Return what the expressions of an instance see: its record, its data, its state."""
        workflow = self._index.workflows[instance.workflow]
        variables = {workflow.variable: instance.subject, "state": instance.state, **dict(instance.data)}
        return Frame(state.records, state.now, None, variables)

    def compensate(self, state: State, instance: Instance, at: datetime) -> Instance:
        """Make up for the completed steps, the last one first."""
        for undo in reversed(instance.undos):
            outcome = self._do(state, undo.action, undo.arguments)
            what = "undone" if isinstance(outcome, Accepted) else "undo failed"
            instance = replace(instance, events=(*instance.events, Event(at, what, undo.action)))
        return replace(instance, undos=())

    def _step(self, state: State, instance: Instance, step: WorkflowStep, at: datetime) -> tuple[Instance, str]:
        frame = self.frame(state, instance)
        match step:
            case SetData(name=name, value=value):
                data = {**dict(instance.data), name: self._evaluator.value(value, frame)}
                return replace(instance, data=tuple(data.items())), "done"
            case HumanTask():
                number = len(state.tasks) + 1
                task = Task(number, instance.id, self._text(step.title, frame), step.roles, step.answers)
                state.write(state.tasks, number, task)
                return replace(instance, events=(*instance.events, Event(at, "asked", task.title))), "done"
            case Parallel(branches=branches, join=join):
                return self._strands(state, instance, tuple(branch.steps for branch in branches), join, at)
            case _:
                return self._strands(state, instance, ((step,),), "all", at)

    def _text(self, template: TextTemplate, frame: Frame) -> str:
        locale = self._index.model.system.locale
        return "".join(
            part if isinstance(part, str) else show(self._evaluator.value(part, frame), part.type, locale)
            for part in template.parts
        )

    def _strands(
        self,
        state: State,
        instance: Instance,
        branches: tuple[tuple[DoAction | CallService, ...], ...],
        join: str,
        at: datetime,
    ) -> tuple[Instance, str]:
        fresh = (Strand() if steps else Strand(status="done") for steps in branches)
        strands = list(instance.strands or fresh)
        for number, steps in enumerate(branches):
            instance, strands[number] = self._strand(state, instance, strands[number], steps, at)
        return replace(instance, strands=tuple(strands)), _joined([strand.status for strand in strands], join)

    def _strand(
        self,
        state: State,
        instance: Instance,
        strand: Strand,
        steps: tuple[DoAction | CallService, ...],
        at: datetime,
    ) -> tuple[Instance, Strand]:
        """Run one strand as far as it goes now."""
        while strand.status == "running" and (strand.wake_at is None or strand.wake_at <= at):
            step = steps[strand.index]
            instance, is_done = self._attempt(state, instance, step, at)
            if is_done:
                is_last = strand.index + 1 == len(steps)
                strand = Strand(strand.index + 1, status="done" if is_last else "running")
            elif strand.attempt >= step.retry.times:
                strand = replace(strand, wake_at=None, status="failed")
            else:
                wake_at = _next_attempt(step.retry, strand.attempt, at)
                strand = replace(strand, attempt=strand.attempt + 1, wake_at=wake_at)
        return instance, strand

    def _attempt(
        self, state: State, instance: Instance, step: DoAction | CallService, at: datetime
    ) -> tuple[Instance, bool]:
        frame = self.frame(state, instance)
        arguments = self._values(step.arguments, frame)
        if isinstance(step, DoAction):
            outcome = self._do(state, step.action, arguments)
            name, is_done = step.action, isinstance(outcome, Accepted)
            told = "ok" if isinstance(outcome, Accepted) else outcome.message
        else:
            name = f"{step.service}.{step.operation}"
            told, is_done = self._services.call(state, step.service, step.operation, arguments)
        instance = replace(instance, events=(*instance.events, Event(at, name, told)))
        if is_done and step.undo is not None:
            undo = Undo(step.undo[0], self._values(step.undo[1], self.frame(state, instance)))
            instance = replace(instance, undos=(*instance.undos, undo))
        return instance, is_done

    def _values(self, expressions: tuple[Expression, ...], frame: Frame) -> tuple[Value, ...]:
        return tuple(self._evaluator.value(expression, frame) for expression in expressions)

    def _do(self, state: State, name: str, arguments: tuple[Value, ...]) -> Outcome:
        action = self._index.actions[name]
        inputs = {item.name: value for item, value in zip(action.parameters, arguments, strict=False)}
        return self._perform(state, name, inputs)


def _joined(statuses: list[str], join: str) -> str:
    """Return what a set of strands has come to: `all` must succeed, or `any`."""
    decided, undecided = ("failed", "done") if join == "all" else ("done", "failed")
    if decided in statuses:
        return decided
    return "waiting" if "running" in statuses else undecided


def _next_attempt(retry: RetryPolicy, attempt: int, at: datetime) -> datetime:
    try:
        return at + retry.every * (2**attempt if retry.doubling else 1)
    except OverflowError:
        raise EvaluationError("the pause before the next attempt is too long") from None
