"""What the Given steps of a scenario do: people, records, values, time, services, workflow states."""

from collections.abc import Mapping

from ..expressions import Value
from ..model import Entity
from ..operations import (
    ExpectState,
    HaveNobody,
    HavePerson,
    HaveRecords,
    HaveServiceAnswer,
    HaveTime,
    HaveValues,
    Persona,
)
from ..value_types import Text, plain
from .formatting import words
from .outcomes import Key, Person, Rejected, StepError, StoppedError
from .samples import Sample, fill, sample_value
from .stage import Made, Stage, has_number_key
from .validation import clean
from .visitors import Visitor


def have_person(stage: Stage, operation: HavePerson) -> None:
    """Make sure that a person exists with these values, and is signed in or not."""
    persona, entity = operation.persona, stage.index.entities[operation.persona.role]
    values = stage.values(operation.values)
    if operation.password is not None:
        values[stage.interpreter.credential(entity.name)] = operation.password
    key = stage.keys.get(persona, stage.key(entity, persona.name))
    if key in stage.state.records[entity.name]:
        _set(stage, entity, key, values)
    else:
        key = _make(stage, entity, {**_named(entity, persona), **values}, persona.name)
    stage.keys[persona] = key
    stage.visitor(persona).person = Person(entity.name, key) if operation.signed_in else None


def have_nobody(stage: Stage, operation: HaveNobody) -> None:
    """Sign everybody out."""
    stage.visitors = {None: Visitor()}


def have_records(stage: Stage, operation: HaveRecords) -> None:
    """Make records."""
    entity = stage.index.entities[operation.entity]
    for row in operation.rows:
        _make(stage, entity, stage.values(row), None)


def have_values(stage: Stage, operation: HaveValues) -> None:
    """Set fields of a record."""
    key = stage.record(operation.record)
    _set(stage, stage.index.entities[operation.record.entity], key, stage.values(operation.values))


def have_time(stage: Stage, operation: HaveTime) -> None:
    """Set the clock."""
    stage.state.now = operation.now


def have_service_answer(stage: Stage, operation: HaveServiceAnswer) -> None:
    """Tell a service how to answer from now on."""
    for item in stage.index.services[operation.service].operations:
        can = operation.operation is None and operation.outcome in item.outcomes
        if can or item.name == operation.operation:
            stage.state.write(stage.state.answers, (operation.service, item.name), operation.outcome)


def have_state(stage: Stage, operation: ExpectState) -> None:
    """Put the workflow of a record into a state; its data that were never set take sample values."""
    workflow, subject = stage.index.workflows[operation.workflow], stage.record(operation.record)
    sample = _sample(stage, stage.index.entities[workflow.entity], None)
    data = {item.name: sample_value(item.type, item.label, sample) for item in workflow.data}
    stage.interpreter.workflows.put(stage.state, workflow, subject, operation.state, data)
    instance = stage.interpreter.workflows.instance_of(stage.state, workflow.name, subject)
    if instance is not None and instance.state != operation.state:
        message = f"the workflow {workflow.name} does not rest in {operation.state}: it goes on to {instance.state}"
        raise StepError(message, workflow.span)


def _make(stage: Stage, entity: Entity, given: Mapping[str, Value], person: str | None) -> Key:
    values = fill(entity, given, _sample(stage, entity, person))
    values = {name: clean(value, entity.field(name).type) for name, value in values.items()}
    try:
        writes = stage.interpreter.effects.insert(stage.state, entity, values)
        stage.interpreter.integrity.verify_records(stage.state, writes)
    except StoppedError as stop:
        raise _impossible(entity, stop) from None
    key = next(iter(writes.created))[1]
    stage.trace.append(Made(stage.step, entity.name, key, tuple(stage.state.records[entity.name][key].items())))
    return key


def _set(stage: Stage, entity: Entity, key: Key, values: Mapping[str, Value]) -> None:
    cleaned = {name: clean(value, entity.field(name).type) for name, value in values.items()}
    try:
        writes = stage.interpreter.effects.update(stage.state, (entity.name, key), cleaned)
        stage.interpreter.integrity.verify_records(stage.state, writes)
    except StoppedError as stop:
        raise _impossible(entity, stop) from None


def _impossible(entity: Entity, stop: StoppedError) -> StepError:
    outcome = stop.outcome
    told = outcome.explanation if isinstance(outcome, Rejected) else outcome.message
    return StepError(f"this {words(entity.name)} cannot exist: {told}", outcome.span)


def _sample(stage: Stage, entity: Entity, person: str | None) -> Sample:
    def reach(name: str) -> Value:
        existing = next(iter(stage.state.records[name]), None)
        return existing if existing is not None else _make(stage, stage.index.entities[name], {}, None)

    return Sample(len(stage.state.records[entity.name]) + 1, stage.state.now, person, reach)


def _named(entity: Entity, persona: Persona) -> dict[str, Value]:
    """Return the field that holds a person's name: the key, or `name` where the key is a number."""
    if not (entity.key.is_generated or has_number_key(entity)):
        return {entity.key.name: persona.name}
    if not entity.key.is_generated and persona.name.isdecimal():
        return {entity.key.name: int(persona.name)}
    names = [item.name for item in entity.fields if item.name == "name" and isinstance(plain(item.type), Text)]
    return dict.fromkeys(names, persona.name)
