"""Monitors that tell what follows from how often instructions ran."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from .binary.contents import Contents
from .host import Session
from .instruction_counts import CountedFunction, counted_functions, counting
from .monitor import Monitor, Options
from .probe import Probe


class CountingMonitor(Monitor):
    """Counts the entries of blocks, or with the option `exact` each instruction.

    What stands in a block behind an instruction that traps, throws or leaves the program is counted with its block, and
    so once too often; `exact` counts take longer, and leave nothing to be said.
    """

    options: ClassVar[Options] = {"exact": False}

    @property
    def counting(self) -> Probe:
        """Return the probe that counts; it is the same for all such monitors."""
        return counting(bool(self.settings["exact"]))

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that counts."""
        return (self.counting,)

    def functions(self, session: Session) -> Iterator[CountedFunction]:
        """Yield the functions that the module defines, with how often their instructions ran."""
        return counted_functions(session, self.counting)
