"""Which arguments of functions are always the same."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from ..actions.batched import Batched
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..function_types import recorded_arguments
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..readings import Happening
from ..recorded import shown
from ..table import Table


class Constants(Monitor):
    """Tells the arguments of functions that were the same in every call, and how many calls there were.

    A function whose argument never changes can be specialised. `least` is how many calls a function needs to be told.
    The first 16 arguments are looked at: of vectors the lower half, of references whether they are null.

    Module:
        (module
          (func $scale (param $value i32) (param $factor i32) (result i32)
            (i32.mul (local.get $value) (local.get $factor)))
          (func (export "run")
            (drop (call $scale (i32.const 1) (i32.const 10)))
            (drop (call $scale (i32.const 2) (i32.const 10)))))

    Tells:
        constant arguments
        function  argument  value  calls
        scale     1         10     2
    """

    name = "constants"
    wizard = ("const",)
    options: ClassVar[Options] = {"least": 2}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that hands over arguments."""
        self._calls: dict[int, int] = {}
        self._held: dict[int, list[int | float | None]] = {}
        entered = Batched(self._entered, **recorded_arguments(contents))
        return (Probe(FunctionEntry(), entered, lambda each: bool(each.type.parameters), "arguments"),)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the arguments that never changed, function by function."""
        session.flush()
        contents = session.instrumented.contents
        least = int(self.settings["least"])
        told = (function for function in sorted(self._held) if self._calls[function] >= least)
        rows = [
            ((contents.function_name(function), number, value), (self._calls[function],))
            for function in told
            for number, value in self._constant(contents, function)
        ]
        return (Table("constant arguments", ("function", "argument", "value"), ("calls",), tuple(rows), adds_up=False),)

    def _constant(self, contents: Contents, function: int) -> Iterator[tuple[int, str]]:
        """Yield the arguments of a function that never changed, and their values."""
        kinds = contents.function_type(function).parameters
        for number, (value, kind) in enumerate(zip(self._held[function], kinds, strict=False)):
            if value is not None:
                yield number, shown(value, kind)

    def _entered(self, batch: Sequence[Happening]) -> None:
        for happening in batch:
            function, values = happening.place.function, happening.values
            self._calls[function] = self._calls.get(function, 0) + 1
            held = self._held.setdefault(function, list(values))
            for number, value in enumerate(values):
                if held[number] != value:
                    held[number] = None
