"""Whatever the bytes: a module is read, or `MalformedModule` says where it is none; nothing else happens."""

from collections.abc import Callable

import pytest
import wasmtime
from hypothesis import given, settings
from hypothesis import strategies as some

from weft.runtime_probes.binary.blocks import block_starts
from weft.runtime_probes.binary.checking import check
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.cursor import Cursor
from weft.runtime_probes.binary.leb128 import encode_signed, encode_unsigned
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.module import HEADER
from weft.runtime_probes.binary.opcodes import OPCODES
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.scanning import scanner
from weft.runtime_probes.binary.writer import write

RICH = bytes(
    wasmtime.wat2wasm("""
(module $rich
  (rec (type $tree (sub (struct (field $left (mut (ref null $tree))) (field i8)))) (type $row (array (mut f64))))
  (type $number (func (param i32) (result i32)))
  (import "host" "print" (func $print (type $number)))
  (import "host" "table" (table 1 10 externref))
  (memory $small 1 2) (memory i64 1) (table $functions 2 funcref) (tag $oops (param i32))
  (global $count (mut i64) (i64.const -5)) (global (ref null $tree) (ref.null $tree))
  (export "work" (func $work)) (start $begin)
  (elem (i32.const 0) $work $print) (elem declare func $work) (elem funcref (ref.func $work) (ref.null func))
  (data (i32.const 8) "text") (data $spare "more")
  (func $begin)
  (func $work (param $in i32) (result i32) (local $x v128) (local $y (ref null $row)) (local f32)
    (local.set $x (v128.load offset=300 align=1 (local.get $in)))
    (block $out (result i32)
      (try_table (catch $oops $out)
        (loop $again (br_if $again (i32.eqz (call $print (local.get $in)))))
        (throw $oops (i32.const 100000)))
      (if (local.get $in) (then (memory.init $spare (i32.const 0) (i32.const 0) (i32.const 4))) (else (nop)))
      (br_table 0 0 0 (i32.const 1) (i32x4.extract_lane 3 (local.get $x))))
    (i32.atomic.rmw.add (i32.const 0))
    (select (result i32) (i32.const 1) (f64.gt (f64.const 1.5) (f64.const nan)))))
""")
)
EVERYTHING = scanner(*(opcode.name for opcode in OPCODES if opcode.prefix or opcode.code % 2))


def look_at_everything(data: bytes) -> None:
    """Do all that can be done with a module's bytes."""
    module = read(data)
    assert write(module) == data
    contents = Contents(module)
    _ = contents.names, contents.name_problems
    for body in contents.bodies:
        EVERYTHING.pieces(contents.code.payload, body.code, body.end, contents.code.offset)
        block_starts(contents.code.payload, body, contents.code.offset)
    check(module)


def is_refused(data: bytes) -> bool:
    """Tell whether some bytes are refused; the place must lie within them."""
    try:
        look_at_everything(data)
    except MalformedModule as error:
        assert 0 <= error.offset <= len(data)
        return True
    return False


def test_the_whole_module_is_not_refused() -> None:
    assert not is_refused(RICH)


def test_no_beginning_of_it_but_whole_sections_is_read() -> None:
    starts = {8, len(RICH)}
    for section in read(RICH).sections:
        starts.add(section.offset + len(section.payload))
    kept = {end for end in range(len(RICH)) if not is_refused(RICH[:end])}
    assert kept < starts


@settings(max_examples=300, deadline=None)
@given(changes=some.lists(some.tuples(some.integers(8, len(RICH) - 1), some.integers(0, 255)), min_size=1, max_size=4))
def test_changed_bytes_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    changed = bytearray(RICH)
    for place, byte in changes:
        changed[place] = byte
    is_refused(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(start=some.integers(8, len(RICH)), length=some.integers(0, 20), put=some.binary(max_size=8))
def test_pieces_taken_out_and_put_in_are_read_or_refused(start: int, length: int, put: bytes) -> None:
    is_refused(RICH[:start] + put + RICH[start + length :])


@settings(max_examples=200, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 14), some.binary(max_size=40)), max_size=4))
def test_sections_of_anything_are_read_or_refused(sections: list[tuple[int, bytes]]) -> None:
    is_refused(HEADER + b"".join(bytes((kind, len(payload))) + payload for kind, payload in sections))


@settings(max_examples=300, deadline=None)
@given(some.binary(max_size=60))
def test_code_of_anything_is_read_or_refused(code: bytes) -> None:
    body = encode_unsigned(len(code) + 1) + b"\0" + code
    payload = b"\1" + body
    parts = (b"\1\4\1\x60\0\0", b"\3\2\1\0", b"\x0a" + encode_unsigned(len(payload)) + payload)
    is_refused(HEADER + b"".join(parts))


@pytest.mark.parametrize("kind", [1, 2, 4, 5, 6, 7, 9, 11, 13])
def test_a_count_that_cannot_be_allocates_nothing(kind: int) -> None:
    data = HEADER + bytes((kind, 6)) + b"\xff\xff\xff\xff\x0f\x00"
    with pytest.raises(MalformedModule):
        check(read(data))


