"""Making a whole module from values."""

from msgspec import Struct

from .entities import Data, Element, Export, Global, ImportGroup, Table
from .leb128 import encode_unsigned
from .module import ORDER, Module, Section, SectionId
from .sections import section_of
from .value_types import FunctionType, MemoryType, RecursiveGroup, SubType, TagType
from .writing.definitions import encode_global, encode_table
from .writing.exports import encode_export
from .writing.imports import encode_import, encode_memory_type, encode_tag_type
from .writing.segments import encode_data, encode_element
from .writing.types import encode_group


class Parts(Struct, frozen=True, kw_only=True):
    """What a module is to consist of: values as `Contents` has them.

    For each of the `functions`, which are indices of types, there is a body as `encode_body` makes it. `data_count`
    must be given where code names segments of data. Custom sections come last.
    """

    types: tuple[RecursiveGroup, ...] = ()
    imports: tuple[ImportGroup, ...] = ()
    functions: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    memories: tuple[MemoryType, ...] = ()
    tags: tuple[TagType, ...] = ()
    globals: tuple[Global, ...] = ()
    exports: tuple[Export, ...] = ()
    start: int | None = None
    elements: tuple[Element, ...] = ()
    data_count: int | None = None
    bodies: tuple[bytes, ...] = ()
    data: tuple[Data, ...] = ()
    customs: tuple[Section, ...] = ()


def group_of(kind: FunctionType | SubType) -> RecursiveGroup:
    """Return the entry of the type section for a type that stands alone."""
    return RecursiveGroup((kind if isinstance(kind, SubType) else SubType(kind),), explicit=False)


def assemble(parts: Parts) -> Module:
    """Return the module that consists of some parts, without empty sections; whether it is valid is not looked at."""
    made = {section: section_of(section, entries) for section, entries in _entries(parts).items() if entries}
    for section, number in ((SectionId.START, parts.start), (SectionId.DATA_COUNT, parts.data_count)):
        if number is not None:
            made[section] = Section(section, encode_unsigned(number))
    return Module((*(made[section] for section in ORDER if section in made), *parts.customs))


def _entries(parts: Parts) -> dict[SectionId, list[bytes]]:
    """Return the encoded entries of each section that is a vector."""
    return {
        SectionId.TYPE: list(map(encode_group, parts.types)),
        SectionId.IMPORT: list(map(encode_import, parts.imports)),
        SectionId.FUNCTION: list(map(encode_unsigned, parts.functions)),
        SectionId.TABLE: list(map(encode_table, parts.tables)),
        SectionId.MEMORY: list(map(encode_memory_type, parts.memories)),
        SectionId.TAG: list(map(encode_tag_type, parts.tags)),
        SectionId.GLOBAL: list(map(encode_global, parts.globals)),
        SectionId.EXPORT: list(map(encode_export, parts.exports)),
        SectionId.ELEMENT: list(map(encode_element, parts.elements)),
        SectionId.CODE: list(parts.bodies),
        SectionId.DATA: list(map(encode_data, parts.data)),
    }
