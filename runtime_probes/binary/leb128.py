"""Integers of variable length: seven bits to a byte, the lowest first; the top bit says that more follow."""


def encode_unsigned(value: int, width: int = 0) -> bytes:
    """Return the bytes of a number that is not negative; at least `width` of them, padded where that is more."""
    encoded = bytearray()
    while value > 0x7F or len(encoded) + 1 < width:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


class _Encoded(dict[int, bytes]):
    """Numbers, encoded when they are first asked for."""

    def __missing__(self, value: int) -> bytes:
        """Encode a number."""
        encoded = self[value] = encode_unsigned(value)
        return encoded


_CONTINUED = tuple(bytes((low | 0x80,)) for low in range(0x80))


def encode_range(numbers: range) -> list[bytes]:
    """Return the fewest bytes of each of some numbers that are not negative: quickly, where they lie close together."""
    rest = _Encoded()
    small = range(numbers.start, min(numbers.stop, 0x80), numbers.step)
    others = numbers[len(small) :]
    return [*map(encode_unsigned, small), *[_CONTINUED[number & 0x7F] + rest[number >> 7] for number in others]]


def encode_signed(value: int) -> bytes:
    """Return the fewest bytes of a number that may be negative."""
    encoded = bytearray()
    while not -0x40 <= value < 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value & 0x7F)
    return bytes(encoded)
