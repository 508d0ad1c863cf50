"""Notes that an event happened at all."""

from ..action import PlainAction
from ..assembly import i32_const, i32_store8_at
from ..binary.leb128 import encode_range


class Flag(PlainAction):
    """Sets a byte of the site to 1."""

    size = 1
    lasting = True

    def codes(self, addresses: range, memory: int) -> list[bytes]:
        """Return what is done at sites with these addresses."""
        store = i32_const(0) + i32_const(1) + i32_store8_at(memory)
        return [store + address for address in encode_range(addresses)]
