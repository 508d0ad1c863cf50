"""What instructions take from the stack and leave there, where their opcodes alone decide that."""

import re

from msgspec import Struct

from .immediates import Immediate
from .opcodes import BY_NAME, OPCODES, Opcode
from .value_types import ABSTRACT_HEAP_TYPES, F32, F64, I32, I64, V128, NumberType, ReferenceType, ValueType


class Signature(Struct, frozen=True):
    """Operands, the last of them on top of the stack, and results."""

    operands: tuple[ValueType, ...] = ()
    results: tuple[ValueType, ...] = ()

    def at(self, address: NumberType) -> "Signature":
        """Return the signature for a memory or a table that has addresses of the given type."""
        operands, results = (
            tuple(address if kind is ADDRESS else kind for kind in kinds) for kinds in (self.operands, self.results)
        )
        return Signature(operands, results)


ADDRESS = NumberType("address", 0)  # stands for the type of addresses, i32 or i64, of the memory or table in question

_HEAPS = {heap.name: heap for heap in ABSTRACT_HEAP_TYPES}
_TYPES: dict[str, NumberType] = {"i32": I32, "i64": I64, "f32": F32, "f64": F64, "v128": V128}
_LANES: dict[str, NumberType] = {"i8x16": I32, "i16x8": I32, "i32x4": I32, "i64x2": I64, "f32x4": F32, "f64x2": F64}

# Opcodes that follow no rule.
_SINGLE: dict[str, Signature] = {
    "nop": Signature(),
    "memory.size": Signature((), (ADDRESS,)),
    "memory.grow": Signature((ADDRESS,), (ADDRESS,)),
    "memory.init": Signature((ADDRESS, I32, I32)),
    "memory.copy": Signature((ADDRESS, ADDRESS, ADDRESS)),
    "memory.fill": Signature((ADDRESS, I32, ADDRESS)),
    "memory.discard": Signature((ADDRESS, ADDRESS)),
    "data.drop": Signature(),
    "elem.drop": Signature(),
    "table.size": Signature((), (ADDRESS,)),
    "table.init": Signature((ADDRESS, I32, I32)),
    "table.copy": Signature((ADDRESS, ADDRESS, ADDRESS)),
    "memory.atomic.notify": Signature((ADDRESS, I32), (I32,)),
    "memory.atomic.wait32": Signature((ADDRESS, I32, I64), (I32,)),
    "memory.atomic.wait64": Signature((ADDRESS, I64, I64), (I32,)),
    "atomic.fence": Signature(),
    "i64.add128": Signature((I64, I64, I64, I64), (I64, I64)),
    "i64.sub128": Signature((I64, I64, I64, I64), (I64, I64)),
    "i64.mul_wide_s": Signature((I64, I64), (I64, I64)),
    "i64.mul_wide_u": Signature((I64, I64), (I64, I64)),
    "ref.eq": Signature((ReferenceType(_HEAPS["eq"]), ReferenceType(_HEAPS["eq"])), (I32,)),
    "ref.i31": Signature((I32,), (ReferenceType(_HEAPS["i31"], nullable=False),)),
    "i31.get_s": Signature((ReferenceType(_HEAPS["i31"]),), (I32,)),
    "i31.get_u": Signature((ReferenceType(_HEAPS["i31"]),), (I32,)),
    "array.len": Signature((ReferenceType(_HEAPS["array"]),), (I32,)),
}

_COMPARISON = re.compile(r"(?:eq|ne|lt|gt|le|ge)(?:_[su])?")
_CONVERSION = re.compile(r"(?:wrap|trunc|trunc_sat|extend|convert|demote|promote|reinterpret)_([if]\d\d)(?:_[su])?")
_UNARY = re.compile(r"clz|ctz|popcnt|abs|neg|ceil|floor|trunc|nearest|sqrt|extend\d+_s")
_VECTOR_UNARY = re.compile(
    r"not|abs|neg|popcnt|ceil|floor|trunc|nearest|sqrt|(?:extend|extadd|convert|promote|demote|trunc_sat|relaxed_trunc)_.*"
)
_VECTOR_TERNARY = re.compile(r"bitselect|relaxed_laneselect|relaxed_n?madd|relaxed_dot_.*_add_s")
_ACCESS = re.compile(r"(?:load|store|rmw)(?:(\d+)(?:x(\d+))?)?")


