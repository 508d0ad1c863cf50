"""Tests of the JSON interface: what each operation answers, and each way in which it refuses."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from ...dsl.expressions import Value
from ...dsl.model import Action, Anyone, Api, Entity, Exposure, Model, OwnerOf, Roles, StartSession
from ...dsl.value_types import Decimal, Int, Money, Optional, Reference, ValueType, plain
from ...dsl.words import pascal_case, snake_case, words_of
from ..action_plan import PlannedParameter
from ..backend import OutputFile
from ..names import field_name, member_name, plural_of_entity, python_name, variable_of
from ..parameter_defaults import parameter_defaults
from ..python_expressions import python_string
from .example_records import Examples
from .filled_setup import FilledSetup
from .function_text import TestText
from .literals import compared
from .module_database import prepared
from .search import Changes
from .support_files import constant_of
from .unit_actions import wrong_message, wrong_value

ARGUMENTS = "client: httpx.Client, filled: World"


def api_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield one file for each entity exposed and each action offered."""
    for api in model.apis:
        for exposure in api.exposures:
            file = _exposed(api, exposure, examples)
            if file is not None:
                yield file
        for name in api.actions:
            file = _offered(api, model.action(name), examples)
            if file is not None:
                yield file


def sign_in_as(role: str, text: TestText, other: bool = False) -> str:
    """Return the headers of the example of a role."""
    name = f"{'OTHER_' if other else ''}{constant_of(role)}"
    key = field_name(text.model.entity(role).key.name)
    for module, needed in (
        ("tests.examples", name),
        ("tests.drivers.api_actions", "sign_in"),
        ("tests.accounts", f"add_{variable_of(role)}" if other else "account_of"),
    ):
        text.need(module, needed)
    if other:
        return f"sign_in(filled.system, add_{variable_of(role)}(filled, {name}))"
    text.need("app.domain.roles", "Role")
    return f"sign_in(filled.system, account_of(filled, Role.{member_name(role)}, {name}.{key}))"


def new_text(examples: Examples) -> TestText:
    """Return a file that talks over HTTP to a system full of examples."""
    text = TestText(examples)
    text.literals.imports.add(("tests.world", "World"))
    return text


# entities


def _exposed(api: Api, exposure: Exposure, examples: Examples) -> OutputFile | None:
    text = new_text(examples)
    entity = examples.model.entity(exposure.entity)
    path = f"{api.prefix}/{plural_of_entity(entity)}"
    key = examples.first[entity.name][entity.key.name]
    owner = _owner(entity)
    headers = f", headers={sign_in_as(owner, text)}" if owner else ""
    ids = [api.id, entity.id]
    shown = f'item["{entity.key.name}"]'
    if "list" in exposure.operations:
        lines = [f'body = client.get("{path}"{headers}).raise_for_status().json()']
        lines += [f'assert [{shown} for item in body["items"]] == [{text.value(key, entity.key.type)}]']
        text.add("test_list", ids, [*lines, 'assert (body["total"], body["offset"]) == (1, 0)'], ARGUMENTS)
        lines = [f'body = client.get("{path}?limit=1&offset=1"{headers}).raise_for_status().json()']
        text.add("test_list_beyond_the_end", ids, [*lines, 'assert body["items"] == []'], ARGUMENTS)
        mark = 'pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=-1"])'
        lines = [f'response = client.get(f"{path}?{{query}}"{headers})', "assert response.status_code == 422"]
        text.add("test_wrong_queries_are_refused", ids, lines, f"{ARGUMENTS}, query: str", mark)
    if "read" in exposure.operations:
        _read(entity, f"{path}/{key}", headers, ids, text)
        missing = 999 if isinstance(key, int) else "nowhere"
        lines = [f'response = client.get("{path}/{missing}"{headers})', "assert response.status_code == 404"]
        lines += [f'assert response.json()["detail"] == "There is no {words_of(entity.name)} {missing}"']
        text.add("test_read_one_that_is_not_there", ids, lines, ARGUMENTS)
    if owner:
        _guarded(path, f"{path}/{key}", owner, exposure, ids, text)
    elements = [api.id, exposure.id]
    return text.file(f"module/test_api_{plural_of_entity(entity)}", f"{entity.name} records over JSON.", elements)


def _owner(entity: Entity) -> str | None:
    for field in entity.fields:
        kind = plain(field.type)
        if field.is_owner and isinstance(kind, Reference):
            return kind.entity
    return None


