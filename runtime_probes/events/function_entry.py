"""A function is entered."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import i32_const, local_get
from ..binary.value_types import I32
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch, Value


class FunctionEntry(Event):
    """A function is entered. Seen: `argument0` and so on, and `function`, its index."""

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the one site of a function."""
        yield _Entry(function)


class _Entry(Site):
    def __init__(self, function: Function) -> None:
        super().__init__(function.body.code)
        self._function = function

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the first instruction, and the arguments."""
        parameters = enumerate(self._function.type.parameters)
        values = {f"argument{index}": Value(kind, local_get(index)) for index, kind in parameters}
        values["function"] = Value(I32, i32_const(self._function.index))
        return Placement(self.offset, Rank.BLOCK, values)
