"""Costs by stack as pprof's profile.proto, compressed with gzip.

Source: github.com/google/pprof, proto/profile.proto. A message of protobuf is a row of fields, each a key (its number
and how it is coded) and a value: few enough here to be written by hand.
"""

import gzip
from collections.abc import Iterable

from ..binary.leb128 import encode_unsigned
from ..demangling import demangled
from ..report import Observed, Report, StackCosts, stacks_of

_PERIOD = 1


class Pprof(Report):
    """What `go tool pprof`, Pyroscope and Polar Signals read: calls and costs for each stack."""

    name = "pprof"
    file = "profile.pb.gz"

    def render(self, run: Observed) -> bytes:
        """Return the compressed profile; its time is 0, so that the same run gives the same bytes."""
        return gzip.compress(_profile(stacks_of(run)), mtime=0)


class _Strings:
    """The table of strings, each named by its number; number 0 is the empty one."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """Return the number of a string."""
        return self.numbers.setdefault(text, len(self.numbers))


def _profile(stacks: StackCosts) -> bytes:
    strings = _Strings()
    unit = {"instructions": "count", "calls": "count"}.get(stacks.unit, stacks.unit)
    cost = {"nanoseconds": "time"}.get(stacks.unit, stacks.unit)
    types = [_value_type(strings, "calls", "count"), _value_type(strings, cost, unit)]
    functions = {
        name: at for at, name in enumerate(dict.fromkeys(name for row in stacks.rows for name in row.stack), 1)
    }
    samples = [
        _packed(1, [functions[name] for name in reversed(row.stack)]) + _packed(2, [row.calls, row.cost])
        for row in stacks.rows
    ]
    locations = [_number(1, at) + _message(4, _number(1, at)) for at in functions.values()]
    named = [
        _number(1, at) + _number(2, strings.number(demangled(name))) + _number(3, strings.number(name))
        for name, at in functions.items()
    ]
    parts = [*_messages(1, types), *_messages(2, samples), *_messages(4, locations), *_messages(5, named)]
    parts += [_message(11, types[1]), _number(12, _PERIOD)]
    return b"".join([*parts, *_messages(6, [text.encode() for text in strings.numbers])])


def _value_type(strings: _Strings, kind: str, unit: str) -> bytes:
    return _number(1, strings.number(kind)) + _number(2, strings.number(unit))


def _number(field: int, value: int) -> bytes:
    """Return a field that holds an integer; a negative one takes ten bytes, as in two's complement of 64 bits."""
    return encode_unsigned(field << 3) + encode_unsigned(value % (1 << 64))


def _message(field: int, content: bytes) -> bytes:
    return encode_unsigned(field << 3 | 2) + encode_unsigned(len(content)) + content


def _messages(field: int, contents: Iterable[bytes]) -> list[bytes]:
    return [_message(field, content) for content in contents]


def _packed(field: int, values: Iterable[int]) -> bytes:
    return _message(field, b"".join(encode_unsigned(value % (1 << 64)) for value in values))