def _signature(opcode: Opcode) -> Signature | None:
    """Return the signature of an opcode, by the rules that mnemonics follow."""
    if opcode.name in _SINGLE:
        return _SINGLE[opcode.name]
    kind, _, operation = opcode.name.partition(".")
    if kind in _TYPES and Immediate.MEMORY_ACCESS in opcode.immediates:
        return _of_access(_TYPES[kind], operation)
    if kind in _LANES or kind == "v128":
        return _of_vector(_LANES.get(kind, V128), operation)
    return _of_number(_TYPES[kind], operation) if kind in _TYPES else None


def _of_access(kind: NumberType, operation: str) -> Signature:
    """Return the signature of a load, a store or an atomic access."""
    if "cmpxchg" in operation:
        return Signature((ADDRESS, kind, kind), (kind,))
    if "rmw" in operation or ("load" in operation and operation.endswith("_lane")):
        return Signature((ADDRESS, kind), (kind,))
    return Signature((ADDRESS, kind)) if "store" in operation else Signature((ADDRESS,), (kind,))


def _of_number(kind: NumberType, operation: str) -> Signature:
    """Return the signature of an instruction on numbers."""
    if operation == "const":
        return Signature((), (kind,))
    if operation == "eqz":
        return Signature((kind,), (I32,))
    if _COMPARISON.fullmatch(operation):
        return Signature((kind, kind), (I32,))
    if conversion := _CONVERSION.fullmatch(operation):
        return Signature((_TYPES[conversion[1]],), (kind,))
    return Signature((kind,), (kind,)) if _UNARY.fullmatch(operation) else Signature((kind, kind), (kind,))


def _of_vector(lane: NumberType, operation: str) -> Signature:
    """Return the signature of an instruction on vectors."""
    match operation.removesuffix("_s").removesuffix("_u"):
        case "const":
            return Signature((), (V128,))
        case "splat":
            return Signature((lane,), (V128,))
        case "extract_lane":
            return Signature((V128,), (lane,))
        case "replace_lane":
            return Signature((V128, lane), (V128,))
        case "any_true" | "all_true" | "bitmask":
            return Signature((V128,), (I32,))
        case "shl" | "shr":
            return Signature((V128, I32), (V128,))
        case _:
            return Signature((V128,) * _arity(operation), (V128,))


def _arity(operation: str) -> int:
    """Return how many vectors an instruction takes that takes and gives nothing else."""
    if _VECTOR_TERNARY.fullmatch(operation):
        return 3
    return 1 if _VECTOR_UNARY.fullmatch(operation) else 2


SIGNATURES: dict[Opcode, Signature] = {opcode: found for opcode in OPCODES if (found := _signature(opcode)) is not None}


def signature_of(opcode: Opcode | str, address: NumberType = I32) -> Signature | None:
    """Return what an instruction takes and gives; None where its immediates or the module decide that."""
    found = SIGNATURES.get(BY_NAME[opcode] if isinstance(opcode, str) else opcode)
    return found and found.at(address)


def accessed_bytes(opcode: Opcode) -> int | None:
    """Return how many bytes of a memory a load, a store or an atomic access touches; None for other instructions."""
    if Immediate.MEMORY_ACCESS not in opcode.immediates:
        return None
    kind, _, operation = opcode.name.partition(".")
    if kind == "memory":  # notify and wait32, wait64
        return 8 if operation.endswith("64") else 4
    access = _ACCESS.search(operation)
    bits, lanes = (access[1], access[2]) if access else (None, None)
    return int(bits) * int(lanes or 1) // 8 if bits else int(kind[1:]) // 8
