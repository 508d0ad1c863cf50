"""What instrumenting adds to a module beside code: a memory, a ring of records, and hooks for the host."""

from functools import cached_property
from typing import NamedTuple

from .assembly import END, call_indirect, global_set, i32_const
from .binary.appending import Appender
from .binary.entities import Export, ExternKind, Global, Table
from .binary.value_types import (
    FUNCTION_REFERENCE,
    I32,
    FunctionType,
    GlobalType,
    Limits,
    MemoryType,
    TableType,
)
from .binary.writing.code import encode_body
from .binary.writing.instructions import encode
from .pair_table import PairTable, add_pair_table

PAGE = 65536
PREFIX = "weft:"
SHADOW_FRAMES = 1 << 16  # a power of two, and more than fit on an engine's stack as it comes
FLUSH = FunctionType()  # the type of the hook that empties the ring, which has the first slot


class Ring(NamedTuple):
    """Where records go: globals that hold where the next goes and where no more fit, and what empties it."""

    cursor: int
    limit: int
    flush: int
    record_size: int


class ShadowStack(NamedTuple):
    """Where the functions that have not been left stand: the addresses of how many, and of the first of `size`."""

    depth: int
    start: int
    size: int


class Hook(NamedTuple):
    """A table of one slot that the host fills: its number, and the index of the type of what is in it."""

    slot: int
    type: int


class Additions:
    """Hands out what probes need; `finish` adds it to the module."""

    def __init__(self, appender: Appender, record_size: int, ring_records: int) -> None:
        """Take the size of a record, 0 where nothing is recorded, and how many fit into the ring."""
        contents = appender.contents
        self.appender = appender
        self.memory = contents.count(ExternKind.MEMORY)
        self._tables = contents.count(ExternKind.TABLE)
        self.record_size = record_size
        self.prefix = _free_prefix({export.name for export in contents.exports})
        self.slots: dict[FunctionType, Hook] = {}
        self.function_names: dict[int, str] = {}
        self.size = 1  # so that no switch has address 0
        self.ring_start = 0
        self._types: dict[FunctionType, int] = {}
        self._cells: dict[str, int] = {}
        self.running: list[int] = []
        self.pair_tables: dict[object, PairTable] = {}
        self._ring_size = record_size * ring_records

    def reserve(self, size: int, alignment: int = 8) -> int:
        """Return the address of some bytes of the added memory, which begin as zeros."""
        address = -(-self.size // alignment) * alignment
        self.size = address + size
        return address

    def cell(self, name: str, size: int = 4) -> int:
        """Return the address of so many bytes of a name, which begin as zeros."""
        if name not in self._cells:
            self._cells[name] = self.reserve(size, min(size, 8))
        return self._cells[name]

    def running_cell(self, name: str) -> int:
        """Return the address of 4 bytes of a name that speak of the calls that run: 0 where none does.

        They are among `running`, so that a host can put them back when calls end without code, as by a trap.
        """
        if name not in self._cells:
            self.running.append(self.cell(name))
        return self._cells[name]

    def has_cell(self, name: str) -> bool:
        """Say whether anything uses the bytes of a name."""
        return name in self._cells

    def pair_table(self, owner: object, bits: int, entry_size: int) -> PairTable:
        """Return the table of an owner, with 2 ** `bits` entries of some bytes."""
        if owner not in self.pair_tables:
            start = self.reserve((entry_size << bits) + entry_size)
            self.pair_tables[owner] = add_pair_table(self.appender, self.memory, start, bits, entry_size)
        return self.pair_tables[owner]

    def type(self, kind: FunctionType) -> int:
        """Return the index of a function type that was added."""
        if kind not in self._types:
            self._types[kind] = self.appender.add_type(kind)
        return self._types[kind]

    def hook(self, kind: FunctionType) -> Hook:
        """Return the slot for host functions of a type."""
        return self.slots.setdefault(kind, Hook(len(self.slots), self.type(kind)))

    def call(self, hook: Hook) -> bytes:
        """Return code that calls the host with the arguments on the stack."""
        return i32_const(0) + call_indirect(hook.type, self._tables + hook.slot)

    @cached_property
    def ring(self) -> Ring:
        """Return the ring, which is there from now on."""
        cursor = self.appender.contents.count(ExternKind.GLOBAL)
        hook = self.hook(FLUSH)
        code = self.call(hook) + END
        flush = self.appender.add_function(hook.type, encode_body((), code))
        self.function_names[flush] = "weft:flush"
        return Ring(cursor, cursor + 1, flush, self.record_size)

    @cached_property
    def shadow_stack(self) -> ShadowStack:
        """Return the stack of functions that have not been left, which is there from now on."""
        return ShadowStack(self.reserve(4), self.reserve(4 * SHADOW_FRAMES), SHADOW_FRAMES)

    @property
    def has_shadow_stack(self) -> bool:
        """Say whether there is one."""
        return "shadow_stack" in self.__dict__

    def finish(self) -> None:
        """Add the memory, the globals, the table and their exports to the module."""
        if "ring" in self.__dict__:
            self.ring_start = self.reserve(self._ring_size)
            self._global("cursor", self.ring_start)
            self._global("limit", self.ring_start + self._ring_size)
        for kind, hook in self.slots.items():
            self._add_slot(kind, hook)
        if self.size > 1:
            pages = Limits(-(-self.size // PAGE))
            self._export("memory", ExternKind.MEMORY, self.appender.add_memory(MemoryType(pages)))
        if self.slots and (start_function := self.appender.drop_start()) is not None:
            self._export("start", ExternKind.FUNCTION, start_function)

    def _add_slot(self, kind: FunctionType, hook: Hook) -> None:
        """Add a table of one slot; a function that does nothing stands in it until there is a host, or for good.

        A table's segments would be too late: one before them may trap, and leave functions behind in a shared table.
        Where something is to be given back the slot stays empty, and traps.
        """
        kept = TableType(FUNCTION_REFERENCE, Limits(1, 1))
        table = Table(kept)
        if not kind.results:
            code = i32_const(self.ring_start) + global_set(self.ring.cursor) if kind == FLUSH else b""
            idle = self.appender.add_function(hook.type, encode_body((), code + END))
            self.function_names[idle] = "weft:idle"
            table = Table(kept, encode("ref.func", idle) + END)
        self._export(f"hook{hook.slot}", ExternKind.TABLE, self.appender.add_table(table))

    def _global(self, name: str, value: int) -> None:
        index = self.appender.add_global(Global(GlobalType(I32, mutable=True), i32_const(value) + END))
        self._export(name, ExternKind.GLOBAL, index)

    def _export(self, name: str, kind: ExternKind, index: int) -> None:
        self.appender.add_export(Export(self.prefix + name, kind, index))


def _free_prefix(taken: set[str]) -> str:
    """Return a prefix that no export begins with."""
    prefix = PREFIX
    while any(name.startswith(prefix) for name in taken):
        prefix = "weft-" + prefix
    return prefix
