"""The monitor `loops`."""

from collections.abc import Sequence

from ..counting_monitor import CountingMonitor
from ..host import Session
from ..table import Table


class Loops(CountingMonitor):
    """How often each loop was entered, and how many iterations it made in all.

    Many iterations for each time it is entered make a loop worth unrolling; few make it worth a second look.

    Module:
        (module
          (func $count (param i32)
            (loop
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "run") (call $count (i32.const 3)) (call $count (i32.const 4))))

    Tells:
        loops
        function  name   offset  entered  iterations
        0         count  0x25    2        7
    """

    name = "loops"
    wizard = ("loops",)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the loops that were entered."""
        rows = tuple(
            (each.at(instruction)[:3], (count, iterations))
            for each in self.functions(session)
            for instruction, count, iterations in each.succeeding()
            if instruction.opcode.name == "loop" and iterations
        )
        return (Table("loops", ("function", "name", "offset"), ("entered", "iterations"), rows),)
