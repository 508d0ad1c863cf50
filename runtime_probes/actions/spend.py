"""Adds up what events cost, and calls a Python function when that is more than there is."""

from collections.abc import Callable, Mapping

from ..action import Spot
from ..additions import Additions
from ..assembly import END, I64_ADD, IF_VOID, i32_const, i64_const, i64_load, i64_store, local_get, local_tee
from ..binary.value_types import I64
from ..binary.writing.instructions import encode
from ..readings import Happening
from ..scratch import Scratch, Value
from .callback import Callback


class Spend(Callback):
    """Adds a value to a sum of all sites, and calls a function with what happened when the sum is over `budget`.

    Where the function returns, the sum begins again at 0; where it raises, the module's run ends, and so does each that
    follows.
    """

    def __init__(self, function: Callable[[Happening], object], value: str, budget: int) -> None:
        """Take the function, the name of a 32-bit value that each event costs, and the budget."""
        super().__init__(function)
        self._cost = value
        self._budget = budget

    @property
    def wants(self) -> tuple[str, ...]:
        """Return the name of the cost."""
        return (self._cost,)

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        cell, memory = additions.cell(f"spent {id(self)}", 8), additions.memory
        held = scratch.local(I64, 0, owner=-1)
        cost = values[self._cost].push + encode("i64.extend_i32_u")
        added = i32_const(0) + i32_const(0) + i64_load(memory, cell) + cost + I64_ADD + local_tee(held)
        asked = local_get(held) + i64_const(self._budget) + encode("i64.gt_u") + IF_VOID
        emptied = i32_const(0) + i64_const(0) + i64_store(memory, cell)
        return added + i64_store(memory, cell) + asked + self.called(spot, values, additions) + emptied + END
