"""Counts how often an event happens with each pair of two values."""

from collections.abc import Mapping, Sequence

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import I64_EXTEND_I32_U, call, i64_const, local_get, local_set
from ..binary.value_types import I32
from ..pair_table import increased
from ..scratch import Scratch, Value

_I64_OR, _I64_SHL = b"\x84", b"\x86"


class CountPairs(Action):
    """Adds one to the number of the pair of two values, which have 32 bits and are not both 0.

    There is room for 2 ** `bits` pairs; what finds none is counted with the key 0. `pairs` tells the numbers,
    by keys with the first value in their upper half.
    """

    def __init__(self, first: str, second: str, bits: int = 16) -> None:
        """Take the names of the values, and how much room there is."""
        self._names = (first, second)
        self._bits = bits

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return self._names

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        table = additions.pair_table(self, self._bits, 16)
        first, second = (values[name].push + I64_EXTEND_I32_U for name in self._names)
        key = first + i64_const(32) + _I64_SHL + second + _I64_OR
        at = scratch.local(I32, 0, owner=-1)
        return key + call(table.find) + local_set(at) + increased(additions.memory, local_get(at), 8)