CASES: dict[str, tuple[str, str, int]] = {
    "no module": ("00 61 73 6e 01 00 00 00", "magic header not detected", 0),
    "nothing": ("", "magic header not detected", 0),
    "a component": ("00 61 73 6d 0d 00 01 00", "unknown binary version", 4),
    "a size beyond the end": ("00 61 73 6d 01 00 00 00 01 05 00", "unexpected end", 10),
    "an unknown section": ("00 61 73 6d 01 00 00 00 0e 00", "malformed section id 14", 8),
    "a section that stands twice": ("00 61 73 6d 01 00 00 00 01 01 00 01 01 00", "unexpected content", 13),
    "sections out of order": ("00 61 73 6d 01 00 00 00 05 01 00 03 01 00", "unexpected content", 13),
    "a size that is too long": ("00 61 73 6d 01 00 00 00 01 80 80 80 80 80 00", "representation too long", 9),
    "a size that is too large": ("00 61 73 6d 01 00 00 00 01 ff ff ff ff 7f", "integer too large", 9),
    "a function without code": ("00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00", "inconsistent lengths", 16),
    "code without a function": ("00 61 73 6d 01 00 00 00 0a 04 01 02 00 0b", "inconsistent lengths", 10),
    "data that was not counted": ("00 61 73 6d 01 00 00 00 0c 01 01", "data count and data section", 10),
    "a name that is no text": ("00 61 73 6d 01 00 00 00 00 03 02 61 ff", "malformed UTF-8", 12),
    "too many locals": (
        "00 61 73 6d 01 00 00 00 01 04 01 60 00 00 03 02 01 00 0a 0c 01 0a 02 ff ff ff ff 0f 7f 01 7f 0b",
        "too many locals",
        22,
    ),
}


@pytest.mark.parametrize(("data", "message", "offset"), CASES.values(), ids=CASES.keys())
def test_the_message_says_what_and_where(data: str, message: str, offset: int) -> None:
    with pytest.raises(MalformedModule, match=message) as caught:
        check(read(bytes.fromhex(data)))
    assert caught.value.offset == offset
    assert str(caught.value).endswith(f"(at byte {offset:#x})")


BODIES: dict[str, tuple[str, str, int]] = {
    "no end": ("01", "unexpected end", 24),
    "more after the end": ("0b 0b", "operators remaining after end of function", 24),
    "an else without an if": ("02 40 05 0b 0b", "unexpected else", 25),
    "a second else": ("41 00 04 40 05 05 0b 0b", "unexpected else", 28),
    "a catch without a try": ("02 40 07 00 0b 0b", "unexpected catch", 25),
    "a delegate without a try": ("02 40 18 00 0b", "unexpected delegate", 25),
    "an unknown opcode": ("27 0b", "illegal opcode 27", 23),
    "an unknown opcode with a prefix": ("fd 9a 01 0b", "illegal opcode fd 9a 01", 23),
    "an immediate that is cut off": ("44 00 00 0b", "unexpected end", 24),
    "a number that is too large": ("41 ff ff ff ff 0f 1a 0b", "integer too large", 24),
    "an alignment that is too large": ("28 80 01 00 0b", "malformed memop flags", 24),
    "labels that cannot be": ("0e ff ff ff ff 0f 0b", "items cannot follow", 24),
}


@pytest.mark.parametrize(("code", "message", "offset"), BODIES.values(), ids=BODIES.keys())
def test_the_message_says_what_and_where_in_code(code: str, message: str, offset: int) -> None:
    found = bytes.fromhex(code)
    payload = bytes((1, len(found) + 1, 0)) + found
    data = HEADER + bytes.fromhex("01 04 01 60 00 00 03 02 01 00 0a") + bytes((len(payload),)) + payload
    with pytest.raises(MalformedModule, match=message) as caught:
        check(read(data))
    assert caught.value.offset == offset


def test_names_that_are_malformed_are_told_and_kept() -> None:
    names = b"\1\4\1\0\1\xff" + b"\0\2\1m" + b"\7\x7f"
    data = HEADER + b"\0" + encode_unsigned(len(names) + 5) + b"\4name" + names
    module = read(data)
    contents = Contents(module)
    assert contents.names.module == "m"
    assert [problem.message.split(":")[0] for problem in contents.name_problems] == [
        "malformed UTF-8 encoding",
        "unexpected end",
    ]
    assert write(module) == data


@given(some.integers(0, 2**64 - 1), some.integers(0, 10))
def test_unsigned_numbers_come_back_whatever_their_width(value: int, width: int) -> None:
    encoded = encode_unsigned(value, width)
    assert Cursor(encoded).unsigned(64) == value
    assert len(encoded) >= width


@pytest.mark.parametrize("bits", [32, 33, 64])
@given(value=some.integers(-(2**64), 2**64))
def test_signed_numbers_come_back_or_are_too_large(bits: int, value: int) -> None:
    read_back: Callable[[], int] = lambda: Cursor(encode_signed(value)).signed(bits)  # noqa: E731
    if -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
        assert read_back() == value
    else:
        with pytest.raises(MalformedModule):
            read_back()
