"""Patterns of bytes that match whole instructions, built from the table of opcodes."""

from collections import defaultdict
from collections.abc import Iterable

from .immediates import INDICES, Immediate
from .opcodes import Opcode

_MOST_LABELS = 127  # a br_table with more is left to the plain reader, and so is all else that has a long vector
_MOST_ITEMS = 7

_SHORT = rb"[\x00-\x7f]"
_NUMBER = rb"[\x80-\xff]*+[\x00-\x7f]"
_ANY = rb"[\x00-\xff]"
_HEAP_TYPE = rb"[\x62\x65]?+" + _NUMBER
_VALUE_TYPE = rb"(?:[\x63\x64][\x62\x65]?+|\x65)?+" + _NUMBER
_MEMORY_ACCESS = (
    rb"(?:[\x00-\x3f]|[\x80-\xbf]" + _NUMBER + rb"|(?:[\x40-\x7f]|[\xc0-\xff]" + _NUMBER + rb")" + _NUMBER + rb")"
) + _NUMBER


def _vector(item: bytes, most: int, more: int = 0) -> bytes:
    """Return the pattern of a vector of at most so many items, and of some more that it does not count."""
    counted = (rb"\x%02x(?:%s){%d}" % (count, item, count + more) for count in range(most + 1))
    return rb"(?:" + rb"|".join(counted) + rb")"


_PATTERNS: dict[Immediate, bytes] = {
    **dict.fromkeys(INDICES, _NUMBER),
    Immediate.BLOCK_TYPE: _VALUE_TYPE,
    Immediate.HEAP_TYPE: _HEAP_TYPE,
    Immediate.VALUE_TYPES: _vector(_VALUE_TYPE, _MOST_ITEMS),
    Immediate.ORDERING: rb"[\x00\x01]",
    Immediate.LABELS: _vector(_NUMBER, _MOST_LABELS, more=1),
    Immediate.CATCHES: _vector(rb"(?:[\x00\x01]" + _NUMBER + rb"|[\x02\x03])" + _NUMBER, _MOST_ITEMS),
    Immediate.HANDLERS: _vector(rb"(?:\x00" + _NUMBER + rb"|\x01)" + _NUMBER, _MOST_ITEMS),
    Immediate.MEMORY_ACCESS: _MEMORY_ACCESS,
    Immediate.CAST: rb"[\x00-\x03]",
    Immediate.LANE: _ANY,
    Immediate.LANES: _ANY + rb"{16}",
    Immediate.ZERO: rb"\x00",
    Immediate.I32: _NUMBER,
    Immediate.I64: _NUMBER,
    Immediate.F32: _ANY + rb"{4}",
    Immediate.F64: _ANY + rb"{8}",
    Immediate.V128: _ANY + rb"{16}",
}
# Most numbers take one byte. What comes first here is tried first.
_SHORT_FORMS: tuple[tuple[bytes, bytes], ...] = (
    (_NUMBER, _SHORT),
    (rb"", rb""),
    (_MEMORY_ACCESS, rb"[\x00-\x3f]" + _SHORT),
    (_VALUE_TYPE, rb"\x40"),
)


def instruction_pattern(opcodes: Iterable[Opcode]) -> bytes:
    """Return a pattern that matches one instruction with any of some opcodes.

    Opcodes that are coded in more bytes than they need, and vectors that are very long, are not matched.
    """
    by_prefix: defaultdict[int, list[Opcode]] = defaultdict(list)
    for opcode in opcodes:
        by_prefix[opcode.prefix].append(opcode)
    patterns = _unprefixed(by_prefix.pop(0, []))
    for prefix, found in by_prefix.items():
        alternatives = [_low_codes(alike) + shape for shape, alike in _by_shape(found).items()]
        patterns.append(rb"\x%02x(?:%s)" % (prefix, rb"|".join(alternatives)))
    return rb"|".join(patterns) or rb"(?!)"


def _unprefixed(opcodes: Iterable[Opcode]) -> list[bytes]:
    """Return patterns for opcodes of one byte: first the short forms of what is met most often."""
    shapes = _by_shape(opcodes)
    heads = {shape: _one_of(opcode.code for opcode in alike) for shape, alike in shapes.items()}
    short = [heads[shape] + form for shape, form in _SHORT_FORMS if shape in heads]
    return short + [heads[shape] + shape for shape in heads if shape]


def _by_shape(opcodes: Iterable[Opcode]) -> dict[bytes, list[Opcode]]:
    """Return the opcodes by the pattern of their immediates."""
    shapes: defaultdict[bytes, list[Opcode]] = defaultdict(list)
    for opcode in opcodes:
        shapes[b"".join(_PATTERNS[kind] for kind in opcode.immediates)].append(opcode)
    return shapes


def _low_codes(opcodes: Iterable[Opcode]) -> bytes:
    """Return a pattern that matches what follows the prefix of any of some opcodes."""
    last_bytes: defaultdict[int, list[int]] = defaultdict(list)  # by the second byte; most have one byte only
    for opcode in opcodes:
        _, low, *high = opcode.encoded
        last_bytes[high[0] if high else -1].append(low)
    heads = [_one_of(low) + (rb"\x%02x" % high if high >= 0 else b"") for high, low in last_bytes.items()]
    return rb"(?:" + rb"|".join(heads) + rb")"


def _one_of(found: Iterable[int]) -> bytes:
    """Return a pattern that matches any of some bytes."""
    return rb"[" + b"".join(rb"\x%02x" % byte for byte in sorted(found)) + rb"]"
