"""Given steps as code: people, records, values, time, answers of services, states of workflows."""

from ...dsl.model import Entity
from ...dsl.operations import (
    ExpectState,
    HaveNobody,
    HavePerson,
    HaveRecords,
    HaveServiceAnswer,
    HaveTime,
    HaveValues,
    Operation,
    Persona,
)
from ...dsl.value_types import Int, ListOf, Text, plain
from ...dsl.words import pascal_case
from ..names import member_name, plural_of_entity, python_name, service_module, sql_name, table_name
from .literals import credential
from .record_making import Given, add_person, insert_record, make_record, reached
from .samples import Sample, sample_of_type
from .script import Account, Script


def write_given(script: Script, operation: Operation) -> bool:
    """Write a Given step; False where it is something else."""
    match operation:
        case HavePerson():
            _have_person(script, operation)
        case HaveNobody():
            script.signed_in.clear()
            script.browsers.clear()
        case HaveRecords(entity=name, rows=rows):
            for row in rows:
                insert_record(script, script.model.entity(name), row)
        case HaveValues(record=record, values=values):
            entity = script.model.entity(record.entity)
            key = script.value(record, entity.key.type, entity.name)
            _set(script, entity, key, values)
        case HaveTime(now=now):
            script.now = now
            script.write(f"world.clock.moment = {script.hole(script.literals.plain_text(now), 'now', None)}")
        case HaveServiceAnswer():
            _have_answer(script, operation)
        case _:
            return False
    return True


def put_in_state(script: Script, operation: ExpectState) -> None:
    """Write that the workflow of a record stands in a state."""
    script.need("app.workflows.instances", "put_in_state")
    workflow = next(item for item in script.model.workflows if item.name == operation.workflow)
    entity = script.model.entity(workflow.entity)
    key = script.value(operation.record, entity.key.type, entity.name)
    sample = Sample(len(script.tables[entity.name]) + 1, script.now, None, lambda name: reached(script, name))
    data = [
        f'"{item.name}": {script.value(sample_of_type(item.type, item.label, sample), item.type, item.name)}'
        for item in workflow.data
    ]
    names = f"workflow={script.said(operation.workflow, 'workflow')}, key={key}"
    given = f"{names}, state={script.said(operation.state, 'state')}, data={{{', '.join(data)}}}"
    script.write(f"assert put_in_state(world.system.context(), {given}) is None")


def _have_person(script: Script, operation: HavePerson) -> None:
    persona, entity = operation.persona, script.model.entity(operation.persona.role)
    is_known = persona in script.accounts or script.key_of(persona) in script.tables[entity.name]
    if is_known:
        _know_again(script, entity, operation)
    else:
        given = {**_named(script, entity, persona), **dict(operation.values)}
        secret = credential(entity)
        if secret is not None and operation.password is not None:
            given[secret.name] = operation.password
        if not entity.identifiers:
            insert_record(script, entity, tuple(given.items()))
            return
        key, text, password = make_record(script, entity, tuple(given.items()), persona.name)
        variable = script.new_variable(persona.name)
        add_person(script, entity, text, password, variable)
        script.accounts[persona] = Account(variable, key)
    (script.signed_in.add if operation.signed_in else script.signed_in.discard)(persona)


def _know_again(script: Script, entity: Entity, operation: HavePerson) -> None:
    """Write that a person whose record exists already has these values too."""
    persona, key = operation.persona, script.key_of(operation.persona)
    if operation.values or operation.password is not None:
        _set(script, entity, script.key_text(entity.name, key, entity.name), operation.values, operation.password)
    if persona not in script.accounts:
        variable = script.new_variable(persona.name)
        script.need("tests.accounts", "account_of")
        script.need("app.domain.roles", "Role")
        role = f"Role.{member_name(entity.name)}"
        script.write(f"{variable} = account_of(world, {role}, {script.key_text(entity.name, key, entity.name)})")
        script.accounts[persona] = Account(variable, key)


def _named(script: Script, entity: Entity, persona: Persona) -> dict[str, str | int]:
    """Return the field that holds a person's name: the key, or `name` where the key is a number."""
    has_number = isinstance(plain(entity.key.type), Int)
    if not entity.key.is_generated and (not has_number or persona.name.isdecimal()):
        return {entity.key.name: script.held_key(entity.name, persona.name)}
    names = [item.name for item in entity.fields if item.name == "name" and isinstance(plain(item.type), Text)]
    return dict.fromkeys(names, persona.name)


def _set(script: Script, entity: Entity, key: str, values: Given, password: str | None = None) -> None:
    columns = [pair for pair in values if not isinstance(entity.field(pair[0]).type, ListOf)]
    _set_lists(script, entity, key, [pair for pair in values if pair not in columns])
    texts = [f'"{sql_name(name)}": {script.value(value, entity.field(name).type, name)}' for name, value in columns]
    secret = credential(entity)
    if password is not None and secret is not None:
        texts.append(f'"{secret.name}_hash": world.system.passwords.hash({script.said(password, "password")})')
    place = f'"{table_name(entity)}", "{sql_name(entity.key.name)}", {key}'.replace('""', '\\"')
    if texts:
        script.need("tests.records", "set_values")
        script.write(f"set_values(world, {place}, {{{', '.join(texts)}}})")


def _set_lists(script: Script, entity: Entity, key: str, values: Given) -> None:
    plural = plural_of_entity(entity)
    for name, value in values:
        script.need("app.database", plural)
        keys = script.value(value, entity.field(name).type, name)
        script.write(f"{plural}.write_{name}(world.connection, {key}, {keys})")


def _have_answer(script: Script, operation: HaveServiceAnswer) -> None:
    module = service_module(operation.service)
    script.need("app.gateways", module)
    for item in script.model.service(operation.service).operations:
        can = operation.operation is None and operation.outcome in item.outcomes
        if can or item.name == operation.operation:
            kind = f"{pascal_case(item.name)}Outcome"
            outcome = f"{module}.{kind}.{member_name(operation.outcome)}"
            marked = f"\ue000outcome|HOLE|{module}.{kind}|HOLE|{operation.outcome}\ue001{outcome}\ue002"
            script.write(f"world.gateways.{python_name(module)}.{python_name(item.name)}_outcome = {marked}")
