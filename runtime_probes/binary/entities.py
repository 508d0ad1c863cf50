"""What a module is made of, beside its types: imports, definitions, exports, segments and bodies."""

from enum import IntEnum

from msgspec import Struct

from .value_types import ExternType, GlobalType, ReferenceType, TableType, ValueType


class ExternKind(IntEnum):
    """What can be imported and exported; the value is its byte."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


class Import(Struct, frozen=True):
    """One import."""

    module: str
    name: str
    type: ExternType

    @property
    def imports(self) -> tuple["Import", ...]:
        """Return itself, as a group does its members."""
        return (self,)


class ImportsOfModule(Struct, frozen=True):
    """Imports that share the name of their module, written once."""

    module: str
    items: tuple[tuple[str, ExternType], ...]

    @property
    def imports(self) -> tuple[Import, ...]:
        """Return them one by one."""
        return tuple(Import(self.module, name, kind) for name, kind in self.items)


class ImportsOfType(Struct, frozen=True):
    """Imports that share the name of their module and their type, both written once."""

    module: str
    type: ExternType
    names: tuple[str, ...]

    @property
    def imports(self) -> tuple[Import, ...]:
        """Return them one by one."""
        return tuple(Import(self.module, name, self.type) for name in self.names)


ImportGroup = Import | ImportsOfModule | ImportsOfType


class Table(Struct, frozen=True):
    """A table; `initial`, where given, is the constant expression (with its `end`) that all elements begin as."""

    type: TableType
    initial: bytes | None = None


class Global(Struct, frozen=True):
    """A global; `initial` is the constant expression (with its `end`) that it begins as."""

    type: GlobalType
    initial: bytes


class Export(Struct, frozen=True):
    """A name under which a host finds something."""

    name: str
    kind: ExternKind
    index: int


class Active(Struct, frozen=True):
    """Where a segment is copied to when the module starts: an index and a constant expression (with its `end`).

    `explicit` says that the index is written where it is 0, too; a segment does well without.
    """

    index: int
    offset: bytes
    explicit: bool = False


class Element(Struct, frozen=True):
    """A segment of references; one that is not active is passive, or only declares functions.

    `items` are indices of functions, or constant expressions (with their `end`) of the given type.
    """

    items: tuple[int, ...] | tuple[bytes, ...] = ()
    active: Active | None = None
    declared: bool = False
    type: ReferenceType | None = None  # of expressions


class Data(Struct, frozen=True):
    """A segment of bytes; one that is not active is passive."""

    content: bytes
    active: Active | None = None


class Locals(Struct, frozen=True):
    """Local variables in a row that have one type."""

    count: int
    type: ValueType


class Body(Struct, frozen=True, gc=False):
    """Where in the code section's payload a function's body lies: its locals from `start`, its code from `code`."""

    start: int
    code: int
    end: int
