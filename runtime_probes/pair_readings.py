"""Reads the tables of pairs that actions keep in the added memory."""

from array import array
from collections.abc import Iterator
from itertools import compress

import wasmtime

from .host import Session


def pairs(session: Session, owner: object) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the entries of the table of an owner: where each lies, its key, and the 64-bit numbers behind that.

    The last is that of what found no room, with the key 0. Nothing is yielded where there is no such table.
    """
    additions = session.instrumented.additions
    table = additions.pair_tables.get(owner)
    if table is None:
        return
    memory = session.instance.exports(session.store)[f"{additions.prefix}memory"]
    assert isinstance(memory, wasmtime.Memory)
    size = table.entry_size // 8
    numbers = array("Q", bytes(memory.read(session.store, table.start, table.end + table.entry_size)))
    last = len(numbers) - size
    for at in (*compress(range(0, last, size), numbers[:last:size]), last):
        yield table.start + at * 8, tuple(numbers[at : at + size])
