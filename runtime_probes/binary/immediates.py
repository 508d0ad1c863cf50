"""What may follow an opcode: the kinds of immediates, and the values of those that are more than numbers."""

from enum import Enum, IntEnum

from msgspec import Struct

from .value_types import BlockType, HeapType, ValueType


class Immediate(Enum):
    """What an immediate means, which also says how it is coded; the value is its name in the table of opcodes."""

    BLOCK_TYPE = "block_type"
    HEAP_TYPE = "heap_type"
    VALUE_TYPES = "value_types"  # of a select: a vector
    TYPE = "type"  # the rest of the indices come from here
    FUNCTION = "function"
    TABLE = "table"
    MEMORY = "memory"
    GLOBAL = "global"
    TAG = "tag"
    LOCAL = "local"
    FIELD = "field"
    DATA = "data"
    ELEMENT = "element"
    LABEL = "label"
    COUNT = "count"  # how many operands an array.new_fixed takes
    ORDERING = "ordering"  # of atomic accesses: 0 is sequentially consistent, 1 acquires and releases
    LABELS = "labels"  # of a br_table: a vector, and one more for all other values
    CATCHES = "catches"
    HANDLERS = "handlers"
    MEMORY_ACCESS = "memory_access"
    CAST = "cast"  # a byte: bit 0 says that the source may be null, bit 1 that the target may be
    LANE = "lane"
    LANES = "lanes"
    ZERO = "zero"  # a byte that must be 0
    I32 = "i32"
    I64 = "i64"
    F32 = "f32"
    F64 = "f64"
    V128 = "v128"


INDICES = frozenset(
    {
        Immediate.TYPE,
        Immediate.FUNCTION,
        Immediate.TABLE,
        Immediate.MEMORY,
        Immediate.GLOBAL,
        Immediate.TAG,
        Immediate.LOCAL,
        Immediate.FIELD,
        Immediate.DATA,
        Immediate.ELEMENT,
        Immediate.LABEL,
        Immediate.COUNT,
    }
)


class MemoryAccess(Struct, frozen=True):
    """Where a load or a store goes: `align` is a logarithm to base 2, `offset` is added to the address."""

    align: int
    offset: int = 0
    memory: int = 0


class CatchKind(IntEnum):
    """What a clause of a try_table catches; the value is its byte."""

    CATCH = 0
    CATCH_REF = 1
    CATCH_ALL = 2
    CATCH_ALL_REF = 3


class Catch(Struct, frozen=True):
    """A clause of a try_table; `tag` is given where it catches one."""

    kind: CatchKind
    label: int
    tag: int | None = None


class Handler(Struct, frozen=True):
    """A clause of a resume: where a suspension with a tag goes on; without a label it switches."""

    tag: int
    label: int | None = None


# Labels of a br_table end with the one for all other values. Floats, vectors and lanes stay the bytes that they are.
ImmediateValue = (
    int
    | bytes
    | BlockType
    | HeapType
    | MemoryAccess
    | tuple[int, ...]
    | tuple[ValueType, ...]
    | tuple[Catch, ...]
    | tuple[Handler, ...]
)
