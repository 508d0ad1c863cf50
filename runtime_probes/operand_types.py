"""What an instruction takes from the stack and leaves there, in the module where it stands."""

from .binary.contents import Contents
from .binary.entities import ExternKind
from .binary.immediates import MemoryAccess
from .binary.instructions import Instruction
from .binary.signatures import Signature, signature_of
from .binary.value_types import (
    I8,
    I16,
    I32,
    I64,
    ArrayType,
    ConcreteHeapType,
    FunctionType,
    GlobalType,
    MemoryType,
    NumberType,
    ReferenceType,
    StructType,
    TableType,
    ValueType,
)
from .function import Function


def operand_types(function: Function, instruction: Instruction) -> Signature | None:
    """Return the types of the operands, the last on top, and of the results.

    None where they depend on what other instructions left on the stack, as those of `drop` do.
    """
    family = instruction.opcode.name.partition(".")[0]
    find = _FAMILIES.get(family) or _FAMILIES.get(instruction.opcode.name)
    found = find(function, instruction) if find else None
    return found or signature_of(instruction.opcode, _address(function.contents, instruction))


def memory_type(contents: Contents, index: int) -> MemoryType:
    """Return the type of a memory, imported or defined."""
    imported = contents.imported(ExternKind.MEMORY)
    found = imported[index].type if index < len(imported) else contents.memories[index - len(imported)]
    assert isinstance(found, MemoryType)
    return found


def table_type(contents: Contents, index: int) -> TableType:
    """Return the type of a table, imported or defined."""
    imported = contents.imported(ExternKind.TABLE)
    found = imported[index].type if index < len(imported) else contents.tables[index - len(imported)].type
    assert isinstance(found, TableType)
    return found


def table_address(contents: Contents, index: int) -> NumberType:
    """Return the type of the places in a table."""
    return I64 if table_type(contents, index).limits.is_64 else I32


def global_type(contents: Contents, index: int) -> GlobalType:
    """Return the type of a global, imported or defined."""
    imported = contents.imported(ExternKind.GLOBAL)
    found = imported[index].type if index < len(imported) else contents.globals[index - len(imported)].type
    assert isinstance(found, GlobalType)
    return found


def index_of(instruction: Instruction, position: int = 0) -> int:
    """Return the immediate at a position, which is an index."""
    index = instruction.immediates[position]
    assert isinstance(index, int)
    return index


def _address(contents: Contents, instruction: Instruction) -> NumberType:
    """Return the type of addresses of the memory that an instruction is about; i32 where it is about none."""
    if instruction.opcode.name == "memory.init":
        return memory_type(contents, index_of(instruction, 1)).address
    if instruction.opcode.name.startswith("memory.") and isinstance(instruction.immediates[0], int):
        return memory_type(contents, index_of(instruction)).address
    access = instruction.immediates[0] if instruction.immediates else None
    return memory_type(contents, access.memory).address if isinstance(access, MemoryAccess) else I32


def _memory(function: Function, instruction: Instruction) -> Signature | None:
    if instruction.opcode.name != "memory.copy":
        return None
    return _copied(*(memory_type(function.contents, index_of(instruction, at)).address for at in (0, 1)))


def _copied(target: NumberType, source: NumberType) -> Signature:
    return Signature((target, source, I32 if I32 in (target, source) else I64))


def _local(function: Function, instruction: Instruction) -> Signature:
    return _variable(instruction, function.local_type(index_of(instruction)))


def _global(function: Function, instruction: Instruction) -> Signature | None:
    if instruction.opcode.name not in ("global.get", "global.set"):
        return None
    return _variable(instruction, global_type(function.contents, index_of(instruction)).value)


def _variable(instruction: Instruction, kind: ValueType) -> Signature:
    operation = instruction.opcode.name.partition(".")[2]
    taken = () if operation == "get" else (kind,)
    return Signature(taken, () if operation == "set" else (kind,))


def _table(function: Function, instruction: Instruction) -> Signature | None:
    contents, name = function.contents, instruction.opcode.name
    if name == "table.init":
        return Signature((table_address(contents, index_of(instruction, 1)), I32, I32))
    if name == "table.copy":
        return _copied(*(table_address(contents, index_of(instruction, at)) for at in (0, 1)))
    if name not in ("table.get", "table.set", "table.grow", "table.fill", "table.size"):
        return None
    kind = table_type(contents, index_of(instruction))
    address = table_address(contents, index_of(instruction))
    return {
        "table.get": Signature((address,), (kind.element,)),
        "table.set": Signature((address, kind.element)),
        "table.grow": Signature((kind.element, address), (address,)),
        "table.fill": Signature((address, kind.element, address)),
        "table.size": Signature((), (address,)),
    }[name]


