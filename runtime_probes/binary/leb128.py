"""Integers of variable length: seven bits to a byte, the lowest first; the top bit says that more follow."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat


def encode_unsigned(value: int, width: int = 0) -> bytes:
    """Return the bytes of a number that is not negative; at least `width` of them, padded where that is more."""
    if value < 0x4000 and not width:  # nearly all of them
        return bytes((value & 0x7F | 0x80, value >> 7) if value > 0x7F else (value,))
    encoded = bytearray()
    while value > 0x7F or len(encoded) + 1 < width:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


_LOW_BITS = 14
_LOW = (1 << _LOW_BITS) - 1


def encode_each(parts: Sequence[bytes], numbers: range) -> list[bytes]:
    """Return, for each of some numbers that are not negative, some parts with its fewest bytes behind each of them."""
    made: list[bytes] = []
    while numbers:
        count = len(range(numbers[0], (numbers[0] | _LOW) + 1, numbers.step))
        if numbers[0] > _LOW:
            high = encode_unsigned(numbers[0] >> _LOW_BITS)
            skipped, first = divmod(numbers[0] & _LOW, numbers.step)
            lows = _low_bytes(first, numbers.step)[skipped : skipped + len(numbers)]
            made += map(bytes.join, lows, repeat((parts[0], *(high + part for part in parts[1:]), high)))
        else:
            made += [b"".join([part + encode_unsigned(number) for part in parts]) for number in numbers[:count]]
        numbers = numbers[count:]
    return made


@lru_cache(maxsize=16)
def _low_bytes(first: int, step: int) -> list[bytes]:
    """Return the first two bytes of numbers that have more, for some low bits and those that follow in steps."""
    return [bytes((number & 0x7F | 0x80, number >> 7 | 0x80)) for number in range(first, _LOW + 1, step)]


def encode_signed(value: int) -> bytes:
    """Return the fewest bytes of a number that may be negative."""
    encoded = bytearray()
    while not -0x40 <= value < 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value & 0x7F)
    return bytes(encoded)
