"""Integers of variable length: seven bits to a byte, the lowest first; the top bit says that more follow."""

from functools import lru_cache


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


_CONTINUED = tuple(bytes((low | 0x80,)) for low in range(0x80))
_rest = lru_cache(maxsize=1 << 10)(encode_unsigned)


def encode_range(numbers: range) -> list[bytes]:
    """Return the fewest bytes of each of some numbers that are not negative: quickly, where they lie close together."""
    if numbers.start < 0x80:
        return list(map(encode_unsigned, numbers))
    return [_CONTINUED[number & 0x7F] + _rest(number >> 7) for number in numbers]


def encode_signed(value: int) -> bytes:
    """Return the fewest bytes of a number that may be negative."""
    encoded = bytearray()
    while not -0x40 <= value < 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value & 0x7F)
    return bytes(encoded)
