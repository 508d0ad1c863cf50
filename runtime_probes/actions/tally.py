"""Counts how often each outcome of an event happens."""

from collections.abc import Mapping, Sequence

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import I32_SHL, I64_ADD, i32_const, i64_const, i64_load, i64_store, local_get, local_tee
from ..binary.value_types import I32
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
        address = scratch.local(I32, 0, owner=-1)
        number = values[OUTCOME].push + i32_const(3) + I32_SHL + local_tee(address)
        load = local_get(address) + i64_load(additions.memory, spot.address)
        return number + load + i64_const(1) + I64_ADD + i64_store(additions.memory, spot.address)
