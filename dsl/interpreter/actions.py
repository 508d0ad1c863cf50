"""One action as one transaction: who may, inputs, guards, calls, effects, standing rules."""

from collections.abc import Mapping
from contextlib import suppress

from ...diagnostics import WeftError
from ..expressions import Value
from ..model import Action, Anyone, BySystem, Create, Guard, OwnerOf, Parameter, Roles, ServiceCall
from .coverage import Recorder
from .effects import Effects
from .expressions import Evaluator, Frame
from .index import Index
from .integrity import Integrity
from .outcomes import Accepted, EvaluationError, Person, Refused, Rejected, StoppedError
from .reads import values_read
from .services import Services
from .state import State
from .thresholds import Threshold, thresholds_of
from .validation import clean, find_missing, find_problem

SIGN_IN_FIRST = "Please sign in first"
NOT_ALLOWED = "You are not allowed to do this"


class Actions:
    """Runs actions on a state. Whoever calls takes back the writes when StoppedError comes."""

    def __init__(
        self, index: Index, evaluator: Evaluator, effects: Effects, integrity: Integrity, recorder: Recorder
    ) -> None:
        self._index = index
        self._evaluator = evaluator
        self._effects = effects
        self._integrity = integrity
        self._recorder = recorder
        self._thresholds: dict[str, tuple[Threshold, ...]] = {}
        self._services = Services(index)

    def run(
        self, state: State, person: Person | None, action: Action, arguments: Mapping[str, Value], as_system: bool
    ) -> Accepted:
        """Do an action; raises StoppedError with the reason when it is rejected or refused."""
        inputs = self.inputs(action, arguments)
        frame = Frame(state.records, state.now, person.key if person else None, inputs)
        self._admit(state, person, action, frame, as_system)
        self._validate(action, frame)
        for guard in action.guards:
            self._guard(guard, frame)
        for call in action.calls:
            self._call(state, call, frame)
        writes = self._effects.apply(state, frame, action.effects)
        self._integrity.verify_records(state, writes, action.span)
        for ensured in action.ensures:
            self._ensure(ensured, frame)
        self._integrity.verify_invariants(state, writes)
        self._recorder.actions.add(action.id)
        return Accepted(_returned(action, frame), writes.session)

    def inputs(self, action: Action, arguments: Mapping[str, Value]) -> dict[str, Value]:
        """Return a value for every parameter: the given one, else its default, else none."""
        unknown = set(arguments) - {parameter.name for parameter in action.parameters}
        if unknown:
            raise WeftError(f"action {action.name} has no parameter {min(unknown)!r}")
        defaults = defaults_of(action)
        return {
            item.name: clean(arguments[item.name] if item.name in arguments else defaults.get(item.name), item.type)
            for item in action.parameters
        }

    def _admit(self, state: State, person: Person | None, action: Action, frame: Frame, as_system: bool) -> None:
        actor = action.actor
        if as_system or isinstance(actor, Anyone):
            return
        rule = f"{action.id}/by"
        if isinstance(actor, BySystem):
            raise StoppedError(Rejected(rule, NOT_ALLOWED, action.span))
        if person is None or person.key not in state.records[person.role]:
            raise StoppedError(Rejected(rule, SIGN_IN_FIRST, action.span))
        roles = actor.names if isinstance(actor, Roles) else (actor.role,)
        if person.role not in roles:
            raise StoppedError(Rejected(rule, NOT_ALLOWED, action.span))
        if isinstance(actor, OwnerOf) and self._owner(action, actor, frame) != person.key:
            raise StoppedError(Rejected(rule, NOT_ALLOWED, action.span))

    def _owner(self, action: Action, actor: OwnerOf, frame: Frame) -> Value:
        try:
            return self._evaluator.value(actor.owner, frame)
        except EvaluationError:
            self._validate(action, frame)  # an input that names no record says so itself
            raise

    def _validate(self, action: Action, frame: Frame) -> None:
        found = [(item.name, find_parameter_problem(item, frame)) for item in action.parameters]
        problems = [(name, problem) for name, problem in found if problem]
        if problems:
            (name, first), *others = problems
            messages = tuple(problem for _, problem in others)
            raise StoppedError(Rejected(parameter_rule(action, name), first, action.span, others=messages))

    def _guard(self, guard: Guard, frame: Frame) -> None:
        holds = bool(self._evaluator.value(guard.condition, frame))
        self._note_thresholds(guard, frame, holds)
        if holds:
            self._recorder.guards_true.add(guard.id)
            return
        self._recorder.guards_false.add(guard.id)
        self._reject(guard, frame)

    def _note_thresholds(self, guard: Guard, frame: Frame, holds: bool) -> None:
        """Note the values for which a threshold decided the condition."""
        for number, threshold in enumerate(self._thresholds_of(guard)):
            with suppress(EvaluationError):  # turned round, a condition may come to what it never came to
                if self._evaluator.value(threshold.flipped, frame) != holds:
                    self._recorder.met.add((guard.id, number, self._evaluator.value(threshold.subject, frame)))

    def _thresholds_of(self, guard: Guard) -> tuple[Threshold, ...]:
        if guard.id not in self._thresholds:
            self._thresholds[guard.id] = thresholds_of(guard.condition)
        return self._thresholds[guard.id]

    def _ensure(self, ensured: Guard, frame: Frame) -> None:
        if not self._evaluator.value(ensured.condition, frame):
            self._reject(ensured, frame)

    def _reject(self, guard: Guard, frame: Frame) -> None:
        values = values_read(self._evaluator, guard.condition, frame)
        raise StoppedError(Rejected(guard.id, guard.message, guard.span, values))

    def _call(self, state: State, call: ServiceCall, frame: Frame) -> None:
        arguments = tuple(self._evaluator.value(argument, frame) for argument in call.arguments)
        outcome, is_success = self._services.call(state, call.service, call.operation, arguments)
        if not is_success:
            raise StoppedError(Refused(outcome, call.message, call.id, call.span))


def find_parameter_problem(parameter: Parameter, frame: Frame) -> str | None:
    """Return what is wrong with the value of a parameter in a frame, or None."""
    value = frame.variables[parameter.name]
    problem = find_problem(value, parameter.type, parameter.label)
    return problem or find_missing(value, parameter.type, frame.records)


def parameter_rule(action: Action, name: str) -> str:
    """Return the id of the rule that a parameter's value is valid."""
    return f"{action.id}/parameter:{name}"


def _returned(action: Action, frame: Frame) -> str | int | None:
    """Return the key of the created record that is the action's value."""
    for effect in action.effects:
        if isinstance(effect, Create) and effect.entity == action.returns:
            key = frame.variables[effect.alias]
            return key if isinstance(key, str | int) else None
    return None


def defaults_of(action: Action) -> dict[str, Value]:
    """Return the defaults of the parameters that have one."""
    return {item.name: item.default.value for item in action.parameters if item.default is not None}
