"""An instruction as the text format spells it, with the names that the module gives."""

from struct import unpack
from typing import cast

from .binary.immediates import Catch, Handler, Immediate, ImmediateValue, MemoryAccess
from .binary.instructions import Instruction
from .binary.names import Names
from .binary.value_types import AbstractHeapType, ConcreteHeapType, NumberType, ReferenceType, ValueType
from .one_line import one_line
from .program import Program

_NAMED = {
    Immediate.TYPE: "types",
    Immediate.TABLE: "tables",
    Immediate.MEMORY: "memories",
    Immediate.GLOBAL: "globals",
    Immediate.TAG: "tags",
    Immediate.DATA: "data",
    Immediate.ELEMENT: "elements",
}
_FLOATS = {Immediate.F32: "<f", Immediate.F64: "<d"}
_DEFAULT_FIRST = frozenset((Immediate.TABLE, Immediate.MEMORY))


def instruction_text(program: Program, function: int, instruction: Instruction) -> str:
    """Return an instruction of a function as text; a name stands behind a dollar sign, as in the text format."""
    kinds = instruction.opcode.immediates
    pairs = zip(kinds, instruction.immediates, strict=True)
    parts = [_spelled(program, function, kind, value) for kind, value in pairs]
    return " ".join((instruction.opcode.mnemonic, *filter(None, parts)))


def _spelled(program: Program, function: int, kind: Immediate, value: ImmediateValue) -> str:
    """Return one immediate; nothing where the text format leaves it out."""
    names = program.contents.names
    if kind is Immediate.FUNCTION and isinstance(value, int):
        return _named(names.functions.get(value), value)
    if kind is Immediate.LOCAL and isinstance(value, int):
        return _named(names.locals.get(function, {}).get(value), value)
    if kind in _NAMED and isinstance(value, int):
        return "" if kind in _DEFAULT_FIRST and not value else _named(_name(names, kind, value), value)
    if kind in _FLOATS and isinstance(value, bytes):
        return repr(unpack(_FLOATS[kind], value)[0])
    if kind is Immediate.BLOCK_TYPE:
        return _block_type(value)
    return _plain(value)


def _name(names: Names, kind: Immediate, value: int) -> str | None:
    found: dict[int, str] = getattr(names, _NAMED[kind])
    return found.get(value)


def _named(name: str | None, index: int) -> str:
    return f"${one_line(name)}" if name else str(index)


def _block_type(value: ImmediateValue | None) -> str:
    if value is None:
        return ""
    return f"(type {value})" if isinstance(value, int) else f"(result {_plain(value)})"


def type_text(kind: ValueType) -> str:
    """Return a type as text."""
    return _plain(kind)


def _plain(value: object) -> str:
    """Return what needs no names: numbers, types, accesses, and lists of them."""
    match value:
        case bytes():
            return value.hex()
        case MemoryAccess():
            memory = f"{value.memory} " if value.memory else ""
            return memory + (f"offset={value.offset} " if value.offset else "") + f"align={1 << value.align}"
        case NumberType() | AbstractHeapType():
            return value.name
        case ReferenceType():
            return f"(ref {'null ' if value.nullable else ''}{_plain(value.heap)})"
        case ConcreteHeapType():
            return str(value.index)
        case Catch():
            tag = "" if value.tag is None else f" {value.tag}"
            return f"({value.kind.name.lower()}{tag} {value.label})"
        case Handler():
            return f"(on {value.tag} {'switch' if value.label is None else value.label})"
        case tuple():
            return " ".join(map(_plain, cast("tuple[object, ...]", value)))
        case _:
            return str(value)
