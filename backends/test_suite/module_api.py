"""What the tests of the JSON interface share: who calls, and how values look."""

from datetime import date, datetime, timedelta

from ...dsl.expressions import Value
from ...dsl.model import Action, OwnerOf, Roles
from ...dsl.value_types import Decimal, Money, ValueType, plain
from ...dsl.words import pascal_case
from ..fixed_point import fixed_point
from ..names import constant_of, field_name, member_name, python_name, service_module, variable_of
from ..python_expressions import python_string
from .example_records import Examples
from .function_text import TestText

ARGUMENTS = "client: httpx.Client, filled: World"


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


def actor_role(action: Action) -> str | None:
    """Return a role whose people may do an action, or None where anyone may."""
    match action.actor:
        case Roles(names=names):
            return names[0]
        case OwnerOf(role=role):
            return role
        case _:
            return None


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
        case tuple():
            return f"[{', '.join(json_text(item, kind) for item in value)}]"
        case int():
            bare = plain(kind)
            return f'"{fixed_point(value, bare.scale)}"' if isinstance(bare, Money | Decimal) else str(value)


def service_stub(service: str, operation: str) -> str:
    """Return the attribute of a stand-in up to `_outcome` or `_calls`."""
    return f"{service_module(service)}.{python_name(operation)}"


def service_outcomes(service: str, operation: str, outcomes: tuple[str, ...], text: TestText) -> list[str]:
    """Return outcomes of an operation as Python."""
    module = service_module(service)
    text.need("app.gateways", module)
    return [f"{module}.{pascal_case(operation)}Outcome.{member_name(item)}" for item in outcomes]
