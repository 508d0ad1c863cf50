"""Encoding the entries of the code section."""

from collections.abc import Iterable

from ..entities import Locals
from ..leb128 import encode_unsigned
from .primitives import encode_bytes, encode_vector
from .types import encode_value_type


def encode_body(local_groups: Iterable[Locals], code: bytes) -> bytes:
    """Return the bytes of one entry of the code section; `code` is the instructions, with the last `end`."""
    return encode_bytes(encode_locals(local_groups) + code)


def encode_locals(local_groups: Iterable[Locals]) -> bytes:
    """Return the bytes of the locals that a body begins with."""
    return encode_vector(encode_unsigned(group.count) + encode_value_type(group.type) for group in local_groups)
