"""What a host can change of an instance: its exported memories, globals and tables."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import wasmtime

from .binary.contents import Contents
from .binary.entities import ExternKind
from .recording import Change, GlobalChange, MemoryChange, TableChange

_STRIDE = 4096  # bytes that are compared at once
_STATE = (ExternKind.MEMORY, ExternKind.GLOBAL, ExternKind.TABLE)

Raw = tuple[int, ...]


class Snapshot(NamedTuple):
    """What the memories, the globals and the tables held, by their index; functions are told apart by the engine."""

    memories: Mapping[int, bytes]
    globals: Mapping[int, Any]
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
            elif export.kind in _STATE:
                self._found[export.kind][export.index] = exports[export.name]

    def look(self) -> Snapshot:
        """Return what everything holds now."""
        store, found = self._store, self._found
        return Snapshot(
            {index: bytes(memory.read(store)) for index, memory in found[ExternKind.MEMORY].items()},
            {index: each.value(store) for index, each in found[ExternKind.GLOBAL].items()},
            {index: self._items(table) for index, table in found[ExternKind.TABLE].items()},
        )

    def changes(self, since: Snapshot) -> tuple[Change, ...]:
        """Return what is not as it was; raise ValueError for what cannot be told: a function that is not exported."""
        now = self.look()
        return (*_memories(since, now), *_globals(since, now), *self._tables(since, now))

    def _items(self, table: Any) -> tuple[Raw | None, ...]:
        items = (table.get(self._store, number) for number in range(table.size(self._store)))
        return tuple(_raw(item) if isinstance(item, wasmtime.Func) else None for item in items)

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
            raise ValueError("the host put a function into a table that the module does not export")
        return self._functions[raw]


def _raw(function: wasmtime.Func) -> Raw:
    """Return what the engine knows a function by."""
    held = function._func  # pyright: ignore[reportPrivateUsage]
    return tuple(getattr(held, name) for name in ("store_id", "__private"))


def _memories(since: Snapshot, now: Snapshot) -> Iterator[MemoryChange]:
    for index, content in now.memories.items():
        before = since.memories[index]
        if content != before:
            yield MemoryChange(index, len(content) // 65536, tuple(_pieces(before, content)))


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
        if value != since.globals[index] and (value == value or since.globals[index] == since.globals[index]):
            yield GlobalChange(index, value)
