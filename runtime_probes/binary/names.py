"""The names that a module gives to its parts, for people to read: what its custom section `name` holds."""

from enum import IntEnum

from msgspec import Struct, field

NAME_SECTION = "name"

NameMap = dict[int, str]
IndirectNameMap = dict[int, dict[int, str]]


class NameKind(IntEnum):
    """What the parts of the section name; the value is the part's byte."""

    MODULE = 0
    FUNCTION = 1
    LOCAL = 2
    LABEL = 3
    TYPE = 4
    TABLE = 5
    MEMORY = 6
    GLOBAL = 7
    ELEMENT = 8
    DATA = 9
    FIELD = 10
    TAG = 11


# These name things within things: locals and labels in functions, fields in types.
INDIRECT = frozenset((NameKind.LOCAL, NameKind.LABEL, NameKind.FIELD))


class Names(Struct):
    """Names by index; those of locals, labels and fields by the index of their function or type, and then by theirs."""

    module: str | None = None
    functions: NameMap = field(default_factory=dict[int, str])
    locals: IndirectNameMap = field(default_factory=dict[int, dict[int, str]])
    labels: IndirectNameMap = field(default_factory=dict[int, dict[int, str]])
    types: NameMap = field(default_factory=dict[int, str])
    tables: NameMap = field(default_factory=dict[int, str])
    memories: NameMap = field(default_factory=dict[int, str])
    globals: NameMap = field(default_factory=dict[int, str])
    elements: NameMap = field(default_factory=dict[int, str])
    data: NameMap = field(default_factory=dict[int, str])
    fields: IndirectNameMap = field(default_factory=dict[int, dict[int, str]])
    tags: NameMap = field(default_factory=dict[int, str])
    others: dict[int, bytes] = field(default_factory=dict[int, bytes])  # parts of kinds that are not known

    def of(self, kind: NameKind) -> NameMap:
        """Return the names of things that stand by themselves: functions, types, tables and so on."""
        return self._by_kind()[kind]

    def within(self, kind: NameKind) -> IndirectNameMap:
        """Return the names of locals, labels or fields."""
        return {NameKind.LOCAL: self.locals, NameKind.LABEL: self.labels, NameKind.FIELD: self.fields}[kind]

    def _by_kind(self) -> dict[NameKind, NameMap]:
        return {
            NameKind.FUNCTION: self.functions,
            NameKind.TYPE: self.types,
            NameKind.TABLE: self.tables,
            NameKind.MEMORY: self.memories,
            NameKind.GLOBAL: self.globals,
            NameKind.ELEMENT: self.elements,
            NameKind.DATA: self.data,
            NameKind.TAG: self.tags,
        }
