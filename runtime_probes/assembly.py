"""Spells the instructions that probes are made of, as bytes of WebAssembly."""

from .binary.leb128 import encode_signed, encode_unsigned

END, ELSE, RETURN, THROW_REF = b"\x0b", b"\x05", b"\x0f", b"\x0a"
I32_ADD, I32_EQZ, I32_LT_U, I32_GE_U, I32_SHL, I32_AND = b"\x6a", b"\x45", b"\x49", b"\x4f", b"\x74", b"\x71"
I64_ADD, SELECT, REF_IS_NULL = b"\x7c", b"\x1b", b"\xd1"
I64_EXTEND_I32_U, I32_REINTERPRET_F32, I64_REINTERPRET_F64 = b"\xad", b"\xbc", b"\xbd"
IF_VOID = b"\x04\x40"
_OTHER_MEMORY = 0x40  # the bit of an alignment that says that an index of a memory follows


def i32_const(value: int) -> bytes:
    """Push a 32-bit number, given unsigned or signed."""
    return b"\x41" + encode_signed(value - (1 << 32) if value >= 1 << 31 else value)


def i64_const(value: int) -> bytes:
    """Push a 64-bit number, given unsigned or signed."""
    return b"\x42" + encode_signed(value - (1 << 64) if value >= 1 << 63 else value)


def local_get(index: int) -> bytes:
    """Push a local."""
    return b"\x20" + encode_unsigned(index)


def local_set(index: int) -> bytes:
    """Pop into a local."""
    return b"\x21" + encode_unsigned(index)


def local_tee(index: int) -> bytes:
    """Copy the top of the stack into a local."""
    return b"\x22" + encode_unsigned(index)


def global_get(index: int) -> bytes:
    """Push a global."""
    return b"\x23" + encode_unsigned(index)


def global_set(index: int) -> bytes:
    """Pop into a global."""
    return b"\x24" + encode_unsigned(index)


def call(function: int) -> bytes:
    """Call a function by its index."""
    return b"\x10" + encode_unsigned(function)


def return_call(function: int) -> bytes:
    """Call a function by its index in the place of this one."""
    return b"\x12" + encode_unsigned(function)


def call_indirect(type_index: int, table: int) -> bytes:
    """Call what a table holds at the number on the stack."""
    return b"\x11" + encode_unsigned(type_index) + encode_unsigned(table)


def _access(opcode: int, memory: int) -> bytes:
    """Return all but the offset of an access that is not aligned."""
    return bytes((opcode, _OTHER_MEMORY)) + encode_unsigned(memory)


def i32_load(memory: int, offset: int) -> bytes:
    """Push the 32-bit number at the address on the stack and an offset."""
    return _access(0x28, memory) + encode_unsigned(offset)


def i64_load(memory: int, offset: int) -> bytes:
    """Push the 64-bit number at the address on the stack and an offset."""
    return _access(0x29, memory) + encode_unsigned(offset)


def i64_load_at(memory: int) -> bytes:
    """Push the 64-bit number at the address on the stack and the offset that is to follow."""
    return _access(0x29, memory)


def i64_store_at(memory: int) -> bytes:
    """Store a 64-bit number at the address below it and the offset that is to follow."""
    return _access(0x37, memory)


def i32_store8_at(memory: int) -> bytes:
    """Store a byte at the address below it and the offset that is to follow."""
    return _access(0x3A, memory)


def i32_load8_u(memory: int, offset: int) -> bytes:
    """Push the byte at the address on the stack and an offset."""
    return _access(0x2D, memory) + encode_unsigned(offset)


def i32_store(memory: int, offset: int) -> bytes:
    """Store a 32-bit number at the address below it and an offset."""
    return _access(0x36, memory) + encode_unsigned(offset)


def i64_store(memory: int, offset: int) -> bytes:
    """Store a 64-bit number at the address below it and an offset."""
    return _access(0x37, memory) + encode_unsigned(offset)


def i64_store32(memory: int, offset: int) -> bytes:
    """Store the lower half of a 64-bit number at the address below it and an offset."""
    return _access(0x3E, memory) + encode_unsigned(offset)


def v128_store(memory: int, offset: int) -> bytes:
    """Store a vector at the address below it and an offset."""
    return b"\xfd" + _access(0x0B, memory) + encode_unsigned(offset)


def i64x2_extract_lane(lane: int) -> bytes:
    """Replace a vector by one of its halves."""
    return bytes((0xFD, 0x1D, lane))
