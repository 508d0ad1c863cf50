"""Decoding the sections that define functions' types, tables, memories, tags and globals, and the start section."""

from ..cursor import Cursor
from ..entities import Global, Table
from ..value_types import MemoryType, TagType
from .expressions import read_expression
from .imports import read_global_type, read_memory_type, read_table_type, read_tag_type

_HAS_INITIAL = 0x40


def read_functions(cursor: Cursor) -> tuple[int, ...]:
    """Read the payload of the function section: for each function the index of its type."""
    types = cursor.vector(Cursor.u32)
    cursor.expect_end("the functions")
    return types


def read_tables(cursor: Cursor) -> tuple[Table, ...]:
    """Read the payload of the table section."""
    tables = cursor.vector(_read_table)
    cursor.expect_end("the tables")
    return tables


def _read_table(cursor: Cursor) -> Table:
    """Read one table."""
    if cursor.peek() != _HAS_INITIAL:
        return Table(read_table_type(cursor))
    cursor.position += 1
    cursor.flag_byte(0, "table encoding")
    return Table(read_table_type(cursor), read_expression(cursor))


def read_memories(cursor: Cursor) -> tuple[MemoryType, ...]:
    """Read the payload of the memory section."""
    memories = cursor.vector(read_memory_type)
    cursor.expect_end("the memories")
    return memories


def read_tags(cursor: Cursor) -> tuple[TagType, ...]:
    """Read the payload of the tag section."""
    tags = cursor.vector(read_tag_type)
    cursor.expect_end("the tags")
    return tags


def read_globals(cursor: Cursor) -> tuple[Global, ...]:
    """Read the payload of the global section."""
    found = cursor.vector(_read_global)
    cursor.expect_end("the globals")
    return found


def _read_global(cursor: Cursor) -> Global:
    """Read one global."""
    return Global(read_global_type(cursor), read_expression(cursor))


def read_start(cursor: Cursor) -> int:
    """Read the payload of the start section: the index of a function."""
    function = cursor.u32()
    cursor.expect_end("the start function")
    return function
