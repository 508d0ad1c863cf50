"""Adding to a module at the end of each index space, so that no index that is in use ever changes."""

from collections import defaultdict
from collections.abc import Iterable
from io import SEEK_END, BytesIO

from .assembling import group_of
from .contents import SECTIONS, Contents
from .entities import Data, Element, Export, ExternKind, Global, Table
from .leb128 import encode_unsigned
from .module import Module, Section, SectionId
from .sections import with_entries, with_section, without
from .value_types import FunctionType, MemoryType, SubType, TagType
from .writing.definitions import encode_global, encode_table
from .writing.exports import encode_export
from .writing.imports import encode_memory_type, encode_tag_type
from .writing.segments import encode_data, encode_element
from .writing.types import encode_group


class Appender:
    """Collects what a module is to have more, and hands out the indices; `finish` returns the module with it.

    There is no way to add an import: that would move all that the module defines itself.
    """

    def __init__(self, module: Module) -> None:
        """Take the module; it stays as it is."""
        self.contents = Contents(module)
        self._added: defaultdict[SectionId, list[bytes]] = defaultdict(list)
        self._replaced: list[Section] = []
        self._drops_start = False
        self._names = {export.name for export in self.contents.exports}

    def add_type(self, kind: FunctionType | SubType) -> int:
        """Add a type; return its index."""
        index = len(self.contents.types) + len(self._added[SectionId.TYPE])
        self._added[SectionId.TYPE].append(encode_group(group_of(kind)))
        return index

    def add_function(self, type_index: int, body: bytes) -> int:
        """Add a function with a body as `encode_body` makes it; return its index."""
        self._added[SectionId.CODE].append(body)
        return self._add(ExternKind.FUNCTION, encode_unsigned(type_index))

    def add_table(self, table: Table) -> int:
        """Add a table; return its index."""
        return self._add(ExternKind.TABLE, encode_table(table))

    def add_memory(self, memory: MemoryType) -> int:
        """Add a memory; return its index."""
        return self._add(ExternKind.MEMORY, encode_memory_type(memory))

    def add_global(self, entry: Global) -> int:
        """Add a global; return its index."""
        return self._add(ExternKind.GLOBAL, encode_global(entry))

    def add_tag(self, tag: TagType) -> int:
        """Add a tag; return its index."""
        return self._add(ExternKind.TAG, encode_tag_type(tag))

    def _add(self, kind: ExternKind, entry: bytes) -> int:
        """Add an entry; return its index."""
        entries = self._added[SECTIONS[kind]]
        entries.append(entry)
        return self.contents.count(kind) + len(entries) - 1

    def add_export(self, export: Export) -> None:
        """Add an export; raise ValueError where its name is taken."""
        if export.name in self._names:
            raise ValueError(f"the module exports {export.name!r} already")
        self._names.add(export.name)
        self._added[SectionId.EXPORT].append(encode_export(export))

    def add_element(self, element: Element) -> int:
        """Add a segment of references; return its index."""
        self._added[SectionId.ELEMENT].append(encode_element(element))
        return self.contents.size(SectionId.ELEMENT) + len(self._added[SectionId.ELEMENT]) - 1

    def add_data(self, data: Data) -> int:
        """Add a segment of data, and see to it that the segments are counted; return its index."""
        self._added[SectionId.DATA].append(encode_data(data))
        return self.contents.size(SectionId.DATA) + len(self._added[SectionId.DATA]) - 1

    def replace_bodies(self, bodies: Iterable[tuple[int, bytes]]) -> None:
        """Give each function that the module defines another body; none of them is held.

        In: how many bodies come next, and these, as `encode_body` makes them. Raised: `ValueError` where they are not
        as many as the functions.
        """
        due, given = len(self.contents.functions), 0
        payload = BytesIO(encode_unsigned(due))
        payload.seek(0, SEEK_END)
        for count, body in bodies:
            payload.write(body)
            given += count
        if given != due:
            raise ValueError(f"{due} functions cannot have {given} bodies")
        if given:
            self.replace_section(Section(SectionId.CODE, payload.getvalue()))

    def replace_section(self, section: Section) -> None:
        """Put a section in the place of its like; it must have as many entries, and what is added comes after them."""
        self._replaced.append(section)

    def drop_start(self) -> int | None:
        """Let no function run first; return the index of the one that did."""
        self._drops_start = True
        return self.contents.start

    def finish(self) -> Module:
        """Return the module with all that was added; nothing may be added after that."""
        module = self.contents.module
        while self._replaced:  # nothing of it is kept: it may be large
            module = with_section(module, self._replaced.pop())
        if self._drops_start:
            module = without(module, lambda section: section.id is SectionId.START)
        for section, entries in self._added.items():
            if entries:
                module = with_entries(module, section, entries)
        if self._added[SectionId.DATA]:
            count = self.contents.size(SectionId.DATA) + len(self._added[SectionId.DATA])
            module = with_section(module, Section(SectionId.DATA_COUNT, encode_unsigned(count)))
        return module
