"""When steps as code: actions, signing in and out, time, answers to tasks."""

from ...dsl.expressions import Variable
from ...dsl.model import Create, Parameter, Step
from ...dsl.operations import (
    AnswerTask,
    ExpectAccepted,
    ExpectRejected,
    PassTime,
    Perform,
    Persona,
    SignOut,
    TrySignIn,
)
from ...dsl.value_types import Password, Reference, Text
from ..names import python_name
from ..python_expressions import print_duration
from .script import Script

Following = tuple[Step, ...]


def write_when(script: Script, step: Step, following: Following) -> bool:
    """Write a When step that needs no page; False where it is something else."""
    match step.operation:
        case Perform() as operation:
            _act(script, step, following, _performed(script, operation))
            if not is_rejected(step, following):
                _note_creations(script, operation)
        case TrySignIn() as operation:
            _try_sign_in(script, step, following, operation)
        case AnswerTask(persona=persona, answer=answer, title=title):
            who = account(script, persona)
            said = f"task={script.said(title, 'task')}, answer={script.said(answer, 'answer')}"
            _act(script, step, following, f"actions.answer({who}, {said})")
        case SignOut(persona=persona):
            script.signed_in.discard(persona)
        case PassTime(duration=duration):
            script.now += duration
            words = print_duration(duration).removeprefix("timedelta(").removesuffix(")")
            script.write(f"world.passes({words})")
        case _:
            return False
    return True


def account(script: Script, persona: Persona | None) -> str:
    """Return the account of who acts, or nobody's."""
    known = script.accounts.get(persona) if persona else None
    return known.variable if known and persona in script.signed_in else "None"


def is_rejected(step: Step, following: Following) -> bool:
    """Tell whether a later step expects that an action is rejected."""
    return step.phase != "given" and any(isinstance(item.operation, ExpectRejected) for item in _until_when(following))


def _act(script: Script, step: Step, following: Following, call: str) -> None:
    script.last_browser = None
    script.last_is_sign_in = False
    judged = [item for item in _until_when(following) if isinstance(item.operation, ExpectRejected | ExpectAccepted)]
    if step.phase != "given" and judged:
        script.write(f"outcome = {call}")
    else:
        script.need("tests.drivers.actions", "DONE")
        script.write(f"assert {call} == DONE")


def _until_when(following: Following) -> list[Step]:
    found: list[Step] = []
    for step in following:
        if step.phase == "when":
            break
        found.append(step)
    return found


def _performed(script: Script, operation: Perform) -> str:
    action = script.model.action(operation.action)
    given = dict(operation.arguments)
    arguments = [
        f"{python_name(item.name)}={script.value(given[item.name], item.type, item.name)}"
        if item.name in given
        else f'{python_name(item.name)}=""'
        for item in action.parameters
        if item.name in given or is_text_demanded(item)
    ]
    return f"actions.{python_name(action.name)}({', '.join([account(script, operation.persona), *arguments])})"


def is_text_demanded(parameter: Parameter) -> bool:
    """Tell whether a text must be given; where a step leaves it out, an empty one stands for it."""
    is_text = isinstance(parameter.type, Text | Password | Reference)
    return is_text and parameter.default is None


def _note_creations(script: Script, operation: Perform) -> None:
    given = dict(operation.arguments)
    for effect in script.model.action(operation.action).effects:
        if isinstance(effect, Create):
            entity = script.model.entity(effect.entity)
            source = dict(effect.values).get(entity.key.name)
            key = given.get(source.name) if isinstance(source, Variable) else None
            script.count_created(entity, script.known(key))


def _try_sign_in(script: Script, step: Step, following: Following, operation: TrySignIn) -> None:
    named = Persona(operation.role, operation.identifier)
    entity = script.model.entity(operation.role)
    identifier = operation.identifier
    if named in script.accounts:
        record = script.tables[entity.name].get(script.accounts[named].key, {})
        identifier = str(record.get(entity.identifiers[0], identifier))
    said = f"{script.said(identifier, 'identifier')}, {script.said(operation.password, 'password')}"
    script.last_browser = None
    script.last_is_sign_in = True
    script.write(f"outcome = actions.sign_in({said})")
    if is_rejected(step, following):
        return
    script.need("tests.drivers.actions", "DONE")
    script.write("assert outcome == DONE")
    script.signed_in |= {item for item in script.accounts if _is_meant(script, item, operation)}


def _is_meant(script: Script, persona: Persona, operation: TrySignIn) -> bool:
    entity = script.model.entity(operation.role)
    if persona.role != entity.name:
        return False
    record = script.tables[entity.name].get(script.accounts[persona].key)
    named = [record.get(name) for name in entity.identifiers] if record else []
    return operation.identifier in (persona.name, *named)
