"""Runs the scenarios of a model and reports where they contradict it."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from ...diagnostics import Span, WeftError
from .. import operations as op
from ..model import Model, Scenario, Step
from . import expectations, givens, page_expectations, whens
from .browsing import Browsing
from .coverage import Coverage
from .interpreter import Interpreter
from .outcomes import Accepted, StepError, StoppedError
from .stage import Stage, TraceEntry
from .views import Views

_HANDLERS: dict[type[op.Operation], Callable[[Stage, Any], None]] = {
    op.HavePerson: givens.have_person,
    op.HaveNobody: givens.have_nobody,
    op.HaveRecords: givens.have_records,
    op.HaveValues: givens.have_values,
    op.HaveTime: givens.have_time,
    op.HaveServiceAnswer: givens.have_service_answer,
    op.Perform: whens.perform,
    op.TrySignIn: whens.try_sign_in,
    op.SignOut: whens.sign_out,
    op.PassTime: whens.pass_time,
    op.AnswerTask: whens.answer_task,
    op.OpenPage: whens.open_page,
    op.EnterValue: whens.enter_value,
    op.Click: whens.click,
    op.SubmitForm: whens.submit_form,
    op.AskQuestion: whens.ask_question,
    op.ExpectValues: expectations.expect_values,
    op.ExpectCount: expectations.expect_count,
    op.ExpectRejected: expectations.expect_rejected,
    op.ExpectAccepted: expectations.expect_accepted,
    op.ExpectSignedIn: expectations.expect_signed_in,
    op.ExpectServiceCalled: expectations.expect_service_called,
    op.ExpectState: expectations.expect_state,
    op.ExpectTask: expectations.expect_task,
    op.ExpectQuery: expectations.expect_query,
    op.ExpectText: page_expectations.expect_text,
    op.ExpectPage: page_expectations.expect_page,
    op.ExpectRow: page_expectations.expect_row,
    op.ExpectAnswer: page_expectations.expect_answer,
}
_ACTS = (op.Perform, op.TrySignIn, op.AnswerTask, op.Click, op.SubmitForm)


class Failure(Struct, frozen=True):
    """A step that contradicts the model: what was expected and what is, and the place of the deciding rule."""

    message: str
    span: Span
    rule: Span | None = None


class ScenarioResult(Struct, frozen=True):
    """What came of a scenario. `trace`: the records made and the actions done, in order. `is_complete` is
    False where a step is not bound, at which the run ends."""

    scenario: Scenario
    failures: tuple[Failure, ...]
    trace: tuple[TraceEntry, ...]
    is_complete: bool = True


class Runs(Struct, frozen=True):
    """What came of all scenarios, and what they exercised."""

    results: tuple[ScenarioResult, ...]
    coverage: Coverage


def run_all(model: Model) -> Runs:
    """Run every scenario of a model, each from the initial state."""
    interpreter = Interpreter(model)
    views = Views(interpreter.index, interpreter.evaluator, interpreter.queries)
    results = tuple(_run(Stage(interpreter, views), scenario) for scenario in model.scenarios)
    return Runs(results, interpreter.recorder.freeze())


def run_scenario(interpreter: Interpreter, scenario: Scenario) -> ScenarioResult:
    """Run one scenario from the initial state; coverage goes to the interpreter's recorder."""
    views = Views(interpreter.index, interpreter.evaluator, interpreter.queries)
    return _run(Stage(interpreter, views), scenario)


def _run(stage: Stage, scenario: Scenario) -> ScenarioResult:
    """Run steps until one fails; the Then steps after a failed Then are still tried."""
    failures: list[Failure] = []
    is_complete = True
    for number, step in enumerate(scenario.steps):
        if step.operation is None:
            is_complete = False
            break
        if failures and step.phase != "then":
            break
        stage.step = number
        failure = _try(stage, step, step.operation, scenario.steps[number + 1 :])
        if failure is not None:
            failures.append(failure)
            if step.phase != "then":
                break
    return ScenarioResult(scenario, tuple(failures), tuple(stage.trace), is_complete)


def _try(stage: Stage, step: Step, operation: op.Operation, following: tuple[Step, ...]) -> Failure | None:
    try:
        _handler(step, operation)(stage, operation)
        if isinstance(operation, _ACTS):
            _require_success(stage, step, operation, following)
    except StepError as error:
        return Failure(error.message, step.span, error.rule)
    except StoppedError as stop:
        return Failure(stop.outcome.explanation, step.span, stop.outcome.span)
    except KeyError as error:
        raise WeftError(f"the step {step.text!r} names {error}, which the model does not have") from error
    except RecursionError:
        return Failure("this never ends: definitions lead back to themselves", step.span)
    return None


def _handler(step: Step, operation: op.Operation) -> Callable[[Stage, Any], None]:
    if isinstance(operation, op.ExpectState) and step.phase == "given":
        return givens.have_state
    handler = _HANDLERS.get(type(operation))
    if handler is None:
        raise WeftError(f"the interpreter does not know the operation {type(operation).__name__}")
    return handler


def _require_success(stage: Stage, step: Step, operation: op.Operation, following: tuple[Step, ...]) -> None:
    """An action must succeed unless a Then step before the next When expects otherwise."""
    outcome = stage.last
    if outcome is None or isinstance(outcome, Accepted):
        return
    if step.phase != "given" and _expects_rejection(stage, operation, outcome.message, following):
        return
    missing = whens.unknown_record(stage, operation) if isinstance(operation, op.Perform) else None
    if missing is not None:
        raise missing
    raise StepError(f"expected to succeed, but {outcome.explanation}", outcome.span)


def _expects_rejection(stage: Stage, operation: op.Operation, message: str, following: tuple[Step, ...]) -> bool:
    for step in following:
        if step.phase == "when":
            return False
        match step.operation:
            case op.ExpectRejected():
                return True
            case op.ExpectText(text=text, is_shown=True) if operation.on_page and text in message:
                return True
            case op.ExpectPage(persona=persona, page=page) if operation.on_page:
                place = Browsing(stage, persona).place
                if place is not None and place.page == page:
                    return True
            case _:
                continue
    return False
