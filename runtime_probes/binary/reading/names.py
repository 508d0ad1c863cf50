"""Decoding the custom section `name`: whatever of it can be read is read."""

from ..cursor import Cursor
from ..malformed import MalformedModule
from ..names import INDIRECT, NameKind, NameMap, Names


def read_names(cursor: Cursor) -> tuple[Names, tuple[MalformedModule, ...]]:
    """Read the section's contents; return the names, and what was malformed: that is no reason to refuse a module.

    A part that is malformed gives the names before the place; where a part's size is, nothing after it is read.
    """
    names = Names()
    problems: list[MalformedModule] = []
    while not cursor.is_at_end:
        try:
            kind = cursor.byte()
            size = cursor.u32()
            part = Cursor(cursor.data, cursor.position, cursor.position + size, cursor.base)
            cursor.bytes(size)
        except MalformedModule as problem:
            problems.append(problem)
            break
        try:
            _read_part(part, kind, names)
        except MalformedModule as problem:
            problems.append(problem)
    return names, tuple(problems)


def _read_part(cursor: Cursor, kind: int, names: Names) -> None:
    """Read the names of one kind into those that are known."""
    if kind > max(NameKind):
        names.others[kind] = cursor.bytes(cursor.end - cursor.position)
    elif kind == NameKind.MODULE:
        names.module = cursor.name()
    elif kind in INDIRECT:
        outer = names.within(NameKind(kind))
        for _ in range(cursor.count()):
            _read_map(cursor, outer.setdefault(cursor.u32(), {}))
    else:
        _read_map(cursor, names.of(NameKind(kind)))
    cursor.expect_end("the names")


def _read_map(cursor: Cursor, names: NameMap) -> None:
    """Read indices with their names."""
    for _ in range(cursor.count()):
        index = cursor.u32()
        names[index] = cursor.name()
