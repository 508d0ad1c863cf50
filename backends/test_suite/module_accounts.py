"""Tests of the command that adds the accounts which nobody can register."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from ...dsl.expressions import Value
from ...dsl.model import Entity, Model
from ...dsl.value_types import Decimal, Money, Password, ValueType, plain
from ...templates.rendering import render
from ..account_actions import account_action, option_name, role_command, unregistered_roles
from ..backend import OutputFile
from ..fixed_point import fixed_point
from ..python_expressions import python_string
from .evaluation import Record
from .example_records import Examples


class AccountCase(Struct, frozen=True):
    """A person to add: the command line as a list in Python, and what the person signs in with."""

    arguments: str
    identifier: str


def account_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield the tests, where there are accounts that nobody can register."""
    roles = unregistered_roles(model)
    if roles:
        view = {
            "new": [_case(role, examples.second[role.name], model) for role in roles],
            "taken": [_case(role, examples.first[role.name], model) for role in roles if _is_unique(role)],
        }
        text = render("test_suite/add_user.py.jinja", **view)
        yield OutputFile("tests/module/test_add_user.py", text, tuple(role.id for role in roles))


def _case(role: Entity, record: Record, model: Model) -> AccountCase:
    given = [role_command(role)]
    for item in account_action(role, model).parameters:
        value = record.get(item.name)
        if value is not None and not isinstance(plain(item.type), Password):
            given.append(f"{option_name(item)}={_option_text(value, item.type)}")
    identifiers = [str(record[name]) for name in role.identifiers if record.get(name) is not None]
    return AccountCase(f"[{', '.join(map(python_string, given))}]", python_string(identifiers[0]))


def _is_unique(role: Entity) -> bool:
    return not role.key.is_generated or any(field.is_unique for field in role.fields)


def _option_text(value: Value, kind: ValueType) -> str:
    """Return a value as an option of the command gives it."""
    match value, plain(kind):
        case bool(), _:
            return "yes" if value else "no"
        case int(), Money(scale=scale) | Decimal(scale=scale):
            return fixed_point(value, scale)
        case timedelta(), _:
            return str(int(value.total_seconds()))
        case datetime() | date(), _:
            return value.isoformat()
        case _:
            return str(value)
