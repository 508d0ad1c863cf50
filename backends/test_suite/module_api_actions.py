"""Tests of the actions that the JSON interface offers: success, and each refusal."""

from collections.abc import Mapping

from ...dsl.model import Action, Anyone, Api, OwnerOf, Roles, StartSession
from ...dsl.value_types import Int, ListOf, Optional, plain
from ...dsl.words import words_of
from ..action_plan import PlannedParameter
from ..backend import OutputFile
from ..names import constant_of, field_name, python_name, variable_of
from ..python_expressions import python_string
from .example_records import Examples
from .filled_setup import FilledSetup
from .function_text import TestText
from .literals import compared
from .module_api import ARGUMENTS, actor_role, json_text, new_text, service_outcomes, service_stub, sign_in_as
from .module_database import prepared
from .search import Changes
from .unit_actions import wrong_message, wrong_value


def offered_file(api: Api, action: Action, examples: Examples) -> OutputFile | None:
    """Return the tests of an action."""
    text, setup = new_text(examples), FilledSetup(action, examples)
    path = f"{api.prefix}/actions/{action.name}"
    body = {item.parameter.name: _sent(setup, item, setup.succeeding or {}) for item in setup.plan.parameters}
    text.constants = [f'PATH = "{path}"', f"BODY: dict[str, object] = {{{_pairs(body)}}}"]
    role = actor_role(action)
    headers = f", headers={sign_in_as(role, text)}" if role else ""
    _success(setup, headers, text)
    _actors(setup, role, text)
    _wrong_parameters(setup, headers, text)
    _broken_guards(setup, headers, text)
    _refusing_services(setup, headers, text)
    name = python_name(action.name).rstrip("_")
    elements = [action.id, api.id]
    return text.file(f"module/test_api_{name}_action", f"The action {words_of(action.name)} over JSON.", elements)


def _pairs(body: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}": {value}' for name, value in body.items())


def _sent(setup: FilledSetup, item: PlannedParameter, changes: Changes) -> str:
    """Return the value of a parameter in a body of JSON."""
    if item.entity is not None:
        entity = setup.model.entity(item.entity)
        return json_text(setup.examples.first[entity.name][entity.key.name], entity.key.type)
    return json_text(changes.get(("", item.name), setup.inner.scalars[item.name]), item.parameter.type)


def _success(setup: FilledSetup, headers: str, text: TestText) -> None:
    changes = setup.succeeding
    if changes is None:
        return
    lines = [*prepared(setup, changes, text), f"response = client.post(PATH, json=BODY{headers})"]
    has_session = any(isinstance(effect, StartSession) for effect in setup.action.effects)
    status = 201 if setup.action.returns else 200 if has_session else 204
    lines.append(f"assert response.status_code == {status}, response.text")
    for (name, field), value in setup.expected(changes).items():
        entity = setup.model.entity(name)
        getter = f"get_{variable_of(entity)}"
        text.need("tests.records", getter)
        text.need("tests.examples", constant_of(name))
        read = f"{getter}(filled, {constant_of(name)}.{field_name(entity.key.name)}).{field_name(field)}"
        lines.append(f"assert {compared(read, text.value(value, entity.field(field).type))}")
    text.add("test_success", [setup.action.id], lines, ARGUMENTS)


def _actors(setup: FilledSetup, role: str | None, text: TestText) -> None:
    action = setup.action
    if role is None or isinstance(action.actor, Anyone):
        return
    lines = ["response = client.post(PATH, json=BODY)", "assert response.status_code == 401"]
    lines.append('assert response.json()["detail"] == "Please sign in first"')
    text.add("test_nobody_signed_in", [action.id], lines, ARGUMENTS)
    forbidden = ["assert response.status_code == 403"]
    forbidden.append('assert response.json()["detail"] == "You are not allowed to do this"')
    if isinstance(action.actor, OwnerOf):
        call = f"response = client.post(PATH, json=BODY, headers={sign_in_as(role, text, other=True)})"
        text.add("test_somebody_else", [action.id], [call, *forbidden], ARGUMENTS)
    allowed = action.actor.names if isinstance(action.actor, Roles) else (role,)
    others = [item.name for item in setup.model.roles if item.identifiers and item.name not in allowed]
    if others:
        call = f"response = client.post(PATH, json=BODY, headers={sign_in_as(others[0], text)})"
        text.add("test_another_role", [action.id], [call, *forbidden], ARGUMENTS)


