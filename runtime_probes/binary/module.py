"""A module as it lies in a file: sections in order, none of them decoded."""

from enum import IntEnum

from msgspec import Struct

HEADER = b"\0asm\x01\0\0\0"


class SectionId(IntEnum):
    """The kinds of sections."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    CODE = 10
    DATA = 11
    DATA_COUNT = 12
    TAG = 13


# The order in which sections must stand; custom ones may stand anywhere.
ORDER: tuple[SectionId, ...] = (
    SectionId.TYPE,
    SectionId.IMPORT,
    SectionId.FUNCTION,
    SectionId.TABLE,
    SectionId.MEMORY,
    SectionId.TAG,
    SectionId.GLOBAL,
    SectionId.EXPORT,
    SectionId.START,
    SectionId.ELEMENT,
    SectionId.DATA_COUNT,
    SectionId.CODE,
    SectionId.DATA,
)
RANK: dict[int, int] = {section: rank for rank, section in enumerate(ORDER)}


class Section(Struct, frozen=True):
    """One section: its payload, and how it was written.

    `offset` is where the payload began in the file that it was read from; `size_width` is how many bytes its size takes
    (0: as few as it can); `name` is that of a custom section, whose content begins at `content_at`.
    """

    id: SectionId
    payload: bytes
    offset: int = 0
    size_width: int = 0
    name: str = ""
    content_at: int = 0

    @property
    def content(self) -> bytes:
        """Return what a custom section holds behind its name; of another section, the payload."""
        return self.payload[self.content_at :]

    def __repr__(self) -> str:
        """Print all but the payload."""
        title = f" {self.name!r}" if self.id is SectionId.CUSTOM else ""
        return f"<Section {self.id.name.lower()}{title}, {len(self.payload)} bytes at {self.offset:#x}>"


class Module(Struct, frozen=True):
    """A module: its sections as they lie."""

    sections: tuple[Section, ...] = ()

    def section(self, section: SectionId) -> Section | None:
        """Return the section of a kind that is not custom, if there is one."""
        return next((found for found in self.sections if found.id is section), None)

    def customs(self, name: str) -> tuple[Section, ...]:
        """Return the custom sections of a name."""
        return tuple(found for found in self.sections if found.id is SectionId.CUSTOM and found.name == name)
