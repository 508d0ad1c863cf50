"""The monitor `instructions`."""

from collections.abc import Sequence

from ..counting_monitor import CountingMonitor
from ..host import Session
from ..table import Table


class Instructions(CountingMonitor):
    """How many instructions ran in each function, calls aside.

    A measure of work that is the same on every machine and in every run; functions that did not run are left out.

    Module:
        (module
          (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
          (func (export "run") (drop (call $double (call $double (i32.const 5))))))

    Tells:
        instructions
        function  name    instructions
        0         double  8
        1         run     5
    """

    name = "instructions"
    wizard = ("icount",)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return how many instructions ran, by function."""
        sums = ((each, sum(count for _, count in each.reachable)) for each in self.functions(session))
        rows = tuple(((each.index, each.name), (total,)) for each, total in sums if total)
        return (Table("instructions", ("function", "name"), ("instructions",), rows),)
