"""Making sections, and changing which of them a module has and what stands at their ends."""

from collections.abc import Callable, Iterable

from .cursor import Cursor
from .leb128 import encode_unsigned
from .module import RANK, Module, Section, SectionId
from .writing.primitives import encode_name, encode_vector


def section_of(section: SectionId, entries: Iterable[bytes]) -> Section:
    """Return a section that holds some encoded entries."""
    return Section(section, encode_vector(entries))


def custom_section(name: str, content: bytes) -> Section:
    """Return a custom section."""
    encoded = encode_name(name)
    return Section(SectionId.CUSTOM, encoded + content, name=name, content_at=len(encoded))


def count_of(section: Section | None) -> int:
    """Return how many entries a section says it has; that of data segments says so of another."""
    return Cursor(section.payload, base=section.offset).u32() if section else 0


def with_section(module: Module, section: Section) -> Module:
    """Return the module with a section that is not custom: in place of its like, or else where it belongs."""
    found = module.section(section.id)
    if found is not None:
        return Module(tuple(section if each is found else each for each in module.sections))
    earlier = [at for at, each in enumerate(module.sections) if RANK.get(each.id, len(RANK)) < RANK[section.id]]
    at = earlier[-1] + 1 if earlier else 0
    return Module((*module.sections[:at], section, *module.sections[at:]))


def with_entries(module: Module, section: SectionId, entries: Iterable[bytes]) -> Module:
    """Return the module with encoded entries at the end of a section, which is made where there is none."""
    added = list(entries)
    found = module.section(section)
    if found is None:
        return with_section(module, section_of(section, added))
    cursor = Cursor(found.payload, base=found.offset)
    count = encode_unsigned(cursor.u32() + len(added))
    own = memoryview(found.payload)[cursor.position :]
    return with_section(module, Section(section, b"".join((count, own, *added))))


def without(module: Module, is_dropped: Callable[[Section], bool]) -> Module:
    """Return the module without some sections."""
    return Module(tuple(section for section in module.sections if not is_dropped(section)))


def without_customs(module: Module, *names: str) -> Module:
    """Return the module without the custom sections of some names."""
    return without(module, lambda section: section.id is SectionId.CUSTOM and section.name in names)
