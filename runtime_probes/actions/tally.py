"""Counts how often each outcome of an event happens."""

from collections.abc import Mapping, Sequence

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import ELSE, END, I32_SHL, IF_VOID, i32_const, local_get, local_set
from ..binary.value_types import I32
from ..pair_table import increased
from ..scratch import Scratch, Value

OUTCOME = "outcome"


class Tally(Action):
    """Adds one to a 64-bit number for each outcome of the site."""

    size = 8

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return (OUTCOME,)

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        memory, start, outcome = additions.memory, spot.address, values[OUTCOME].push
        if spot.width == 2:  # a branch that the processor foresees costs less than an address that it must wait for
            zero, one = (increased(memory, i32_const(0), start + self.size * number) for number in range(2))
            return outcome + IF_VOID + one + ELSE + zero + END
        address = scratch.local(I32, 0, owner=-1)
        found = outcome + i32_const(3) + I32_SHL + local_set(address)
        return found + increased(memory, local_get(address), start)
