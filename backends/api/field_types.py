"""Writes what values look like in JSON: the aliases and readers that the other modules import, no more."""

import re
from collections.abc import Iterable, Mapping

from ...templates.rendering import render
from ..backend import OutputFile

ANSWERS = {
    "Day": '{"type": "string", "format": "date"}',
    "Instant": '{"type": "string", "format": "date-time"}',
    "PasswordInput": '{"type": "string", "format": "password"}',
}
# An input: the type that the domain holds, how it is read, and its schema.
INPUTS: Mapping[str, tuple[str, str, str]] = {
    "DayInput": ("date", "BeforeValidator(read_day)", ANSWERS["Day"]),
    "InstantInput": ("datetime", "BeforeValidator(read_moment)", ANSWERS["Instant"]),
    "SecondsInput": ("timedelta", "BeforeValidator(read_seconds)", '{"type": "integer", "minimum": 0}'),
    # No database that systems run on holds more than 64 bits.
    "WholeNumber": ("int", "Field(ge=-(2**63), lt=2**63)", '{"type": "integer", "format": "int64"}'),
}
READERS = {"read_day": "read_day", "read_moment": "read_instant", "read_seconds": "read_seconds", "units": "units"}
NUMBER = re.compile(r"(?:Money|Decimal(?P<scale>\d+))(?P<input>Input)?")


def write_fields(used: Iterable[str], money_scale: int) -> OutputFile:
    """Return the module, given all names that are imported from it and the decimal places of money."""
    names = sorted(used)
    aliases = [alias for name in names if (alias := _alias(name, money_scale))]
    text = "\n".join(aliases)
    readers = [file for word, file in READERS.items() if f"({word}" in text or f"{word}(" in text]
    readers += ["one_of"] if "one_of" in names else []
    parts = ["unreadable"] if readers else []
    definitions = [render(f"api/readers/{name}.jinja") for name in (*parts, *readers)]
    body = render("api/fields.py.jinja", definitions=definitions, aliases=aliases, lists="LimitQuery" in names)
    return OutputFile("app/api/fields.py", body)


def _alias(name: str, money_scale: int) -> str:
    """Return the line that defines an alias; nothing for a function."""
    if name in ANSWERS:
        return f"{name} = Annotated[str, WithJsonSchema({ANSWERS[name]})]"
    if name in INPUTS:
        kind, reader, schema = INPUTS[name]
        return f"{name} = Annotated[{kind}, {reader}, WithJsonSchema({schema})]"
    number = NUMBER.fullmatch(name)
    return _number_alias(name, number, money_scale) if number else ""


def _number_alias(name: str, number: re.Match[str], money_scale: int) -> str:
    is_money = number["scale"] is None
    scale = money_scale if is_money else int(number["scale"])
    pattern = rf"^-?\d+\.\d{{{scale}}}$" if scale else r"^-?\d+$"
    if number["input"] is None:
        example = ', "examples": ["1106.00"]' if is_money and scale == 2 else ""
        return f'{name} = Annotated[str, WithJsonSchema({{"type": "string", "pattern": r"{pattern}"{example}}})]'
    lenient = rf"^[+-]?\d+(\.\d{{1,{scale}}})?$" if scale else r"^[+-]?\d+$"
    noun = "amount" if is_money else "number"
    schema = f'{{"type": "string", "pattern": r"{lenient}"}}'
    return f'{name} = Annotated[int, units({scale}, "{noun}"), WithJsonSchema({schema})]'
