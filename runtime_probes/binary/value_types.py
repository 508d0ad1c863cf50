"""The types of WebAssembly: of values, of functions, of what lies on the heap, and of what modules import."""

from msgspec import Struct


class NumberType(Struct, frozen=True):
    """A number, a vector, or (in fields only) a packed integer; `code` is its byte."""

    name: str
    code: int


I32 = NumberType("i32", 0x7F)
I64 = NumberType("i64", 0x7E)
F32 = NumberType("f32", 0x7D)
F64 = NumberType("f64", 0x7C)
V128 = NumberType("v128", 0x7B)
I8 = NumberType("i8", 0x78)
I16 = NumberType("i16", 0x77)


class AbstractHeapType(Struct, frozen=True):
    """One of the heap types that every module knows; `code` is its byte."""

    name: str
    code: int
    shared: bool = False


ABSTRACT_HEAP_TYPES: tuple[AbstractHeapType, ...] = (
    AbstractHeapType("cont", 0x68),
    AbstractHeapType("exn", 0x69),
    AbstractHeapType("array", 0x6A),
    AbstractHeapType("struct", 0x6B),
    AbstractHeapType("i31", 0x6C),
    AbstractHeapType("eq", 0x6D),
    AbstractHeapType("any", 0x6E),
    AbstractHeapType("extern", 0x6F),
    AbstractHeapType("func", 0x70),
    AbstractHeapType("none", 0x71),
    AbstractHeapType("noextern", 0x72),
    AbstractHeapType("nofunc", 0x73),
    AbstractHeapType("noexn", 0x74),
    AbstractHeapType("nocont", 0x75),
)


class ConcreteHeapType(Struct, frozen=True):
    """A heap type that the module defines; `exact` shuts out its subtypes."""

    index: int
    exact: bool = False


HeapType = AbstractHeapType | ConcreteHeapType


class ReferenceType(Struct, frozen=True):
    """A reference to something on the heap."""

    heap: HeapType
    nullable: bool = True


ValueType = NumberType | ReferenceType
BlockType = int | ValueType | None  # the index of a function type, or one result, or neither operands nor results

FUNCTION_REFERENCE = ReferenceType(ABSTRACT_HEAP_TYPES[8])
EXTERNAL_REFERENCE = ReferenceType(ABSTRACT_HEAP_TYPES[7])


class FunctionType(Struct, frozen=True):
    """What a function takes and gives."""

    parameters: tuple[ValueType, ...] = ()
    results: tuple[ValueType, ...] = ()


class FieldType(Struct, frozen=True):
    """What a field of a struct, or each element of an array, holds."""

    storage: ValueType
    mutable: bool = False


class StructType(Struct, frozen=True):
    """A record on the heap."""

    fields: tuple[FieldType, ...] = ()


class ArrayType(Struct, frozen=True):
    """An array on the heap."""

    element: FieldType


class ContinuationType(Struct, frozen=True):
    """A suspended computation; `function` is the index of its function type."""

    function: int


CompositeType = FunctionType | StructType | ArrayType | ContinuationType


class SubType(Struct, frozen=True):
    """A type that a module defines, with its place among the others."""

    composite: CompositeType
    final: bool = True
    supertypes: tuple[int, ...] = ()
    shared: bool = False
    describes: int | None = None
    descriptor: int | None = None


class RecursiveGroup(Struct, frozen=True):
    """Types that may name each other; an implicit group is one type that was written without a group."""

    types: tuple[SubType, ...]
    explicit: bool = True


class Limits(Struct, frozen=True):
    """How large a table or a memory is, at least and at most; in elements or in pages."""

    minimum: int
    maximum: int | None = None
    is_64: bool = False
    shared: bool = False


class TableType(Struct, frozen=True):
    """What a table holds, and how much of it."""

    element: ReferenceType
    limits: Limits


class MemoryType(Struct, frozen=True):
    """How large a memory is; `page_size` is a logarithm to base 2 where the module gives one."""

    limits: Limits
    page_size: int | None = None

    @property
    def address(self) -> NumberType:
        """Return the type of its addresses."""
        return I64 if self.limits.is_64 else I32


class GlobalType(Struct, frozen=True):
    """What a global holds."""

    value: ValueType
    mutable: bool = False
    shared: bool = False


class TagType(Struct, frozen=True):
    """What an exception carries; `function` is the index of a function type without results."""

    function: int


class FunctionImport(Struct, frozen=True):
    """What an imported function is: the index of its type; `exact` shuts out its subtypes."""

    type: int
    exact: bool = False


ExternType = FunctionImport | TableType | MemoryType | GlobalType | TagType
