"""From bytes to a module: its sections are found and put in their places; none is decoded."""

from collections import Counter

from .cursor import Cursor
from .malformed import MalformedModule
from .module import HEADER, RANK, Module, Section, SectionId


def read(data: bytes) -> Module:
    """Read a module.

    In: the bytes of a file. Out: its sections; `write` returns the same bytes. Raised: `MalformedModule` where sections
    are cut off, unknown, twice there or out of order, or where two sections do not agree on how many items they have.
    What lies within a section is looked at by `Contents`, when it is asked for.
    """
    if data[:4] != HEADER[:4]:
        raise MalformedModule("magic header not detected", 0)
    if data[4:8] != HEADER[4:]:
        raise MalformedModule("unknown binary version", 4)
    sections = _sections(Cursor(data, len(HEADER)))
    _check_order(sections)
    _check_counts(sections)
    return Module(sections)


def _sections(cursor: Cursor) -> tuple[Section, ...]:
    """Read all sections."""
    found: list[Section] = []
    while not cursor.is_at_end:
        found.append(_section(cursor))
    return tuple(found)


def _section(cursor: Cursor) -> Section:
    """Read one section."""
    start = cursor.position
    number = cursor.byte()
    if number > max(SectionId):
        raise cursor.malformed(f"malformed section id {number}", start)
    size = cursor.u32()
    width = cursor.position - start - 1
    offset = cursor.position
    payload = cursor.bytes(size)
    kept_width = width if width > _least_width(size) else 0
    if number:
        return Section(SectionId(number), payload, offset, kept_width)
    inner = Cursor(payload, base=offset)
    name = inner.name()
    return Section(SectionId.CUSTOM, payload, offset, kept_width, name, inner.position)


def _least_width(size: int) -> int:
    """Return how many bytes a size takes when it is not padded."""
    return max(1, (size.bit_length() + 6) // 7)


def _check_order(sections: tuple[Section, ...]) -> None:
    """Raise where a section stands twice, or before one that it must follow."""
    last = -1
    for section in sections:
        if section.id is SectionId.CUSTOM:
            continue
        if RANK[section.id] <= last:
            raise MalformedModule(f"unexpected content after last section: {section.id.name.lower()}", section.offset)
        last = RANK[section.id]


def _check_counts(sections: tuple[Section, ...]) -> None:
    """Raise where two sections that go together have different numbers of items."""
    counts: Counter[SectionId] = Counter()
    offsets = {section.id: section.offset for section in sections}
    for section in sections:
        if section.id in (SectionId.FUNCTION, SectionId.CODE, SectionId.DATA_COUNT, SectionId.DATA):
            counts[section.id] = Cursor(section.payload, base=section.offset).u32()
    if counts[SectionId.FUNCTION] != counts[SectionId.CODE]:
        offset = offsets.get(SectionId.CODE) or offsets[SectionId.FUNCTION]
        raise MalformedModule("function and code section have inconsistent lengths", offset)
    if SectionId.DATA_COUNT in offsets and counts[SectionId.DATA_COUNT] != counts[SectionId.DATA]:
        raise MalformedModule("data count and data section have inconsistent lengths", offsets[SectionId.DATA_COUNT])
