"""The checks of single values: of a field, or of a parameter that goes into none."""

from ...dsl.model import Field
from ...dsl.value_types import Int, Optional, Password, Text, ValueType, plain
from ..python_functions import string


def has_check(field: Field) -> bool:
    """Tell whether the values of a field have bounds; numbers that the database gives out have none."""
    return check_call("", "", field.type) is not None and not (field.is_generated and isinstance(field.type, Int))


def check_function(field: Field) -> str:
    """Return the function that checks a value of a field."""
    return f"check_{field.name}"


def check_call(label: str, value: str, kind: ValueType) -> str | None:
    """Return the call that checks a value of a type, or None where every value will do."""
    match plain(kind):
        case Text(high=high, low=low):
            bounds = [f"least={low}"] if low > 1 else []
            call = "check_text"
            bounds += [f"most={high}"] if high is not None else []
        case Password():
            call, bounds = "check_text", []
        case Int(low=low, high=high):
            call = "check_number"
            bounds = [f"{name}={bound}" for name, bound in (("least", low), ("most", high)) if bound is not None]
        case _:
            return None
    text = f"checks.{call}({', '.join((string(label), value, *bounds))})"
    return f"None if {value} is None else {text}" if isinstance(kind, Optional) else text
