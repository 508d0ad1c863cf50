"""Encoding what all sections are made of: names and vectors."""

from collections.abc import Iterable

from ..leb128 import encode_unsigned


def encode_name(name: str) -> bytes:
    """Return the length of a name, and its characters in UTF-8."""
    return encode_bytes(name.encode())


def encode_bytes(content: bytes) -> bytes:
    """Return the length of some bytes, and the bytes."""
    return encode_unsigned(len(content)) + content


def encode_vector(items: Iterable[bytes]) -> bytes:
    """Return the number of some encoded items, and the items."""
    found = list(items)
    return b"".join((encode_unsigned(len(found)), *found))
