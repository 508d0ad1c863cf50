"""Counts how often an event happens."""

from ..action import PlainAction
from ..assembly import I64_ADD, i32_const, i64_const, i64_load_at, i64_store_at


class Count(PlainAction):
    """Adds one to a 64-bit number of the site."""

    size = 8

    def around_address(self, memory: int) -> tuple[bytes, ...]:
        """Return the code before each place of the address."""
        load = i32_const(0) + i32_const(0) + i64_load_at(memory)
        return load, i64_const(1) + I64_ADD + i64_store_at(memory)
