"""Workflows as state machines over an event log: states, transitions, timers, human answers."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from ..expressions import Expression, Value
from ..model import Action, Transition, Workflow
from ..model import State as WorkflowState
from ..model_definition import definition_of
from ..value_types import Reference, plain
from .coverage import Recorder
from .effects import Effects
from .expressions import Evaluator, Frame
from .index import Index
from .integrity import Integrity
from .outcomes import Accepted, EvaluationError, Key, Rejected, StoppedError, UnsetError
from .reads import values_read
from .state import Event, Instance, State, Task
from .workflow_steps import PerformAsSystem, Steps

MOST_TRANSITIONS = 1000  # without waiting in between


class Workflows:
    """Starts, moves and ends the instances of a model's workflows."""

    def __init__(
        self,
        index: Index,
        evaluator: Evaluator,
        effects: Effects,
        integrity: Integrity,
        recorder: Recorder,
        perform: PerformAsSystem,
    ) -> None:
        self._index = index
        self._evaluator = evaluator
        self._effects = effects
        self._integrity = integrity
        self._recorder = recorder
        self._steps = Steps(index, evaluator, perform)
        self._definitions: dict[str, str] = {}
        self._starting: dict[str, list[Workflow]] = {}
        for workflow in index.model.workflows:
            self._starting.setdefault(workflow.starts_on, []).append(workflow)

    def start(self, state: State, action: Action, inputs: Mapping[str, Value], accepted: Accepted) -> None:
        """Start the workflows that an accepted action starts."""
        for workflow in self._starting.get(action.name, ()):
            subject = _subject(workflow, action, inputs, accepted)
            if subject is not None:
                instance = self._new(state, workflow, subject)
                self._enter(state, instance, workflow.states[0], state.now)

    def put(self, state: State, workflow: Workflow, subject: Key, name: str, data: Mapping[str, Value]) -> None:
        """Put the workflow of a record into a state, whatever happened before."""
        instance = self.instance_of(state, workflow.name, subject) or self._new(state, workflow, subject)
        given = tuple({**data, **dict(instance.data)}.items())
        instance = replace(instance, status="running", data=given)
        self._enter(state, instance, self.state_named(workflow, name), state.now)

    def instance_of(self, state: State, workflow: str, subject: Key) -> Instance | None:
        """Return the latest instance of a workflow for a record."""
        matching = [item for item in state.instances.values() if item.workflow == workflow and item.subject == subject]
        return max(matching, key=lambda item: item.id, default=None)

    def state_named(self, workflow: Workflow, name: str) -> WorkflowState:
        """Return a state of a workflow by its name."""
        for item in workflow.states:
            if item.name == name:
                return item
        raise EvaluationError(f'the workflow {workflow.name} has no state "{name}"', workflow.span)

    def answer(self, state: State, task: Task, answer: str) -> None:
        """Give an answer to an open task; its instance takes the transition for it."""
        state.write(state.tasks, task.id, replace(task, is_open=False))
        instance = state.instances[task.instance]
        workflow = self._index.workflows[instance.workflow]
        if not self.may_continue(workflow, instance):
            raise EvaluationError(
                f"version {workflow.version} does not accept version {instance.version}", workflow.span
            )
        instance = _logged(instance, state.now, f"answered {answer}", task.title)
        state.write(state.instances, instance.id, instance)
        for transition in self.state_named(workflow, instance.state).transitions:
            if transition.kind == "answer" and transition.answer == answer:
                self._take(state, instance, transition, state.now)
                return

    def fire_next_timer(self, state: State) -> bool:
        """Fire the timer that is due first, at its due time; return whether there was one."""
        due = [timer for instance in state.instances.values() for timer in self._timers(instance)]
        due = [timer for timer in due if timer[0] <= state.now]
        if not due:
            return False
        at, number, transition = min(due, key=lambda timer: (timer[0], timer[1], timer[2] is not None))
        if transition is None:
            self._go_on(state, state.instances[number], at)
        else:
            self._take(state, state.instances[number], transition, at)
        return True

    def verify_never(self, state: State) -> None:
        """Check what must hold in every state of every workflow; raises StoppedError where it does not."""
        for instance in state.instances.values():
            for check in self._index.workflows[instance.workflow].never:
                frame = self._steps.frame(state, instance)
                if not self._holds(check.condition, frame):
                    values = values_read(self._evaluator, check.condition, frame)
                    raise StoppedError(Rejected(check.id, check.message, check.span, values))

    def _holds(self, condition: Expression, frame: Frame) -> bool:
        try:
            return bool(self._evaluator.value(condition, frame))
        except UnsetError:
            return True  # it speaks of data that the workflow has not set yet

    def _new(self, state: State, workflow: Workflow, subject: Key) -> Instance:
        number, first = len(state.instances) + 1, workflow.states[0].name
        definition = self._definition(workflow)
        return Instance(number, workflow.name, workflow.version, definition, subject, first, state.now)

    def may_continue(self, workflow: Workflow, instance: Instance) -> bool:
        """Tell whether an instance that an earlier version, or this one as it was, started goes on under this one."""
        is_same = (instance.version, instance.definition) == (workflow.version, self._definition(workflow))
        return is_same or instance.version in workflow.accepts

    def _definition(self, workflow: Workflow) -> str:
        if workflow.name not in self._definitions:
            self._definitions[workflow.name] = definition_of(workflow)
        return self._definitions[workflow.name]

    def _timers(self, instance: Instance) -> list[tuple[datetime, int, Transition | None]]:
        """Return the timers of an instance: when, its id, and the transition; None for a retry."""
        workflow = self._index.workflows[instance.workflow]
        if instance.status != "running" or not self.may_continue(workflow, instance):
            return []
        retries = [strand.wake_at for strand in instance.strands if strand.wake_at and strand.status == "running"]
        timers: list[tuple[datetime, int, Transition | None]] = [(at, instance.id, None) for at in retries]
        for transition in self.state_named(workflow, instance.state).transitions:
            if transition.kind == "after" and transition.delay is not None:
                timers.append((_later(instance.entered_at, transition), instance.id, transition))
        return timers

    def _take(self, state: State, instance: Instance, transition: Transition, at: datetime) -> None:
        workflow = self._index.workflows[instance.workflow]
        instance = self._leave(state, instance, transition, at)
        self._enter(state, instance, self.state_named(workflow, transition.target), at)

    def _leave(self, state: State, instance: Instance, transition: Transition, at: datetime) -> Instance:
        self._recorder.transitions.add(transition.id)
        for task in list(state.tasks.values()):
            if task.instance == instance.id and task.is_open:
                state.write(state.tasks, task.id, replace(task, is_open=False))
        return self._steps.compensate(state, instance, at) if transition.compensates else instance

    def _enter(self, state: State, instance: Instance, target: WorkflowState, at: datetime) -> None:
        self._go_on(state, self._entered(state, instance, target, at), at)

    def _entered(self, state: State, instance: Instance, target: WorkflowState, at: datetime) -> Instance:
        self._recorder.states.add(target.id)
        instance = replace(instance, state=target.name, entered_at=at, position=0, strands=())
        instance = _logged(instance, at, "entered", target.name)
        state.write(state.instances, instance.id, instance)
        return instance

    def _go_on(self, state: State, instance: Instance, at: datetime) -> None:
        """Run an instance until it waits or ends."""
        workflow = self._index.workflows[instance.workflow]
        for _ in range(MOST_TRANSITIONS):
            current = self.state_named(workflow, instance.state)
            if current.is_final:
                self._finish(state, instance, current, at)
                return
            instance, status = self._steps.run(state, instance, current.steps, at)
            transition = self._choose(state, instance, current, status)
            if transition is None:
                is_stuck = status == "failed"
                state.write(state.instances, instance.id, replace(instance, status="failed") if is_stuck else instance)
                return
            instance = self._leave(state, instance, transition, at)
            instance = self._entered(state, instance, self.state_named(workflow, transition.target), at)
        raise EvaluationError(f"the workflow {workflow.name} never comes to rest", workflow.span)

    def _choose(self, state: State, instance: Instance, current: WorkflowState, status: str) -> Transition | None:
        """Return the first transition that applies at once after the steps, if any."""
        if status == "waiting":
            return None
        frame = self._steps.frame(state, instance)
        for item in current.transitions:
            if status == "failed":
                applies = item.kind == "failed"
            else:
                condition = item.condition
                is_true = condition is not None and self._evaluator.value(condition, frame)
                applies = item.kind == "otherwise" or (item.kind == "when" and is_true)
            if applies:
                return item
        return None

    def _finish(self, state: State, instance: Instance, final: WorkflowState, at: datetime) -> None:
        writes = self._effects.apply(state, self._steps.frame(state, instance), final.effects)
        self._integrity.verify_records(state, writes, final.span)
        self._integrity.verify_invariants(state, writes)
        instance = _logged(replace(instance, status="finished", strands=()), at, "finished", final.name)
        state.write(state.instances, instance.id, instance)


def _logged(instance: Instance, at: datetime, what: str, detail: str) -> Instance:
    return replace(instance, events=(*instance.events, Event(at, what, detail)))


def _later(moment: datetime, transition: Transition) -> datetime:
    assert transition.delay is not None
    try:
        return moment + transition.delay
    except OverflowError:
        raise EvaluationError("the timer lies outside the calendar", transition.span) from None


def _subject(workflow: Workflow, action: Action, inputs: Mapping[str, Value], accepted: Accepted) -> Key | None:
    if action.returns == workflow.entity:
        return accepted.value
    for parameter in action.parameters:
        kind, value = plain(parameter.type), inputs.get(parameter.name)
        if isinstance(kind, Reference) and kind.entity == workflow.entity and isinstance(value, str | int):
            return value
    return None
