"""What an exported function is called with: as many values as it takes, each one that its parameter can hold."""

from collections.abc import Sequence
from typing import Any

from ..diagnostics import WeftError
from .binary.contents import Contents
from .binary.entities import ExternKind
from .binary.value_types import F32, F64, I32, I64, FunctionType, ValueType
from .recordable import strange

_BITS: dict[ValueType, int] = {I32: 32, I64: 64}
_FLOATS = (F32, F64)


class BadCall(WeftError, ValueError):
    """A call of a function that a module does not export, or not so."""


def fitting(contents: Contents, name: str, arguments: Sequence[Any]) -> list[Any]:
    """Return arguments as the engine takes them: integers may be signed or not, and stand for floating-point numbers.

    Raised: `BadCall` where there is no such function, where it takes other arguments, and where it takes or gives
    vectors or references that the engine cannot hand over: asked to, that ends the process.
    """
    kind = _type_of(contents, name)
    if unknown := strange(kind):
        raise BadCall(f"{name} cannot be called from Python: it takes or gives {unknown}")
    if len(arguments) != (due := len(kind.parameters)):
        raise BadCall(f"{name} takes {due} argument{'' if due == 1 else 's'}, not {len(arguments)}")
    numbered = enumerate(zip(kind.parameters, arguments, strict=True), 1)
    return [_fitting(f"argument {number} of {name}", parameter, value) for number, (parameter, value) in numbered]


def _type_of(contents: Contents, name: str) -> FunctionType:
    for export in contents.exports:
        if export.name == name and export.kind is ExternKind.FUNCTION:
            return contents.function_type(export.index)
    raise BadCall(f"the module exports no function {name!r}")


def _fitting(what: str, kind: ValueType, value: Any) -> Any:
    """Return one argument; the engine itself would cut integers that are too large."""
    if kind in _FLOATS:
        if not isinstance(value, int | float):
            raise BadCall(f"{what} is a number, not {value!r}")
        return float(value)
    bits = _BITS.get(kind)
    if bits and not isinstance(value, int):
        raise BadCall(f"{what} is an integer, not {value!r}")
    if bits and not -(1 << bits - 1) <= value < 1 << bits:
        raise BadCall(f"{what} is an integer of {bits} bits, which {value} is not")
    return value
