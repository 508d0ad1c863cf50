"""The command that adds accounts which nobody can register: its options and how they are read."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.model import Action, Entity, Model
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    Money,
    Optional,
    Password,
    Reference,
    ValueType,
    plain,
)
from ...dsl.words import words_of
from ..account_actions import account_action, option_name, role_command, unregistered_roles
from ..names import field_name, python_name, variable_of
from ..python_expressions import PythonPrinter, python_string
from ..python_types import Import, import_lines

# In the order in which they are printed.
READERS = ("whole_number", "yes_or_no", "moment", "length_of_time", "units")


class OptionView(Struct, frozen=True):
    """An option of the command: its name, its arguments as Python, and the parameter it fills."""

    name: str
    arguments: str
    parameter: str
    attribute: str


class AccountView(Struct, frozen=True):
    """A role whose accounts an operator adds."""

    name: str
    variable: str
    function: str
    service: str
    words: str
    key: str
    password: str
    options: tuple[OptionView, ...]

    @property
    def usage(self) -> str:
        """Return how the command is called, with the options that must be given."""
        needed = [f"{item.name} …" for item in self.options if "required=True" in item.arguments]
        return " ".join(["python -m app add-user", self.name, *needed])


class CommandView(Struct, frozen=True):
    """The module of the command: its imports, the readers it needs, its roles."""

    imports: tuple[str, ...]
    readers: tuple[str, ...]
    accounts: tuple[AccountView, ...]

    @property
    def has_numbers(self) -> bool:
        """Tell whether any option is read as a number."""
        return bool({"whole_number", "length_of_time", "units"} & set(self.readers))


def command_view(model: Model) -> CommandView:
    """Return what the module of the command prints."""
    imports: set[Import] = set()
    accounts = tuple(_account(role, model, imports) for role in unregistered_roles(model))
    text = " ".join(option.arguments for account in accounts for option in account.options)
    readers = tuple(name for name in READERS if f"type={name}" in text)
    imports |= {("datetime", "timedelta")} if "length_of_time" in readers else set()
    imports |= {("datetime", "datetime"), ("datetime", "UTC")} if "moment" in readers else set()
    imports |= {("collections.abc", "Callable")} if "units" in readers else set()
    imports |= {("decimal", "Decimal")} if "units" in readers else set()
    return CommandView(tuple(import_lines(imports)), readers, accounts)


def _account(role: Entity, model: Model, imports: set[Import]) -> AccountView:
    action = account_action(role, model)
    service = python_name(action.name)
    imports.add((f"app.services.{service}", service))
    return AccountView(
        name=role_command(role),
        variable=variable_of(role),
        function="add_one_user" if variable_of(role) == "user" else f"add_{variable_of(role)}",
        service=service,
        words=words_of(role.name),
        key=field_name(role.key.name),
        password=next(python_name(item.name) for item in action.parameters if isinstance(item.type, Password)),
        options=tuple(_options(action, model, imports)),
    )


def _options(action: Action, model: Model, imports: set[Import]) -> Iterator[OptionView]:
    for item in action.parameters:
        if isinstance(plain(item.type), Password):
            continue
        reader = _reader(item.type, model, imports)
        parts = [f"type={reader}"] if reader else []
        if item.default is not None:
            printer = PythonPrinter(model)
            parts.append(f"default={printer.text(item.default)}")
            imports |= printer.imports
        elif not isinstance(item.type, Optional):
            parts.append("required=True")
        name, attribute = option_name(item), f"given_{python_name(item.name)}"
        shown = [f'dest="{attribute}"', f"metavar={python_string(_metavar(item.type))}"]
        told = [f"help={python_string(item.label.replace('%', '%%'))}"]
        arguments = ", ".join([python_string(name), *shown, *parts, *told])
        yield OptionView(name, arguments, python_name(item.name), attribute)


def _reader(kind: ValueType, model: Model, imports: set[Import]) -> str:
    """Return the function that reads an option; a text is taken as it is."""
    match plain(kind):
        case Int():
            return "whole_number"
        case Bool():
            return "yes_or_no"
        case Date():
            imports.add(("datetime", "date"))
            return "date.fromisoformat"
        case DateTime():
            return "moment"
        case Duration():
            return "length_of_time"
        case Money(scale=scale) | Decimal(scale=scale):
            return f"units({scale})"
        case Choice(enum=enum):
            imports.add(("app.domain.enums", enum))
            return enum
        case Reference(entity=entity):
            return _reader(model.entity(entity).key.type, model, imports)
        case _:
            return ""


def _metavar(kind: ValueType) -> str:
    match plain(kind):
        case Choice(members=members):
            return "|".join(members)
        case Bool():
            return "yes|no"
        case Date():
            return "YYYY-MM-DD"
        case DateTime():
            return "YYYY-MM-DDTHH:MM"
        case Duration():
            return "SECONDS"
        case Int() | Money() | Decimal():
            return "NUMBER"
        case _:
            return "TEXT"
