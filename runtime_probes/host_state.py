"""What a host can change of an instance: its exported memories, globals and tables.

Where those hold references that the engine's API does not hand over, nothing is looked at: no Python can change them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import wasmtime

from .binary.contents import Contents
from .binary.entities import Export, ExternKind
from .binary.value_types import EXTERNAL_REFERENCE, FUNCTION_REFERENCE, V128, NumberType
from .operand_types import global_type, memory_type, table_type
from .recording import Change, GlobalChange, MemoryChange, TableChange

_PAGE_BITS = 16  # of a page as it comes
_STRIDE = 4096  # bytes that are compared at once
_STATE = (ExternKind.MEMORY, ExternKind.GLOBAL, ExternKind.TABLE)

_REFERENCES = (FUNCTION_REFERENCE, EXTERNAL_REFERENCE)
Raw = tuple[object, ...]


class Snapshot(NamedTuple):
    """What the memories, the globals and the tables held, by their index, references as what tells them apart."""

    memories: Mapping[int, bytes]
    globals: Mapping[int, int | float | Raw | None]
    tables: Mapping[int, tuple[Raw | None, ...]]


class HostState:
    """Looks at what a host can change."""

    def __init__(self, contents: Contents, store: wasmtime.Store, exports: Mapping[str, Any]) -> None:
        """Take what the original module holds, the store, and the exports of the instance."""
        self._store = store
        self._found = {kind: dict[int, Any]() for kind in _STATE}
        self._functions: dict[Raw, int] = {}
        for export in contents.exports:
            if export.kind is ExternKind.FUNCTION:
                self._functions[_raw(exports[export.name])] = export.index
            elif export.kind in _STATE and _can_be_seen(contents, export):
                self._found[export.kind][export.index] = exports[export.name]
        self._page_sizes = {index: _page_size(contents, index) for index in self._found[ExternKind.MEMORY]}

    def look(self) -> Snapshot:
        """Return what everything holds now."""
        store, found = self._store, self._found
        return Snapshot(
            {index: bytes(memory.read(store)) for index, memory in found[ExternKind.MEMORY].items()},
            {index: _value(each.value(store)) for index, each in found[ExternKind.GLOBAL].items()},
            {index: self._items(table) for index, table in found[ExternKind.TABLE].items()},
        )

    def changes(self, since: Snapshot) -> tuple[Change, ...]:
        """Return what is not as it was.

        Raised: ValueError for what cannot be told, a reference to anything but a function that the module exports.
        """
        now = self.look()
        return (*self._memories(since, now), *_globals(since, now), *self._tables(since, now))

    def _items(self, table: Any) -> tuple[Raw | None, ...]:
        return tuple(_reference(table.get(self._store, number)) for number in range(table.size(self._store)))

    def _memories(self, since: Snapshot, now: Snapshot) -> Iterator[MemoryChange]:
        for index, content in now.memories.items():
            before = since.memories[index]
            if content != before:
                pages = len(content) // self._page_sizes[index]
                yield MemoryChange(index, pages, tuple(_pieces(before, content)))

    def _tables(self, since: Snapshot, now: Snapshot) -> Iterator[TableChange]:
        for index, items in now.tables.items():
            before = since.tables[index]
            if items != before:
                padded = (*before, *[None] * (len(items) - len(before)))
                changed = (number for number, item in enumerate(items) if item != padded[number])
                told = tuple((number, self._function(items[number])) for number in changed)
                yield TableChange(index, len(items), told)

    def _function(self, raw: Raw | None) -> int | None:
        if raw is None:
            return None
        if raw not in self._functions:
            raise ValueError("the host put into a table what is no function that the module exports")
        return self._functions[raw]


def _raw(function: wasmtime.Func) -> Raw:
    """Return what the engine knows a function by."""
    held = function._func  # pyright: ignore[reportPrivateUsage]
    return tuple(getattr(held, name) for name in ("store_id", "__private"))


def _pieces(before: bytes, now: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a memory that differ; what it grew by began as zeros."""
    for start in range(0, len(now), _STRIDE):
        part = now[start : start + _STRIDE]
        held = before[start : start + _STRIDE] or bytes(len(part))
        if part != held:
            differing = [number for number, (old, new) in enumerate(zip(held, part, strict=True)) if old != new]
            first, last = differing[0], differing[-1] + 1
            yield start + first, part[first:last]


def _globals(since: Snapshot, now: Snapshot) -> Iterator[GlobalChange]:
    for index, value in now.globals.items():
        before = since.globals[index]
        if value != before and (value == value or before == before):
            if isinstance(value, tuple):
                raise ValueError(f"the host put a reference into the global {index}")
            yield GlobalChange(index, value)


def _can_be_seen(contents: Contents, export: Export) -> bool:
    if export.kind is ExternKind.MEMORY:
        return True
    if export.kind is ExternKind.TABLE:
        return table_type(contents, export.index).element in _REFERENCES
    kind = global_type(contents, export.index)
    is_number = isinstance(kind.value, NumberType) and kind.value != V128
    return kind.mutable and (is_number or kind.value in _REFERENCES)


def _page_size(contents: Contents, memory: int) -> int:
    held = memory_type(contents, memory).page_size
    return 1 << (_PAGE_BITS if held is None else held)


def _value(value: Any) -> int | float | Raw | None:
    return value if isinstance(value, int | float) else _reference(value)


def _reference(value: Any) -> Raw | None:
    """Return what tells a reference from others; None for null, which the engine's API wraps."""
    value = value.value if isinstance(value, wasmtime.Val) else value
    if isinstance(value, wasmtime.Func):
        return _raw(value)
    return None if value is None else ("host", id(value))
