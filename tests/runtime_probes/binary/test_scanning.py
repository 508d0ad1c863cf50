"""Code is cut at what is asked for; what the pattern cannot match is read one by one."""

import pytest

from weft.runtime_probes.binary.blocks import block_starts, cut_at_blocks
from weft.runtime_probes.binary.entities import Body
from weft.runtime_probes.binary.immediates import Catch, CatchKind, Handler
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.scanning import Scanner, scanner
from weft.runtime_probes.binary.value_types import I32
from weft.runtime_probes.binary.writing.instructions import encode

END = encode("end")
LONG_TABLE = encode("br_table", *[tuple(range(500))])
LONG_CATCHES = encode("try_table", None, tuple(Catch(CatchKind.CATCH_ALL, 0) for _ in range(20)))
LONG_HANDLERS = encode("resume", 0, tuple(Handler(0, 0) for _ in range(20)))
LONG_SELECT = encode("select/t", (I32,) * 9)
PADDED_OPCODE = bytes.fromhex("fc 8b 80 00 00")  # memory.fill, its code in three bytes
PADDED_NUMBER = bytes.fromhex("10 83 80 80 80 00")  # call 3


def places(found: Scanner, *code: bytes) -> list[tuple[int, int]]:
    """Return what a scanner finds in some instructions."""
    whole = b"".join(code)
    return list(found.places(whole, 0, len(whole)))


def test_code_is_cut_around_what_is_asked_for() -> None:
    code = encode("local.get", 0) + encode("call", 200) + encode("drop") + END
    assert scanner("call").pieces(code, 0, len(code)) == [(b"\x20\0", b"\x10\xc8\x01"), (b"\x1a\x0b", b"")]
    assert scanner("call", "end").pieces(code, 0, len(code)) == [(b"\x20\0", b"\x10\xc8\x01"), (b"\x1a", b"\x0b")]


def test_nothing_gives_nothing() -> None:
    assert scanner("call").pieces(b"", 0, 0) == []


def test_bytes_that_look_like_an_instruction_are_not_one() -> None:
    assert places(scanner("end"), encode("i32.const", 11), encode("f64.const", b"\x0b" * 8), END) == [(11, 12)]


@pytest.mark.parametrize("odd", [LONG_TABLE, LONG_CATCHES, LONG_HANDLERS, LONG_SELECT, PADDED_OPCODE])
def test_what_the_pattern_does_not_match_is_passed_over(odd: bytes) -> None:
    start = 2 + len(odd)
    expected = [(0, 2), (start, start + 2), (start + 2 + len(odd), start + 3 + len(odd))]
    assert places(scanner("call", "end"), encode("call", 0), odd, encode("call", 0), odd, END) == expected
    assert places(scanner("call"), odd, odd) == []


def test_what_the_pattern_does_not_match_is_found() -> None:
    whole = encode("nop") + PADDED_OPCODE + encode("nop") + LONG_TABLE + END
    pieces = scanner("memory.fill", "br_table").pieces(whole, 0, len(whole))
    assert pieces == [(b"\1", PADDED_OPCODE), (b"\1", LONG_TABLE), (END, b"")]


def test_padded_numbers_are_kept() -> None:
    whole = PADDED_NUMBER + END
    assert scanner("call").pieces(whole, 0, len(whole)) == [(b"", PADDED_NUMBER), (END, b"")]


def test_only_the_given_range_is_looked_at() -> None:
    code = encode("call", 0) * 4
    assert list(scanner("call").places(code, 2, 6)) == [(2, 4), (4, 6)]


@pytest.mark.parametrize("code", [b"\x27", b"\x01\xff\x0b", b"\x10\x80", b"\xfd\xff\x7f", b"\x44\0\0"])
def test_code_that_is_none_is_refused_with_its_place(code: bytes) -> None:
    with pytest.raises(MalformedModule) as caught:
        scanner("end").pieces(code, 0, len(code), base=1000)
    assert 1000 <= caught.value.offset <= 1000 + len(code)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        Scanner(["i32.addd"])


