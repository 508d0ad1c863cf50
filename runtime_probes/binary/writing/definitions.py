"""Encoding the entries of the sections of tables and globals; memories, tags and functions have no more than a type."""

from ..entities import Global, Table
from .imports import encode_global_type, encode_table_type


def encode_table(table: Table) -> bytes:
    """Return the bytes of one entry of the table section."""
    kind = encode_table_type(table.type)
    return kind if table.initial is None else b"\x40\0" + kind + table.initial


def encode_global(entry: Global) -> bytes:
    """Return the bytes of one entry of the global section."""
    return encode_global_type(entry.type) + entry.initial
