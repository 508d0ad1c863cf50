"""Adds names of functions to a module's section of names, without decoding those that are there."""

from collections.abc import Mapping

from .binary.cursor import Cursor
from .binary.leb128 import encode_unsigned
from .binary.malformed import MalformedModule
from .binary.module import Module, Section
from .binary.names import NAME_SECTION, NameKind, Names
from .binary.sections import custom_section
from .binary.writing.names import name_section
from .binary.writing.primitives import encode_bytes, encode_name


def with_function_names(module: Module, names: Mapping[int, str]) -> Module:
    """Return a module with names for functions behind all that have one; as it is where its names cannot be read."""
    if not names:
        return module
    found = module.customs(NAME_SECTION)
    if not found:
        return Module((*module.sections, name_section(Names(functions=dict(names)))))
    try:
        content = _with_names(found[0].content, names)
    except MalformedModule:
        return module
    return Module(tuple(_named(content) if section is found[0] else section for section in module.sections))


def _named(content: bytes) -> Section:
    return custom_section(NAME_SECTION, content)


def _with_names(content: bytes, names: Mapping[int, str]) -> bytes:
    """Return the content of a section of names with more names for functions."""
    cursor = Cursor(content)
    before, old = content, b""
    after = b""
    while not cursor.is_at_end:
        start, kind = cursor.position, cursor.byte()
        part = cursor.bytes(cursor.u32())
        if kind >= NameKind.FUNCTION:
            is_same = kind == NameKind.FUNCTION
            before, old, after = (
                content[:start],
                part if is_same else b"",
                content[cursor.position if is_same else start :],
            )
            break
    entries = b"".join(encode_unsigned(index) + encode_name(name) for index, name in sorted(names.items()))
    inner = Cursor(old)
    count = inner.u32() if old else 0
    joined = encode_unsigned(count + len(names)) + old[inner.position :] + entries
    return before + bytes((NameKind.FUNCTION,)) + encode_bytes(joined) + after
