"""The monitor `functions`: what ran at all."""

from collections.abc import Sequence
from typing import ClassVar

from ..actions.count import Count
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..table import Table


class Functions(Monitor):
    """How often each function of the module was entered.

    The first thing to know of a run: what ran at all, and what ran often.

    Module:
        (module
          (func $step (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
          (func $spare)
          (func (export "run") (drop (call $step (call $step (i32.const 1))))))

    Tells:
        functions
        function  entries
        0         2
        1         0
        2         1
    """

    name = "functions"
    wizard = ("calls",)
    options: ClassVar[Options] = {"unused": True}

    def __init__(self, **options: int | str | bool) -> None:
        """Make the monitor; without `unused`, functions that were never entered are left out."""
        super().__init__(**options)
        self._probe = Probe(FunctionEntry(), Count(), name=self.name)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that counts entries."""
        return (self._probe,)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the entries by function."""
        counts = session.counts(self._probe)
        rows = tuple(((found.place.function,), found.counts) for found in counts)
        kept = rows if self.settings["unused"] else tuple(row for row in rows if row[1][0])
        return (Table("functions", ("function",), ("entries",), kept),)
