"""What the rules found in generated SQL, as plain values that are kept between builds."""

from msgspec import Struct


class SqlFinding(Struct, frozen=True):
    """What a rule found at [start, end) of a generated file."""

    path: str
    code: str
    name: str
    message: str
    hint: str
    start: int
    end: int
