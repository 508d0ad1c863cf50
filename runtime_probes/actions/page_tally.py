"""Counts accesses of memory by page and kind."""

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import I32_ADD, I32_SHL, I64_ADD, i32_const, i64_const, i64_load, i64_store, local_get, local_tee
from ..binary.value_types import I32, I64
from ..binary.writing.instructions import encode
from ..scratch import Scratch, Value

PAGE_BITS = 16
PAGES = 1 << 16  # of a memory with 32-bit addresses; what lies above counts for the last one
_SIZE = 8 * PAGES
_EXTEND, _SHIFT, _LESS = encode("i64.extend_i32_u"), encode("i64.shr_u"), encode("i64.lt_u")
_SELECT, _WRAP = encode("select"), encode("i32.wrap_i64")


class PageTally(Action):
    """Adds one to a 64-bit number for the page that is accessed, and the kind of the access.

    Of an event it wants `address`, `offset` (64 bits) and `kind` (32 bits), which is below the number of kinds.
    """

    def __init__(self, kinds: int) -> None:
        """Take how many kinds there are."""
        self._kinds = kinds

    @property
    def wants(self) -> tuple[str, ...]:
        """Return the names of the values that it looks at."""
        return ("address", "offset", "kind")

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site; nothing where that is never reached."""
        if "address" not in values:
            return b""
        start, memory = self._start(additions), additions.memory
        page, at = scratch.local(I64, 0, owner=-1), scratch.local(I32, 0, owner=-1)
        address = values["address"].push + (_EXTEND if values["address"].type == I32 else b"")
        found = address + values["offset"].push + I64_ADD + i64_const(PAGE_BITS) + _SHIFT + local_tee(page)
        last = i64_const(PAGES - 1)
        chosen = found + last + local_get(page) + last + _LESS + _SELECT + _WRAP + i32_const(3) + I32_SHL
        kind = values["kind"].push + i32_const(_SIZE.bit_length() - 1) + I32_SHL
        load = local_get(at) + i64_load(memory, start)
        return chosen + kind + I32_ADD + local_tee(at) + load + i64_const(1) + I64_ADD + i64_store(memory, start)

    def counts(self, additions: Additions, store: Any, memory: Any) -> Iterator[tuple[int, int, int]]:
        """Yield each kind and page that was accessed, and how often; the store and the added memory are given.

        Nothing is yielded where no code of the module accesses memory.
        """
        if not additions.has_cell(self._cell):
            return
        start = self._start(additions)
        for kind in range(self._kinds):
            held = bytes(memory.read(store, start + kind * _SIZE, start + (kind + 1) * _SIZE))
            numbers = array("Q", held) if held.strip(b"\0") else ()
            yield from ((kind, page, number) for page, number in enumerate(numbers) if number)

    @property
    def _cell(self) -> str:
        return f"pages {id(self)}"

    def _start(self, additions: Additions) -> int:
        return additions.cell(self._cell, self._kinds * _SIZE)
