"""The inputs of forms: how they look, and how what is typed is read."""

from msgspec import Struct

from ...dsl.model import Action, Form, FormField, Model, Page
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    plain,
)
from ..names import python_name, variable_of
from ..python_expressions import python_string
from .default_texts import default_text
from .page_names import form_prefix, value_name, variable

FORMS = "app.pages.forms"
# As many characters do not fit into one line.
LONG_TEXT = 200


class Control(Struct, frozen=True):
    """An input of a form on a page. `id` is unique on the page; `variable` holds what was typed."""

    field: FormField
    prefix: str
    default: str
    autocomplete: str

    @property
    def id(self) -> str:
        """Return the id of the input."""
        return f"{self.prefix}{self.field.name}"

    @property
    def variable(self) -> str:
        """Return the variable that holds what was typed."""
        return variable(self.field.name)

    @property
    def is_optional(self) -> bool:
        """Tell whether the input may be left empty."""
        return isinstance(self.field.type, Optional)

    @property
    def is_list(self) -> bool:
        """Tell whether several values can be chosen."""
        return isinstance(plain(self.field.type), ListOf)

    @property
    def echo(self) -> str:
        """Return what was typed as one text: of several values, each on a line of its own."""
        return f'"\\n".join({self.variable})' if self.is_list else self.variable

    @property
    def is_echoed(self) -> bool:
        """Tell whether what was typed may be shown again."""
        return not isinstance(plain(self.field.type), Password)


def controls_of(form: Form, page: Page, model: Model) -> list[Control]:
    """Return the inputs of a form."""
    action = model.action(form.action) if form.action else None
    defaults = {item.name: item.default for item in action.parameters} if action else {}
    return [
        Control(
            field,
            form_prefix(page, form),
            default_text(defaults.get(field.name), field.type),
            _autocomplete(field, action, model),
        )
        for field in form.fields
    ]


def _autocomplete(field: FormField, action: Action | None, model: Model) -> str:
    """Return what browsers may fill in: the new credentials where an action makes somebody who signs in."""
    if isinstance(plain(field.type), Password):
        return "new-password"
    made = model.entity(action.returns) if action and action.returns else None
    return "username" if made is not None and field.name in made.identifiers else ""


# how an input looks


def macro_call(control: Control) -> str:
    """Return the call of the macro that prints an input."""
    field, kind = control.field, plain(control.field.type)
    name, label = python_string(field.name), python_string(field.label)
    form = [f"form={python_string(control.prefix)}"] if control.prefix else []
    optional = ["required=false"] if control.is_optional else []
    value = f"typed[{python_string(control.id)}]" if control.is_echoed else '""'
    start = f"{name}, {label}, {value}"
    match kind:
        case Bool() if not control.is_optional:
            return _call("check_field", f"{start}, trouble", form)
        case Bool():
            return _call("select_field", f'{start}, ["yes", "no"], trouble', [*optional, *form])
        case Choice(enum=enum):
            return _call("select_field", f"{start}, {choices_name(enum)}, trouble", [*optional, *form])
        case ListOf(entity=entity):
            return _call("group_field", f"{start}, {keys_name(entity)}, trouble", form)
        case Reference(entity=entity):
            return _call("select_field", f"{start}, {keys_name(entity)}, trouble", [*optional, *form])
        case _:
            return _call("input_field", f"{start}, trouble", [*_details(control), *optional, *form])


def _call(macro: str, start: str, more: list[str]) -> str:
    return f"{{{{ {macro}({', '.join([start, *more])}) }}}}"


def _details(control: Control) -> list[str]:
    """Return the arguments that tell a text, a number or a date apart."""
    filled = [f"autocomplete={python_string(control.autocomplete)}"] if control.autocomplete else []
    match plain(control.field.type):
        case Int(low=low, high=high):
            return ['type="number"', 'inputmode="numeric"', *_bounds(low, high)]
        case Money() | Decimal():
            return ['inputmode="decimal"']
        case Text(high=high):
            lines = ["rows=4"] if high and high >= LONG_TEXT else []
            return [*([f"longest={high}"] if high else []), *lines, *filled]
        case Password():
            return ['type="password"', *filled]
        case Date():
            return ['type="date"']
        case DateTime():
            return ['type="datetime-local"', 'hint="UTC"']
        case Duration():
            return ['hint="such as 30 minutes"']
        case _:
            return []


def _bounds(low: int | None, high: int | None) -> list[str]:
    least = [f"least={low}"] if low is not None else []
    most = [f"most={high}"] if high is not None else []
    if low is None or high is None:
        words = [f"at least {low}"] if least else [f"at most {high}"] if most else []
    else:
        words = [f"{low} to {high}"]
    return [*least, *most, *(f"hint={python_string(word)}" for word in words)]


def choices_name(enum: str) -> str:
    """Return what the template calls the members of an enumeration."""
    return value_name(f"{python_name(enum).rstrip('_')}_choices")


def keys_name(entity: str) -> str:
    """Return what the template calls the keys of the records to choose from."""
    return value_name(f"{variable_of(entity).rstrip('_')}_keys")
