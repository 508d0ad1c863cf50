"""From a module to bytes."""

from .leb128 import encode_unsigned
from .module import HEADER, Module


def write(module: Module) -> bytes:
    """Write a module.

    In: a module, read or made. Out: the bytes of a file; for a module that `read` returned, those it was read from.
    """
    pieces = [HEADER]
    for section in module.sections:
        pieces += (bytes((section.id,)), encode_unsigned(len(section.payload), section.size_width), section.payload)
    return b"".join(pieces)