def _read(entity: Entity, path: str, headers: str, ids: list[str], text: TestText) -> None:
    record = text.examples.first[entity.name]
    shown = [field for field in entity.fields if field.name in record]
    pairs = [f'"{field.name}": {json_text(record[field.name], field.type)}' for field in shown]
    lines = [f'body = client.get("{path}"{headers}).raise_for_status().json()']
    lines += [f"expected: dict[str, object] = {{{', '.join(pairs)}}}", "assert expected.items() <= body.items()"]
    text.add("test_read", ids, lines, ARGUMENTS)


def _guarded(path: str, one: str, owner: str, exposure: Exposure, ids: list[str], text: TestText) -> None:
    paths = [f'"{path}"'] * ("list" in exposure.operations) + [f'"{one}"'] * ("read" in exposure.operations)
    mark = f'pytest.mark.parametrize("path", [{", ".join(paths)}])'
    lines = ["assert client.get(path).status_code == 401"]
    text.add("test_nobody_signed_in", ids, lines, f"{ARGUMENTS}, path: str", mark)
    lines = [f"headers = {sign_in_as(owner, text, other=True)}"]
    if "list" in exposure.operations:
        lines.append(f'assert client.get("{path}", headers=headers).json()["total"] == 0')
    if "read" in exposure.operations:
        lines.append(f'assert client.get("{one}", headers=headers).status_code == 404')
    text.add("test_others_see_nothing", ids, lines, ARGUMENTS)


# actions


def _offered(api: Api, action: Action, examples: Examples) -> OutputFile | None:
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


def actor_role(action: Action) -> str | None:
    """Return a role whose people may do an action, or None where anyone may."""
    match action.actor:
        case Roles(names=names):
            return names[0]
        case OwnerOf(role=role):
            return role
        case _:
            return None


def _pairs(body: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}": {value}' for name, value in body.items())


def _sent(setup: FilledSetup, item: PlannedParameter, changes: Changes) -> str:
    """Return the value of a parameter in a body of JSON."""
    if item.entity is not None:
        entity = setup.model.entity(item.entity)
        return json_text(setup.examples.first[entity.name][entity.key.name], entity.key.type)
    return json_text(changes.get(("", item.name), setup.inner.scalars[item.name]), item.parameter.type)


def json_text(value: Value, kind: ValueType) -> str:
    """Return a value in JSON as Python."""
    match value:
        case datetime():
            return f'"{value:%Y-%m-%dT%H:%M:%SZ}"'
        case date():
            return f'"{value.isoformat()}"'
        case timedelta():
            return str(int(value.total_seconds()))
        case str():
            return python_string(value)
        case bool() | None:
            return repr(value)
        case int():
            bare = plain(kind)
            return f'"{fixed_point(value, bare.scale)}"' if isinstance(bare, Money | Decimal) else str(value)


def fixed_point(units: int, scale: int) -> str:
    """Return smallest units as a number: 110600 with two places is `1106.00`."""
    whole, rest = divmod(abs(units), 10**scale)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{scale}d}" if scale else f"{sign}{whole}"


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
    defaults = parameter_defaults(action, setup.model)
    wrong: list[str] = []
    missing: list[str] = []
    for item in setup.plan.parameters:
        name, label = item.parameter.name, item.parameter.label
        message = wrong_message(setup.inner, item)
        is_owned = isinstance(action.actor, OwnerOf) and item.entity is not None
        if message is not None and not is_owned:
            value = _missing_key(setup, item) if item.entity else json_text(wrong_value(item), item.parameter.type)
            wrong.append(f'("{name}", {value}, {python_string(message)})')
        if name not in defaults and not isinstance(item.parameter.type, Optional):
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
    key = setup.model.entity(item.entity or "").key.type
    return "0" if isinstance(plain(key), Int) else '"nowhere"'


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


def service_stub(service: str, operation: str) -> str:
    """Return the attribute of a stand-in up to `_outcome` or `_calls`."""
    return f"{snake_case(service)}.{python_name(operation)}"


def service_outcomes(service: str, operation: str, outcomes: tuple[str, ...], text: TestText) -> list[str]:
    """Return outcomes of an operation as Python."""
    module = snake_case(service)
    text.need("app.gateways", module)
    return [f"{module}.{pascal_case(operation)}Outcome.{member_name(item)}" for item in outcomes]
