"""What is in a module: each section is decoded when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from .cursor import Cursor
from .entities import Body, Data, Element, Export, ExternKind, Global, Import, ImportGroup, Locals, Table
from .instructions import Instruction, body_instructions
from .malformed import MalformedModule
from .module import Module, Section, SectionId
from .names import NAME_SECTION, Names
from .reading.code import read_bodies, read_locals
from .reading.definitions import (
    read_functions,
    read_globals,
    read_memories,
    read_start,
    read_tables,
    read_tags,
)
from .reading.exports import read_exports
from .reading.imports import read_imports
from .reading.names import read_names
from .reading.segments import read_data, read_data_count, read_elements
from .reading.types import read_types
from .sections import count_of
from .value_types import (
    ExternType,
    FunctionImport,
    FunctionType,
    GlobalType,
    MemoryType,
    RecursiveGroup,
    SubType,
    TableType,
    TagType,
)

Value = TypeVar("Value")

SECTIONS: dict[ExternKind, SectionId] = {
    ExternKind.FUNCTION: SectionId.FUNCTION,
    ExternKind.TABLE: SectionId.TABLE,
    ExternKind.MEMORY: SectionId.MEMORY,
    ExternKind.GLOBAL: SectionId.GLOBAL,
    ExternKind.TAG: SectionId.TAG,
}
_KINDS: dict[type[ExternType], ExternKind] = {
    FunctionImport: ExternKind.FUNCTION,
    TableType: ExternKind.TABLE,
    MemoryType: ExternKind.MEMORY,
    GlobalType: ExternKind.GLOBAL,
    TagType: ExternKind.TAG,
}


def kind_of(imported: ExternType) -> ExternKind:
    """Return what kind of thing an import is."""
    return _KINDS[type(imported)]


class Contents:
    """The decoded parts of a module. Whatever is asked for may raise `MalformedModule`, with its place in the file."""

    def __init__(self, module: Module) -> None:
        """Take the module; nothing is decoded yet."""
        self.module = module

    def _decode(self, section: SectionId, decode: Callable[[Cursor], Value], absent: Value) -> Value:
        """Decode a section; return `absent` where there is none."""
        found = self.module.section(section)
        return absent if found is None else decode(Cursor(found.payload, base=found.offset))

    @cached_property
    def type_groups(self) -> tuple[RecursiveGroup, ...]:
        """Return the types as they were written."""
        return self._decode(SectionId.TYPE, read_types, ())

    @cached_property
    def types(self) -> tuple[SubType, ...]:
        """Return the types by their index."""
        return tuple(kind for group in self.type_groups for kind in group.types)

    @cached_property
    def import_groups(self) -> tuple[ImportGroup, ...]:
        """Return the imports as they were written."""
        return self._decode(SectionId.IMPORT, read_imports, ())

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Return the imports, one by one."""
        return tuple(item for group in self.import_groups for item in group.imports)

    def imported(self, kind: ExternKind) -> tuple[Import, ...]:
        """Return the imports of a kind, which have the first indices of it."""
        return tuple(item for item in self.imports if kind_of(item.type) is kind)

    def size(self, section: SectionId) -> int:
        """Return how many entries a section has, without decoding them."""
        return count_of(self.module.section(section))

    def count(self, kind: ExternKind) -> int:
        """Return how many functions, tables, memories, globals or tags there are, imported ones included."""
        return len(self.imported(kind)) + self.size(SECTIONS[kind])

    @cached_property
    def functions(self) -> tuple[int, ...]:
        """Return the index of the type of each function that the module defines."""
        return self._decode(SectionId.FUNCTION, read_functions, ())

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables that the module defines."""
        return self._decode(SectionId.TABLE, read_tables, ())

    @cached_property
    def memories(self) -> tuple[MemoryType, ...]:
        """Return the memories that the module defines."""
        return self._decode(SectionId.MEMORY, read_memories, ())

    @cached_property
    def tags(self) -> tuple[TagType, ...]:
        """Return the tags that the module defines."""
        return self._decode(SectionId.TAG, read_tags, ())

    @cached_property
    def globals(self) -> tuple[Global, ...]:
        """Return the globals that the module defines."""
        return self._decode(SectionId.GLOBAL, read_globals, ())

    @cached_property
    def exports(self) -> tuple[Export, ...]:
        """Return the exports."""
        return self._decode(SectionId.EXPORT, read_exports, ())

    @cached_property
    def start(self) -> int | None:
        """Return the index of the function that runs first, if there is one."""
        return self._decode(SectionId.START, read_start, None)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Return the segments of references."""
        return self._decode(SectionId.ELEMENT, read_elements, ())

    @cached_property
    def data_count(self) -> int | None:
        """Return how many segments of data are announced, if that is."""
        return self._decode(SectionId.DATA_COUNT, read_data_count, None)

    @cached_property
    def code(self) -> Section:
        """Return the section that bodies lie in; an empty one where there is none."""
        return self.module.section(SectionId.CODE) or Section(SectionId.CODE, b"\0")

    def malformed_code(self, message: str, offset: int) -> MalformedModule:
        """Return the error for what lies at an offset in the payload of `code`."""
        return MalformedModule(message, self.code.offset + offset)

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Return where in the payload of `code` each body lies."""
        return self._decode(SectionId.CODE, read_bodies, ())

    def locals(self, body: Body) -> tuple[Locals, ...]:
        """Return the locals of a body, its parameters aside."""
        return read_locals(self.code.payload, body, self.code.offset)

    def instructions(self, body: Body) -> Iterator[Instruction]:
        """Yield the instructions of a body, its last `end` included."""
        return body_instructions(self.code.payload, body, self.code.offset)

    def function_type_index(self, function: int) -> int:
        """Return the index of the type of a function, imported or defined."""
        return self._function_types[function]

    def function_type(self, function: int) -> FunctionType:
        """Return the type of a function, imported or defined; raise `MalformedModule` where there is no such type."""
        index = self._function_types[function]
        found = self.types[index].composite if index < len(self.types) else None
        if not isinstance(found, FunctionType):
            raise MalformedModule(f"function {function} has type {index}, which is no function type", self.code.offset)
        return found

    @cached_property
    def _function_types(self) -> tuple[int, ...]:
        imported = (item.type.type for item in self.imports if isinstance(item.type, FunctionImport))
        return (*imported, *self.functions)

    @cached_property
    def data(self) -> tuple[Data, ...]:
        """Return the segments of data."""
        return self._decode(SectionId.DATA, read_data, ())

    @cached_property
    def _read_names(self) -> tuple[Names, tuple[MalformedModule, ...]]:
        found = self.module.customs(NAME_SECTION)
        if not found:
            return Names(), ()
        return read_names(Cursor(found[0].payload, found[0].content_at, base=found[0].offset))

    @property
    def names(self) -> Names:
        """Return the names that the module gives to its parts, as far as they can be read."""
        return self._read_names[0]

    @property
    def name_problems(self) -> tuple[MalformedModule, ...]:
        """Return what is malformed in the section of names; the section is kept as it is all the same."""
        return self._read_names[1]

    @cached_property
    def function_names(self) -> dict[int, str]:
        """Return what people call functions, as far as they have names, by their index."""
        return self._called(ExternKind.FUNCTION, self.names.functions)

    @cached_property
    def global_names(self) -> dict[int, str]:
        """Return what people call globals, as far as they have names, by their index."""
        return self._called(ExternKind.GLOBAL, self.names.globals)

    def function_name(self, index: int) -> str:
        """Return what people call a function; one without a name is told by its index."""
        return self.function_names.get(index, f"function {index}")

    def global_name(self, index: int) -> str:
        """Return what people call a global; one without a name is told by its index."""
        return self.global_names.get(index, f"global {index}")

    def _called(self, kind: ExternKind, named: Mapping[int, str]) -> dict[int, str]:
        """Return names by index: of the import, else from the section of names, else of the first export."""
        imported = {index: f"{each.module}.{each.name}" for index, each in enumerate(self.imported(kind))}
        exported = {each.index: each.name for each in reversed(self.exports) if each.kind is kind}
        return exported | dict(named) | imported
