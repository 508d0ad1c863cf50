"""Integers of variable length: seven bits to a byte, the lowest first; the top bit says that more follow."""


def encode_unsigned(value: int, width: int = 0) -> bytes:
    """Return the bytes of a number that is not negative; at least `width` of them, padded where that is more."""
    encoded = bytearray()
    while value > 0x7F or len(encoded) + 1 < width:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def encode_signed(value: int) -> bytes:
    """Return the fewest bytes of a number that may be negative."""
    encoded = bytearray()
    while not -0x40 <= value < 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value & 0x7F)
    return bytes(encoded)