def _wrong_parameters(setup: FilledSetup, headers: str, text: TestText) -> None:
    action = setup.action
    wrong: list[str] = []
    missing: list[str] = []
    for item in setup.plan.parameters:
        name, label = item.parameter.name, item.parameter.label
        message = wrong_message(setup.inner, item)
        is_owned = isinstance(action.actor, OwnerOf) and item.entity is not None
        if message is not None and not is_owned:
            is_key = item.entity is not None or item.listed is not None
            value = _missing_key(setup, item) if is_key else json_text(wrong_value(item), item.parameter.type)
            wrong.append(f'("{name}", {value}, {python_string(message)})')
        if item.parameter.default is None and not isinstance(item.parameter.type, Optional | ListOf):
            missing.append(f'("{name}", {python_string(f"{label} is required")})')
    if wrong:
        lines = [f"response = client.post(PATH, json=BODY | {{field: value}}{headers})"]
        lines += ["assert response.status_code == 422", 'assert response.json()["detail"] == message']
        mark = f'pytest.mark.parametrize(("field", "value", "message"), [{", ".join(wrong)}])'
        arguments = f"{ARGUMENTS}, field: str, value: object, message: str"
        text.add("test_wrong_parameters", [action.id], lines, arguments, mark)
    if missing:
        lines = ["body = {name: value for name, value in BODY.items() if name != field}"]
        lines += [f"response = client.post(PATH, json=body{headers})", "assert response.status_code == 422"]
        lines.append('assert response.json()["detail"] == message')
        mark = f'pytest.mark.parametrize(("field", "message"), [{", ".join(missing)}])'
        text.add("test_missing_parameters", [action.id], lines, f"{ARGUMENTS}, field: str, message: str", mark)


def _missing_key(setup: FilledSetup, item: PlannedParameter) -> str:
    key = setup.model.entity(item.entity or item.listed or "").key.type
    missing = "0" if isinstance(plain(key), Int) else '"nowhere"'
    return f"[{missing}]" if item.listed else missing


def _broken_guards(setup: FilledSetup, headers: str, text: TestText) -> None:
    for number, guard in enumerate(setup.action.guards, start=1):
        changes = setup.failing(guard.id)
        if changes is None:
            continue
        body = {item.parameter.name: _sent(setup, item, changes) for item in setup.plan.parameters}
        lines = [*prepared(setup, changes, text), f"body: dict[str, object] = {{{_pairs(body)}}}"]
        lines += [f"response = client.post(PATH, json=body{headers})", "assert response.status_code == 409"]
        lines.append(f'assert response.json()["rule"] == {python_string(guard.id)}')
        lines.append(f'assert response.json()["detail"] == {python_string(guard.message)}')
        text.add(f"test_requires_{number}", [guard.id], lines, ARGUMENTS)


def _refusing_services(setup: FilledSetup, headers: str, text: TestText) -> None:
    if setup.succeeding is None:
        return
    for number, call in enumerate(setup.action.calls, start=1):
        operation = next(item for item in setup.model.service(call.service).operations if item.name == call.operation)
        outcomes = service_outcomes(call.service, operation.name, operation.outcomes[1:], text)
        if not outcomes:
            continue
        stub = service_stub(call.service, operation.name)
        lines = [*prepared(setup, setup.succeeding, text), f"filled.gateways.{stub}_outcome = outcome"]
        lines += [f"response = client.post(PATH, json=BODY{headers})", "assert response.status_code == 409"]
        lines.append(f'assert response.json()["detail"] == {python_string(call.message)}')
        lines.append('assert response.json()["outcome"] == outcome')
        kind = outcomes[0].rpartition(".")[0]
        mark = f'pytest.mark.parametrize("outcome", [{", ".join(outcomes)}])'
        name = f"test_a_service_that_refuses_{number}"
        text.add(name, [call.id], lines, f"{ARGUMENTS}, outcome: {kind}", mark)
