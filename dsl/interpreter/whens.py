"""What the steps of a scenario do to the system: actions, sign-in, time, answers, pages."""

from ..operations import (
    AnswerTask,
    AskQuestion,
    Click,
    EnterValue,
    OpenPage,
    PassTime,
    Perform,
    Persona,
    RecordByKey,
    SignOut,
    SubmitForm,
    TrySignIn,
)
from .actions import SIGN_IN_FIRST
from .browsing import Browsing
from .outcomes import Accepted, Person, Rejected, StepError, StoppedError
from .stage import Stage, listed


def perform(stage: Stage, operation: Perform) -> None:
    """Do an action."""
    stage.perform(operation.persona, operation.action, stage.arguments(operation.arguments))


def unknown_record(stage: Stage, operation: Perform) -> StepError | None:
    """Return the failure that an operation names a record that does not exist, if it does."""
    for _, value in operation.arguments:
        if isinstance(value, RecordByKey):
            try:
                stage.record(value)
            except StepError as error:
                return error
    return None


def try_sign_in(stage: Stage, operation: TrySignIn) -> None:
    """Sign in with an identifier, or with the name of a known person in its place, and a password."""
    named = Persona(operation.role, operation.identifier)
    identifier = operation.identifier
    for name in stage.index.entities[operation.role].identifiers[:1] if named in stage.keys else ():
        record = stage.state.records[operation.role].get(stage.keys[named], {})
        identifier = str(record.get(name, identifier))
    person = stage.interpreter.sign_in(stage.state, operation.role, identifier, operation.password)
    if person is None:
        stage.last = Rejected("sign-in", stage.views.standard.rejection)
        return
    known = (persona for persona, key in stage.keys.items() if Person(persona.role, key) == person)
    persona = next(known, Persona(person.role, str(person.key)))
    stage.sign_in(stage.visitor(persona), person)
    stage.last = Accepted()


def sign_out(stage: Stage, operation: SignOut) -> None:
    """Sign out."""
    stage.visitor(operation.persona).person = None


def pass_time(stage: Stage, operation: PassTime) -> None:
    """Let time go by."""
    try:
        stage.interpreter.pass_time(stage.state, operation.duration)
    except StoppedError as stop:
        raise StepError(f"time cannot pass: {stop.outcome.explanation}", stop.outcome.span) from None


def answer_task(stage: Stage, operation: AnswerTask) -> None:
    """Answer the open task with a title."""
    found = [task for task in stage.state.tasks.values() if task.is_open and task.title == operation.title]
    if not found:
        titles = listed(f'"{task.title}"' for task in stage.state.tasks.values() if task.is_open)
        raise StepError(f'there is no open task "{operation.title}"; open: {titles}')
    if operation.answer not in found[0].answers:
        raise StepError(f'"{operation.answer}" is none of the answers {", ".join(found[0].answers)}')
    person = stage.visitor(operation.persona).person
    if person is None:
        stage.last = Rejected(f"task:{operation.title}", SIGN_IN_FIRST)
        return
    stage.last = stage.interpreter.answer(stage.state, person, found[0], operation.answer)


def open_page(stage: Stage, operation: OpenPage) -> None:
    """Open a page."""
    stage.last = None
    Browsing(stage, operation.persona).open(operation.page, operation.arguments)


def enter_value(stage: Stage, operation: EnterValue) -> None:
    """Type or choose a value in an input."""
    Browsing(stage, operation.persona).enter(operation.label, operation.value)


def click(stage: Stage, operation: Click) -> None:
    """Click a link or a button."""
    stage.last = Browsing(stage, operation.persona).click(operation.label, operation.row)


def submit_form(stage: Stage, operation: SubmitForm) -> None:
    """Submit the only form of the page."""
    stage.last = Browsing(stage, operation.persona).submit()


def ask_question(stage: Stage, operation: AskQuestion) -> None:
    """Ask a question in the box of the page; only the generated system answers it."""
    stage.last = None
    Browsing(stage, operation.persona).ask()
