"""Calls a Python function each time an event happens, before the module goes on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import i32_const, i64x2_extract_lane
from ..binary.value_types import I32, I64, V128, FunctionType, NumberType, ValueType
from ..readings import Happening
from ..scratch import Scratch, Value
from .storing import as_bits

Answer = int | float | tuple[int | float, ...] | None


class Live(Protocol):
    """A live instance of a module with probes, and its store."""

    @property
    def store(self) -> Any:
        """Return the engine's store."""

    @property
    def instance(self) -> Any:
        """Return the engine's instance."""


class Callback(Action):
    """Calls a Python function with what happened; what it raises ends the module's run.

    Vectors arrive as two integers, references as whether they are null.
    """

    calls_host = True

    def __init__(self, function: Callable[[Happening], object], *values: str) -> None:
        """Take the function, and the names of the values to hand to it; what it returns is left."""
        self.function = function
        self._values = values

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return self._values

    def attach(self, session: Live) -> None:
        """Learn which session events will come from, before the first does; nothing is made of it here."""

    def answer(self, happening: Happening) -> Answer:
        """Call the function; return what goes back to the module."""
        self.function(happening)
        return None

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        return self.called(spot, values, additions)

    def called(
        self, spot: Spot, values: Mapping[str, Value], additions: Additions, results: tuple[ValueType, ...] = ()
    ) -> bytes:
        """Return code that calls the host, which leaves some results."""
        passed = [part for name in self._values if name in values for part in _passable(values[name])]
        hook = additions.hook(FunctionType((I32, *(value.type for value in passed)), results))
        pushes = b"".join(value.push for value in passed)
        return i32_const(spot.number) + pushes + additions.call(hook)


def _passable(value: Value) -> tuple[Value, ...]:
    """Return a value as what may cross from a module to its host."""
    if value.type == V128:
        return tuple(Value(I64, value.push + i64x2_extract_lane(lane)) for lane in (0, 1))
    if isinstance(value.type, NumberType):
        return (value,)
    return (Value(I32, as_bits(value)[0]),)
