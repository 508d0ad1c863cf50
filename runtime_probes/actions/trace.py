"""Records each event, with values, in a ring that the host empties."""

from collections.abc import Mapping, Sequence

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import (
    END,
    I32_ADD,
    I32_GE_U,
    IF_VOID,
    call,
    global_get,
    global_set,
    i32_const,
    i32_store,
    local_get,
    local_set,
)
from ..binary.value_types import I32
from ..scratch import Scratch, Value
from .storing import stored


class Trace(Action):
    """Appends a record: the number of the site in 4 bytes, then the values, each in as many bytes as are given for it.

    Values are stored as their bits, the lowest byte first; the larger ones are cut, the smaller ones filled with zeros,
    and a reference becomes 1 where it is null. What a site does not have is stored as zeros.
    """

    def __init__(self, **fields: int) -> None:
        """Take the values to record, and the bytes for each: 4, 8 or 16; raise ValueError for another number."""
        if wrong := [name for name, size in fields.items() if size not in (4, 8, 16)]:
            raise ValueError(f"{wrong[0]} is recorded in 4, 8 or 16 bytes, not in {fields[wrong[0]]}")
        self.fields = fields

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return tuple(self.fields)

    @property
    def record_size(self) -> int:
        """Return how many bytes a record has."""
        return 4 + sum(self.fields.values())

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        ring, memory = additions.ring, additions.memory
        at = scratch.local(I32, 0, owner=-1)
        pieces = [
            global_get(ring.cursor) + local_set(at),
            local_get(at) + i32_const(spot.number) + i32_store(memory, 0),
        ]
        offset = 4
        for name, size in self.fields.items():
            pieces.append(stored(values.get(name), size, memory, at, offset))
            offset += size
        pieces.append(local_get(at) + i32_const(ring.record_size) + I32_ADD + global_set(ring.cursor))
        pieces.append(global_get(ring.cursor) + global_get(ring.limit) + I32_GE_U + IF_VOID + call(ring.flush) + END)
        return b"".join(pieces)
