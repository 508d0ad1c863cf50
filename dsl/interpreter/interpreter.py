"""The interpreter of one model: performs actions, answers tasks, lets time go by."""

from collections.abc import Mapping
from datetime import timedelta

from ..expressions import Value
from ..model import Model
from ..value_types import Password, ValueType, plain
from .actions import NOT_ALLOWED, Actions
from .coverage import Recorder
from .effects import Effects
from .expressions import Evaluator, Frame
from .index import Index
from .integrity import Integrity
from .outcomes import Accepted, EvaluationError, Key, Outcome, Person, Rejected, StoppedError
from .queries import Queries
from .services import Services
from .state import State, Task
from .system_actions import SystemActions
from .workflows import Workflows

DEEPEST = 50  # actions started by workflows started by actions …


class Interpreter:
    """The reference meaning of a model. Every method changes the state it is given, or leaves it untouched
    when its outcome is not Accepted. EvaluationError: an expression of the model has no value."""

    def __init__(self, model: Model) -> None:
        self.index = Index(model)
        self.recorder = Recorder()
        self.evaluator = Evaluator(self.index, self.recorder.rows)
        self.effects = Effects(self.index, self.evaluator)
        self.integrity = Integrity(self.index, self.evaluator)
        self.services = Services(self.index)
        self.queries = Queries(self.index, self.evaluator)
        self.workflows = Workflows(
            self.index, self.evaluator, self.effects, self.integrity, self.recorder, self.perform_as_system
        )
        self._actions = Actions(self.index, self.evaluator, self.effects, self.integrity, self.recorder)
        self._system = SystemActions(self.index, self.evaluator, self.workflows, self.perform_as_system)
        self._depth = 0

    def initial_state(self) -> State:
        """Return the state in which every scenario starts."""
        return State.initial(self.index.model)

    def perform(
        self, state: State, person: Person | None, action: str, arguments: Mapping[str, Value], as_system: bool = False
    ) -> Outcome:
        """Let a person (None: somebody not signed in) do an action, and start the workflows it starts."""
        declared = self.index.actions[action]
        mark = state.mark()
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise EvaluationError("actions and workflows start each other without end", declared.span)
            accepted = self._actions.run(state, person, declared, arguments, as_system)
            self.workflows.start(state, declared, arguments, accepted)
            self.workflows.verify_never(state)
        except StoppedError as stop:
            state.roll_back(mark)
            return self._stopped(stop)
        except EvaluationError:
            state.roll_back(mark)
            raise
        finally:
            self._depth -= 1
        return accepted

    def perform_as_system(self, state: State, action: str, arguments: dict[str, Value]) -> Outcome:
        """Let the system itself do an action."""
        return self.perform(state, None, action, arguments, as_system=True)

    def answer(self, state: State, person: Person, task: Task, answer: str) -> Outcome:
        """Let a person answer an open task of one of their roles."""
        if person.role not in task.roles:
            return Rejected(f"task:{task.title}", NOT_ALLOWED)
        mark = state.mark()
        try:
            self.workflows.answer(state, task, answer)
            self.workflows.verify_never(state)
        except StoppedError as stop:
            state.roll_back(mark)
            return self._stopped(stop)
        except EvaluationError:
            state.roll_back(mark)
            raise
        return Accepted()

    def pass_time(self, state: State, duration: timedelta) -> None:
        """Let time go by: timers fire in the order of their due times, then the system acts."""
        mark = state.mark()
        before = state.now
        try:
            self._system.pass_time(state, duration)
            self.workflows.verify_never(state)
        except (StoppedError, EvaluationError):
            state.roll_back(mark)
            state.now = before
            raise

    def sign_in(self, state: State, role: str, identifier: str, password: str) -> Person | None:
        """Return the person of a role with this identifier and password, if there is one."""
        entity = self.index.entities[role]
        for key, record in state.records[role].items():
            is_person = any(record.get(name) == identifier.strip() for name in entity.identifiers)
            if is_person and record.get(self.credential(role)) == password:
                return Person(role, key)
        return None

    def credential(self, role: str) -> str:
        """Return the name of the field that holds the password of a role."""
        return next((item.name for item in self.index.entities[role].fields if is_password(item.type)), "password")

    def read(self, state: State, entity: str, key: Key, field: str) -> Value:
        """Return a field of a record, derived fields included."""
        return self.evaluator.read(Frame(state.records, state.now, None, {}), entity, key, field)

    def _stopped(self, stop: StoppedError) -> Outcome:
        if isinstance(stop.outcome, Rejected):
            self.recorder.rejections.add(stop.outcome.rule_id)
        return stop.outcome


def is_password(kind: ValueType) -> bool:
    """Tell whether a type is that of passwords."""
    return isinstance(plain(kind), Password)