def starts(*code: bytes) -> list[int]:
    """Return where the blocks of some code begin."""
    whole = b"".join(code)
    return block_starts(whole, Body(0, 0, len(whole)))


BLOCKS: dict[str, tuple[str, list[int]]] = {
    "no branches": ("01 01 10 00 0b", [0]),
    "a block": ("02 40 01 0b 01 0b", [0, 4]),
    "a loop begins one inside, and none behind": ("03 40 01 0b 01 0b", [0, 2]),
    "an if with both arms": ("41 01 04 40 01 05 01 0b 01 0b", [0, 4, 6, 8]),
    "a branch that may not be taken": ("02 40 41 01 0d 00 01 0b 0b", [0, 6, 8]),
    "a branch that is always taken": ("02 40 0c 00 0b 0b", [0, 5]),
    "a try_table": ("02 40 1f 40 01 02 00 01 0b 0b 0b", [0, 9, 10]),
    "a try with both kinds of catch": ("06 40 01 07 00 01 19 01 0b 0b", [0, 5, 7, 9]),
    "a try that delegates": ("06 40 01 18 00 01 0b", [0, 5]),
}


@pytest.mark.parametrize(("code", "expected"), BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks_begin(code: str, expected: list[int]) -> None:
    assert starts(bytes.fromhex(code)) == expected


@pytest.mark.parametrize(("code", "expected"), BLOCKS.values(), ids=BLOCKS.keys())
def test_code_is_cut_where_blocks_begin(code: str, expected: list[int]) -> None:
    whole = bytes.fromhex(code)
    first, second = Body(3, 5, 5 + len(whole)), Body(6 + len(whole), 7 + len(whole), 7 + 2 * len(whole))
    section = b"\1\1\1\0\0" + whole + b"\1\0" + whole
    cuts = cut_at_blocks(section, [first, second])
    assert b"".join(cuts.pieces) == section[first.start :]
    assert list(cuts.places(first.start)) == [body.code + place for body in (first, second) for place in expected]


@pytest.mark.parametrize("odd", [LONG_TABLE, LONG_HANDLERS, LONG_SELECT, PADDED_OPCODE, LONG_TABLE * 200])
def test_blocks_begin_around_what_the_pattern_does_not_match(odd: bytes) -> None:
    inside = 5 + len(odd)
    assert starts(encode("if", None), b"\1", odd, b"\1", END, odd, END) == [0, 2, inside]


def test_a_block_that_the_pattern_does_not_match_is_closed() -> None:
    assert starts(b"\1", LONG_CATCHES, b"\1", END, END) == [0, 3 + len(LONG_CATCHES)]


def test_blocks_may_be_very_deep() -> None:
    assert starts(encode("block", None) * 300, END * 301) == [0, *range(601, 901)]
    assert starts(encode("loop", None) * 100_000, END * 100_001) == [0, *range(2, 200_002, 2)]
    assert starts(encode("loop", None) * 300, END * 299, b"\1", END, encode("if", None), END * 2)[-2:] == [903, 904]


UNCLOSED = ["", "01", "02 40 0b", "0b 0b", "0b 01", "03 40 0b", "02 40 03 40 0b", "0b 02 40 0b", "0b 0b 02 40 02 40 0b"]


@pytest.mark.parametrize("code", UNCLOSED)
def test_blocks_that_do_not_close_are_refused(code: str) -> None:
    with pytest.raises(MalformedModule):
        starts(bytes.fromhex(code))


@pytest.mark.parametrize("code", UNCLOSED)
def test_blocks_that_do_not_close_are_refused_where_other_bodies_do(code: str) -> None:
    odd = bytes.fromhex(code)
    whole = b"\0\x0b\1\0" + odd + b"\1\0\x0b"
    after = 5 + len(odd)
    with pytest.raises(MalformedModule) as caught:
        cut_at_blocks(whole, [Body(0, 1, 2), Body(3, 4, 4 + len(odd)), Body(after, after + 1, after + 2)], base=100)
    assert caught.value.offset >= 104
