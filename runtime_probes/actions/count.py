"""Counts how often an event happens."""

from ..action import PlainAction
from ..assembly import I64_ADD, i32_const, i64_const, i64_load_at, i64_store_at
from ..binary.leb128 import encode_range


class Count(PlainAction):
    """Adds one to a 64-bit number of the site."""

    size = 8

    def codes(self, addresses: range, memory: int) -> list[bytes]:
        """Return what is done at sites with these addresses."""
        load = i32_const(0) + i32_const(0) + i64_load_at(memory)
        store = i64_const(1) + I64_ADD + i64_store_at(memory)
        return [load + address + store + address for address in encode_range(addresses)]
