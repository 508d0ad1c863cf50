"""Encoding the custom section `name`."""

from ..leb128 import encode_unsigned
from ..module import Section
from ..names import INDIRECT, NAME_SECTION, NameKind, NameMap, Names
from ..sections import custom_section
from .primitives import encode_bytes, encode_name, encode_vector


def name_section(names: Names) -> Section:
    """Return the section that holds some names, in the order of their kinds and of their indices."""
    parts = [(kind, _encode_part(names, kind)) for kind in NameKind]
    parts += sorted(names.others.items())
    return custom_section(NAME_SECTION, b"".join(bytes((kind,)) + encode_bytes(part) for kind, part in parts if part))


def _encode_part(names: Names, kind: NameKind) -> bytes:
    """Return the names of one kind; nothing where there are none."""
    if kind is NameKind.MODULE:
        return b"" if names.module is None else encode_name(names.module)
    if kind in INDIRECT:
        outer = sorted(names.within(kind).items())
        return encode_vector(encode_unsigned(index) + _encode_map(inner) for index, inner in outer) if outer else b""
    return _encode_map(names.of(kind)) if names.of(kind) else b""


def _encode_map(names: NameMap) -> bytes:
    """Return indices with their names."""
    return encode_vector(encode_unsigned(index) + encode_name(name) for index, name in sorted(names.items()))
