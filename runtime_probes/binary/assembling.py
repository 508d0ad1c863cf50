"""Making a whole module from values."""

from collections.abc import Iterable

from .entities import Data, Element, Export, Global, ImportGroup, Table
from .leb128 import encode_unsigned
from .module import Module, Section, SectionId
from .sections import section_of
from .value_types import FunctionType, MemoryType, RecursiveGroup, SubType, TagType
from .writing.definitions import encode_global, encode_table
from .writing.exports import encode_export
from .writing.imports import encode_import, encode_memory_type, encode_tag_type
from .writing.segments import encode_data, encode_element
from .writing.types import encode_group


def group_of(kind: FunctionType | SubType) -> RecursiveGroup:
    """Return the entry of the type section for a type that stands alone."""
    return RecursiveGroup((kind if isinstance(kind, SubType) else SubType(kind),), explicit=False)


def assemble(
    *,
    types: Iterable[RecursiveGroup] = (),
    imports: Iterable[ImportGroup] = (),
    functions: Iterable[int] = (),
    tables: Iterable[Table] = (),
    memories: Iterable[MemoryType] = (),
    tags: Iterable[TagType] = (),
    globals: Iterable[Global] = (),
    exports: Iterable[Export] = (),
    start: int | None = None,
    elements: Iterable[Element] = (),
    data_count: int | None = None,
    bodies: Iterable[bytes] = (),
    data: Iterable[Data] = (),
    customs: Iterable[Section] = (),
) -> Module:
    """Return a module of the given parts.

    In: values as `Contents` has them; for each of the `functions` (indices of their types) a body, as `encode_body`
    makes it; custom sections, which come last. `data_count` must be given where code names segments of data. Out: a
    module without empty sections; whether it is valid is not looked at.
    """
    vectors: tuple[tuple[SectionId, Iterable[bytes]], ...] = (
        (SectionId.TYPE, map(encode_group, types)),
        (SectionId.IMPORT, map(encode_import, imports)),
        (SectionId.FUNCTION, map(encode_unsigned, functions)),
        (SectionId.TABLE, map(encode_table, tables)),
        (SectionId.MEMORY, map(encode_memory_type, memories)),
        (SectionId.TAG, map(encode_tag_type, tags)),
        (SectionId.GLOBAL, map(encode_global, globals)),
        (SectionId.EXPORT, map(encode_export, exports)),
        (SectionId.START, () if start is None else (encode_unsigned(start),)),
        (SectionId.ELEMENT, map(encode_element, elements)),
        (SectionId.DATA_COUNT, () if data_count is None else (encode_unsigned(data_count),)),
        (SectionId.CODE, bodies),
        (SectionId.DATA, map(encode_data, data)),
    )
    made = [_section(section, list(entries)) for section, entries in vectors]
    return Module((*(section for section in made if section is not None), *customs))


def _section(section: SectionId, entries: list[bytes]) -> Section | None:
    """Return a section, if it has anything in it; two kinds hold one number and no vector."""
    if not entries:
        return None
    is_number = section in (SectionId.START, SectionId.DATA_COUNT)
    return Section(section, entries[0]) if is_number else section_of(section, entries)