def _call(function: Function, instruction: Instruction) -> Signature:
    """Return what a call takes; one that takes the place of its function leaves nothing here."""
    contents, name = function.contents, instruction.opcode.name
    if name.endswith("call"):
        kind, callee = contents.function_type(index_of(instruction)), ()
    else:
        kind, callee = function_type_at(contents, index_of(instruction)), _callee(contents, instruction)
    return Signature((*kind.parameters, *callee), () if name.startswith("return") else kind.results)


def _callee(contents: Contents, instruction: Instruction) -> tuple[ValueType, ...]:
    if instruction.opcode.name.endswith("ref"):
        return (ReferenceType(ConcreteHeapType(index_of(instruction))),)
    return (table_address(contents, index_of(instruction, 1)),)


def function_type_at(contents: Contents, index: int) -> FunctionType:
    """Return the function type with an index among all types."""
    kind = contents.types[index].composite
    assert isinstance(kind, FunctionType)
    return kind


def _condition(function: Function, instruction: Instruction) -> Signature:
    return Signature((I32,))


def _return(function: Function, instruction: Instruction) -> Signature:
    return Signature(function.type.results)


def _select(function: Function, instruction: Instruction) -> Signature | None:
    kinds = instruction.immediates[0]
    kind = kinds[0] if isinstance(kinds, tuple) and len(kinds) == 1 else None
    return Signature((kind, kind, I32), (kind,)) if isinstance(kind, NumberType | ReferenceType) else None


def _struct(function: Function, instruction: Instruction) -> Signature | None:
    composite = function.contents.types[index_of(instruction)].composite
    name = instruction.opcode.name
    if not isinstance(composite, StructType):
        return None
    made, known = (ReferenceType(ConcreteHeapType(index_of(instruction)), nullable) for nullable in (False, True))
    if name in ("struct.new", "struct.new_default"):
        return Signature(tuple(_unpacked(f.storage) for f in composite.fields) if name == "struct.new" else (), (made,))
    if name not in ("struct.get", "struct.get_s", "struct.get_u", "struct.set"):
        return None
    kind = _unpacked(composite.fields[index_of(instruction, 1)].storage)
    return Signature((known, kind)) if name == "struct.set" else Signature((known,), (kind,))


def _array(function: Function, instruction: Instruction) -> Signature | None:
    name = instruction.opcode.name
    if name == "array.len" or name == "array.copy":
        return None
    composite = function.contents.types[index_of(instruction)].composite
    if not isinstance(composite, ArrayType):
        return None
    kind = _unpacked(composite.element.storage)
    made, known = (ReferenceType(ConcreteHeapType(index_of(instruction)), nullable) for nullable in (False, True))
    fixed = (kind,) * index_of(instruction, 1) if name == "array.new_fixed" else ()
    return {
        "array.new": Signature((kind, I32), (made,)),
        "array.new_default": Signature((I32,), (made,)),
        "array.new_fixed": Signature(fixed, (made,)),
        "array.new_data": Signature((I32, I32), (made,)),
        "array.new_elem": Signature((I32, I32), (made,)),
        "array.get": Signature((known, I32), (kind,)),
        "array.get_s": Signature((known, I32), (kind,)),
        "array.get_u": Signature((known, I32), (kind,)),
        "array.set": Signature((known, I32, kind)),
        "array.fill": Signature((known, I32, kind, I32)),
        "array.init_data": Signature((known, I32, I32, I32)),
        "array.init_elem": Signature((known, I32, I32, I32)),
    }.get(name)


def _unpacked(kind: ValueType) -> ValueType:
    """Return the type that a field has on the stack."""
    return I32 if kind in (I8, I16) else kind


_FAMILIES = {
    "local": _local,
    "global": _global,
    "table": _table,
    "memory": _memory,
    "struct": _struct,
    "array": _array,
    **dict.fromkeys(("call", "call_indirect", "call_ref"), _call),
    **dict.fromkeys(("return_call", "return_call_indirect", "return_call_ref"), _call),
    **dict.fromkeys(("if", "br_if", "br_table"), _condition),
    "return": _return,
    "select/t": _select,
}
