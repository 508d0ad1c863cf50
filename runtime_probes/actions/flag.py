"""Notes that an event happened at all."""

from ..action import PlainAction
from ..assembly import i32_const, i32_store8_at


class Flag(PlainAction):
    """Sets a byte of the site to 1."""

    size = 1
    lasting = True

    def around_address(self, memory: int) -> tuple[bytes, ...]:
        """Return the code before the address."""
        return (i32_const(0) + i32_const(1) + i32_store8_at(memory),)
