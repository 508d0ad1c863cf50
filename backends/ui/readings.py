"""How what is typed into an input becomes a value: the lines of Python that read it."""

from msgspec import Struct

from ...dsl.model import Model
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
    Password,
    Reference,
    Text,
    plain,
)
from ..python_expressions import python_string
from ..python_types import Import
from .controls import Control


class Reading(Struct, frozen=True):
    """How a typed text becomes a value: a line that reads it (none for plain texts), the value, and whether
    the line gives nothing exactly when something is wrong."""

    line: str | None
    value: str
    reader: str
    is_needed: bool
    imports: frozenset[Import] = frozenset()


def reading_of(control: Control, model: Model, *, strict_texts: bool = False) -> Reading:
    """Return how an input is read. Texts are left to the action unless `strict_texts`."""
    name, kind = control.variable, plain(control.field.type)
    match kind:
        case Bool() if not control.is_optional:
            return Reading(None, f'{name} == "yes"', "", False)
        case Text() | Password() if not strict_texts:
            text = name if isinstance(kind, Password) else f"{name}.strip()"
            return Reading(None, f"{text} or None" if control.is_optional else name, "", False)
        case ListOf(entity=entity):
            is_number = isinstance(plain(model.entity(entity).key.type), Int)
            return _reading(control, "number_choices", [], []) if is_number else Reading(None, name, "", False)
        case Choice(enum=enum):
            return _reading(control, "choice", [enum], [], frozenset({("app.domain.enums", enum)}))
        case Money():
            return _reading(control, "units", [], [f"scale={kind.scale}", 'noun="amount"'])
        case Decimal():
            return _reading(control, "units", [], [f"scale={kind.scale}", 'noun="number"'])
        case Reference(entity=entity):
            is_number = isinstance(plain(model.entity(entity).key.type), Int)
            return _reading(control, "number_choice" if is_number else "words", [], [])
        case _:
            return _reading(control, READERS.get(type(kind), "words"), [], [])


READERS: dict[type, str] = {
    Bool: "yes_or_no",
    Int: "integer",
    Date: "day",
    DateTime: "moment",
    Duration: "duration",
}


def _reading(
    control: Control, reader: str, before: list[str], after: list[str], imports: frozenset[Import] = frozenset()
) -> Reading:
    field, text = control.field, control.variable
    name, label = python_string(field.name), python_string(field.label)
    more = [*after, *(["required=False"] if control.is_optional else [])]
    value = f"{text.rstrip('_')}_value"
    line = f"{value} = form.{reader}({', '.join([name, label, *before, text, *more])})"
    return Reading(line, value, reader, not control.is_optional, imports)


def text_check(control: Control) -> str | None:
    """Return the line that checks the length of a text that is left to the action, to tell all mistakes at once."""
    kind, text = plain(control.field.type), control.variable
    if not isinstance(kind, Text | Password):
        return None
    low, high = (kind.low, kind.high) if isinstance(kind, Text) else (1, None)
    limits = [f"least={low}"] if low > 1 else []
    limits += [f"most={high}"] if high is not None else []
    given = text if isinstance(kind, Password) else f"{text}.strip()"
    check = f"checks.check_text({', '.join([python_string(control.field.label), given, *limits])})"
    name = python_string(control.field.name)
    return (
        f"form.check({name}, {check} if {given} else None)" if control.is_optional else f"form.check({name}, {check})"
    )


def bounds_check(control: Control) -> str | None:
    """Return the line that checks the range or the length of what was searched for."""
    kind, label = plain(control.field.type), python_string(control.field.label)
    value = f"{control.variable.rstrip('_')}_value"
    limits: list[str] = []
    match kind:
        case Int(low=low, high=high):
            function = "check_number"
        case Text(low=low, high=high):
            function, low = "check_text", low if low > 1 else None
        case _:
            return None
    limits += [f"least={low}"] if low is not None else []
    limits += [f"most={high}"] if high is not None else []
    if not limits and isinstance(kind, Text):
        return None
    check = f"checks.{function}({', '.join((label, value, *limits))})"
    return f"form.check({python_string(control.field.name)}, None if {value} is None else {check})"
