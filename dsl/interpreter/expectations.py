"""What the Then steps of a scenario ask of the data, the outcomes, the services and the workflows."""

from ...diagnostics import Span
from ..expressions import Value
from ..model import Entity
from ..operations import (
    ExpectAccepted,
    ExpectCount,
    ExpectQuery,
    ExpectRejected,
    ExpectServiceCalled,
    ExpectSignedIn,
    ExpectState,
    ExpectTask,
    ExpectValues,
)
from .formatting import spell, words
from .outcomes import Accepted, Key, Rejected, StepError
from .rule_names import rule_name
from .stage import Stage, listed


def expect_values(stage: Stage, operation: ExpectValues) -> None:
    """Fields of a record have these values."""
    key, entity = stage.record(operation.record), stage.index.entities[operation.record.entity]
    wrong: list[str] = []
    origin: Span | None = None
    for name, expected in stage.values(operation.values).items():
        actual = stage.read(entity, key, name)
        if actual != expected:
            kind = entity.field(name).type
            wrong.append(f"{name} to be {spell(expected, kind)}, but it is {spell(actual, kind)}")
            origin = origin or _origin(stage, entity, key, name)
    if wrong:
        raise StepError(f"the {words(entity.name)} {stage.called(entity, key)}: expected {'; '.join(wrong)}", origin)


def expect_count(stage: Stage, operation: ExpectCount) -> None:
    """So many records have these values."""
    entity, values = stage.index.entities[operation.entity], stage.values(operation.values)
    found = stage.matching(entity, values)
    if (len(found) == operation.count) if operation.count is not None else found:
        return
    wanted = f" with {stage.described(entity, values)}" if values else ""
    count = "at least 1" if operation.count is None else str(operation.count)
    known = stage.shown(entity, stage.state.records[entity.name], values)
    origin = _nearest_origin(stage, entity, values)
    message = f"expected {count} {words(entity.name)} record(s){wanted}, found {len(found)}; there is: {known}"
    raise StepError(message, origin)


def expect_rejected(stage: Stage, operation: ExpectRejected) -> None:
    """The last action was rejected or refused."""
    wanted = f' with "{operation.message}"' if operation.message is not None else ""
    if stage.last is None:
        raise StepError(f"expected a rejection{wanted}, but no action was done")
    if isinstance(stage.last, Accepted):
        raise StepError(f"expected a rejection{wanted}, but the action succeeded")
    if operation.message not in (None, stage.last.message):
        values = stage.last.values if isinstance(stage.last, Rejected) else ()
        told = ", ".join(f"{name} = {value}" for name, value in values)
        reason = f' by {rule_name(stage.last.rule_id)} with "{stage.last.message}"' + (f" ({told})" if told else "")
        raise StepError(f"expected a rejection{wanted}, but it was rejected{reason}", stage.last.span)


def expect_accepted(stage: Stage, operation: ExpectAccepted) -> None:
    """The last action succeeded."""
    if stage.last is None:
        raise StepError("expected an action to succeed, but no action was done")
    if not isinstance(stage.last, Accepted):
        raise StepError(f"expected to succeed, but {stage.last.explanation}", stage.last.span)


def expect_signed_in(stage: Stage, operation: ExpectSignedIn) -> None:
    """A person is signed in, or is not."""
    own = stage.visitors.get(operation.persona)
    key = stage.keys.get(operation.persona, operation.persona.name)
    people = [visitor.person for visitor in stage.visitors.values() if visitor.person]
    is_signed_in = (own is not None and own.person is not None) or (operation.persona.role, key) in people
    if is_signed_in is not operation.signed_in:
        state = "signed in" if is_signed_in else "not signed in"
        raise StepError(f"{operation.persona.name} is {state}")


def expect_service_called(stage: Stage, operation: ExpectServiceCalled) -> None:
    """An operation of a service was called with these arguments."""
    wanted, name = stage.values(operation.arguments), f"{operation.service}.{operation.operation}"
    called = (operation.service, operation.operation)
    calls = [item for item in stage.state.calls if (item.service, item.operation) == called]
    count = sum(wanted.items() <= dict(item.arguments).items() for item in calls)
    if (count == operation.count) if operation.count is not None else count:
        return
    declared = stage.interpreter.services.operation(operation.service, operation.operation)
    kinds = {item.name: item.type for item in declared.parameters}
    seen = listed(
        "(" + ", ".join(f"{key} {spell(value, kinds[key])}" for key, value in item.arguments) + ")" for item in calls
    )
    with_what = " and ".join(f"{key} {spell(value, kinds[key])}" for key, value in wanted.items())
    times = "at least once" if operation.count is None else f"{operation.count} times"
    told = f"expected {name} to be called {times}" + (f" with {with_what}" if with_what else "")
    raise StepError(f"{told}, it was {count} times; calls: {seen}", declared.span)


def expect_state(stage: Stage, operation: ExpectState) -> None:
    """The workflow of a record is in a state."""
    subject, workflow = stage.record(operation.record), stage.index.workflows[operation.workflow]
    instance = stage.interpreter.workflows.instance_of(stage.state, workflow.name, subject)
    if instance is None:
        raise StepError(f'the workflow {workflow.name} of "{subject}" has not started', workflow.span)
    if instance.state != operation.state:
        path = " → ".join(event.detail for event in instance.events if event.what == "entered")
        message = f"expected {workflow.name} to be in {operation.state}, but it is in {instance.state} (it went {path})"
        state = stage.interpreter.workflows.state_named(workflow, instance.state)
        if any(transition.kind == "when" for transition in state.transitions):
            message += f"; {state.name} looks at its conditions once, when it is entered"
        raise StepError(message, state.span)


def expect_task(stage: Stage, operation: ExpectTask) -> None:
    """An open task waits for a role, or none does."""
    waiting = [task.title for task in stage.state.tasks.values() if task.is_open and operation.role in task.roles]
    if (operation.title in waiting) is operation.is_open:
        return
    state = "no open task" if operation.is_open else "an open task"
    titles = listed(f'"{title}"' for title in waiting)
    raise StepError(f'there is {state} "{operation.title}" for {operation.role}; open: {titles}')


def expect_query(stage: Stage, operation: ExpectQuery) -> None:
    """A query lists exactly these records, in order where it sorts."""
    query = stage.index.queries[operation.query]
    entity = stage.index.entities[query.entity]
    actual = stage.interpreter.queries.run(stage.state, query.name, stage.values(operation.arguments))
    expected = [stage.key(entity, key) for key in operation.keys]
    is_same = actual == expected if query.sort else set(actual) == set(expected) and len(actual) == len(expected)
    if not is_same:
        lists, wanted = (listed((stage.called(entity, key) for key in keys), 20) for keys in (actual, expected))
        raise StepError(f"{query.name} lists {lists}; expected {wanted}", query.span)


def _origin(stage: Stage, entity: Entity, key: Key, name: str) -> Span | None:
    """Return the place of what gave a field its value: an effect of an action, or a derived field."""
    field = entity.field(name)
    return field.span if field.derived is not None else stage.state.origins.get((entity.name, key, name))


def _nearest_origin(stage: Stage, entity: Entity, values: dict[str, Value]) -> Span | None:
    for key in stage.state.records[entity.name]:
        for name, value in values.items():
            if stage.read(entity, key, name) != value:
                return _origin(stage, entity, key, name)
    return None
