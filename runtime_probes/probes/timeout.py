"""Stops what runs too long."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from ..actions.spend import Spend
from ..binary.contents import Contents
from ..events.weighed_block import WeighedBlock
from ..host import Session
from ..monitor import Monitor, Options, RefusedMonitor
from ..probe import Probe
from ..readings import Happening
from ..table import Table

_SLICE = 1_000_000  # instructions between two looks at the clock
_MOST = (1 << 63) - 1


class TimedOut(Exception):
    """A module ran longer than it may."""


class Timeout(Monitor):
    """Stops the module after a number of instructions, or of seconds; what called it gets `TimedOut`.

    An end for what may never come to one. Whole blocks are counted as they are entered: the module stops before the
    first block that would take it over `instructions`, and at each later call. The clock is looked at once in a million
    instructions, from the first million on; a host call that waits is not stopped. 0 means without an end.

    Module:
        (module (func $forever (export "run") (loop (br 0))))

    Tells:
        stopped
        function  offset  after                   times
        forever   0x22    100000000 instructions  1
    """

    name = "timeout"
    wizard = ("timeout",)
    options: ClassVar[Options] = {"instructions": 100_000_000, "seconds": 0}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe for each limit; raise RefusedMonitor for one out of its range."""
        self._contents = contents
        self._began: float | None = None
        self._stopped: dict[tuple[str, str, str], int] = {}
        limit = int(self.settings["instructions"])
        if not 0 <= limit <= _MOST or int(self.settings["seconds"]) < 0:
            raise RefusedMonitor(f"a limit cannot be below 0, nor one of instructions over {_MOST}")
        counted = [Probe(WeighedBlock(), Spend(self._spent, "length", limit), name="instructions")] if limit else []
        timed = [Probe(WeighedBlock(), Spend(self._look, "length", _SLICE), name="seconds")]
        return [*counted, *(timed if self.settings["seconds"] else [])]

    def tables(self, session: Session) -> Sequence[Table]:
        """Return where the module was stopped, if it was."""
        rows = tuple((key, (times,)) for key, times in self._stopped.items())
        return (Table("stopped", ("function", "offset", "after"), ("times",), rows),)

    def _spent(self, happening: Happening) -> None:
        self._stop(happening, f"{self.settings['instructions']} instructions")

    def _look(self, happening: Happening) -> None:
        now = monotonic()
        self._began = now if self._began is None else self._began
        if now - self._began >= int(self.settings["seconds"]):
            self._stop(happening, f"{self.settings['seconds']} seconds")

    def _stop(self, happening: Happening, limit: str) -> None:
        place = happening.place
        function = self._contents.function_name(place.function)
        key = function, f"{place.offset:#x}", limit
        self._stopped[key] = self._stopped.get(key, 0) + 1
        raise TimedOut(f"stopped after {limit}, in {function} at byte {place.offset:#x}")
