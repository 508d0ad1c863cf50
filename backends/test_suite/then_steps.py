"""Then steps as code: data, outcomes, services, workflows, queries."""

from ...dsl.operations import (
    ExpectAccepted,
    ExpectCount,
    ExpectQuery,
    ExpectRejected,
    ExpectServiceCalled,
    ExpectSignedIn,
    ExpectState,
    ExpectTask,
    ExpectValues,
    Operation,
    RecordWith,
)
from ...dsl.value_types import Int
from ..names import field_name, member_name, plural_of_entity, python_name, service_module, variable_of
from .literals import compared
from .script import Script

PROBLEM = "There is a problem"


def write_then(script: Script, operation: Operation) -> bool:
    """Write a Then step that looks at no page; False where it is something else."""
    match operation:
        case ExpectValues():
            _expect_values(script, operation)
        case ExpectCount():
            _expect_count(script, operation)
        case ExpectRejected(message=message):
            _expect_rejected(script, message)
        case ExpectAccepted():
            _expect_accepted(script)
        case ExpectSignedIn():
            _expect_signed_in(script, operation)
        case ExpectServiceCalled():
            _expect_called(script, operation)
        case ExpectState():
            _expect_state(script, operation)
        case ExpectTask():
            _expect_task(script, operation)
        case ExpectQuery():
            _expect_query(script, operation)
        case _:
            return False
    return True


def _expect_values(script: Script, operation: ExpectValues) -> None:
    entity, record = script.model.entity(operation.record.entity), script.record(operation.record)
    if len(operation.values) > 1 or isinstance(operation.record, RecordWith):
        script.write(f"record = {record}")
        record = "record"
    for name, value in operation.values:
        expected = script.value(value, entity.field(name).type, name)
        script.write(f"assert {compared(script.read(entity, name, record), expected)}")


def _expect_count(script: Script, operation: ExpectCount) -> None:
    entity = script.model.entity(operation.entity)
    records = f"all_{plural_of_entity(entity)}"
    script.need("tests.records", records)
    condition = script.condition(entity, operation.values) if operation.values else ""
    count = script.hole(str(operation.count), "count", Int(), operation.count)
    if operation.count is None:
        script.write(
            f"assert any({condition} for record in {records}(world))" if condition else f"assert {records}(world)"
        )
    elif operation.count == 0:
        not_any = f"assert not any({condition} for record in {records}(world))"
        script.write(not_any if condition else f"assert not {records}(world)")
    elif condition:
        script.write(f"assert sum(1 for record in {records}(world) if {condition}) == {count}")
    else:
        script.write(f"assert len({records}(world)) == {count}")


def _expect_rejected(script: Script, message: str | None) -> None:
    if script.last_browser:
        shown = script.said(PROBLEM if message is None else message, "message")
        script.write(f"assert {script.last_browser}.sees({shown})")
    elif message is None:
        script.write("assert outcome.rejected_with is not None")
    else:
        script.need("tests.drivers.actions", "rejected")
        script.write(f"assert outcome == rejected({script.said(message, 'message')})")


def _expect_accepted(script: Script) -> None:
    if script.last_browser:
        script.write(f'assert not {script.last_browser}.sees("{PROBLEM}")')
    else:
        script.need("tests.drivers.actions", "DONE")
        script.write("assert outcome == DONE")


def _expect_signed_in(script: Script, operation: ExpectSignedIn) -> None:
    persona = operation.persona
    if script.scenario.is_page_scenario and persona in script.browsers:
        seen = f'{script.browsers[persona]}.sees("Sign out")'
        script.write(f"assert {seen}" if operation.signed_in else f"assert not {seen}")
        return
    entity = script.model.entity(persona.role)
    key = script.key_text(entity.name, script.key_of(persona), entity.name)
    if script.last_is_sign_in:
        script.need("app.domain.roles", "Role")
        script.need("app.domain.roles", "Person")
        sign = "==" if operation.signed_in else "!="
        script.write(f"assert outcome.person {sign} Person(Role.{member_name(entity.name)}, {key})")
    elif operation.signed_in:
        variable = variable_of(entity)
        script.need("tests.records", f"get_{variable}")
        script.write(f"assert get_{variable}(world, {key})")


def _expect_called(script: Script, operation: ExpectServiceCalled) -> None:
    kinds = {
        item.name: item.type
        for found in script.model.service(operation.service).operations
        if found.name == operation.operation
        for item in found.parameters
    }
    calls = f"world.gateways.{service_module(operation.service)}.{python_name(operation.operation)}_calls"
    condition = " and ".join(
        compared(f"call.{field_name(name)}", script.value(value, kinds[name], name))
        for name, value in operation.arguments
    )
    count = script.hole(str(operation.count), "count", Int(), operation.count)
    if operation.count is None:
        script.write(f"assert any({condition} for call in {calls})" if condition else f"assert {calls}")
    elif operation.count == 0:
        script.write(f"assert not any({condition} for call in {calls})" if condition else f"assert not {calls}")
    elif condition:
        script.write(f"assert sum(1 for call in {calls} if {condition}) == {count}")
    else:
        script.write(f"assert len({calls}) == {count}")


def _expect_state(script: Script, operation: ExpectState) -> None:
    script.need("app.workflows.instances", "state_of")
    entity = script.model.entity(operation.record.entity)
    key = script.value(operation.record, entity.key.type, entity.name)
    found = f"state_of(world.connection, {script.said(operation.workflow, 'workflow')}, {key})"
    script.write(f"assert {found} == {script.said(operation.state, 'state')}")


def _expect_task(script: Script, operation: ExpectTask) -> None:
    script.need("app.workflows.instances", "open_tasks")
    script.need("app.domain.roles", "Role")
    titles = f"[task.title for task in open_tasks(world.connection, Role.{member_name(operation.role)})]"
    script.write(f"assert {script.said(operation.title, 'task')} {'' if operation.is_open else 'not '}in {titles}")


def _expect_query(script: Script, operation: ExpectQuery) -> None:
    query = next(item for item in script.model.queries if item.name == operation.query)
    entity = script.model.entity(query.entity)
    function = f"keys_of_{python_name(query.name)}"
    script.need("tests.records", function)
    kinds = {item.name: item.type for item in query.parameters}
    given = [f", {python_name(name)}={script.value(value, kinds[name], name)}" for name, value in operation.arguments]
    keys = [script.key_text(entity.name, script.held_key(entity.name, key), "key") for key in operation.keys]
    found = f"{function}(world{''.join(given)})"
    if query.sort is None:
        found, keys = f"set({found})", sorted(keys)
        script.write(f"assert {found} == {{{', '.join(keys)}}}" if keys else f"assert not {found}")
    else:
        script.write(f"assert {found} == [{', '.join(keys)}]")
