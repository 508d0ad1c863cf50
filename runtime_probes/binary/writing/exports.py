"""Encoding the entries of the export section."""

from ..entities import Export
from ..leb128 import encode_unsigned
from .primitives import encode_name


def encode_export(export: Export) -> bytes:
    """Return the bytes of one entry of the export section."""
    return encode_name(export.name) + bytes((export.kind,)) + encode_unsigned(export.index)
