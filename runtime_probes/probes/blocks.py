"""The monitor `blocks`."""

from collections.abc import Sequence

from ..counting_monitor import CountingMonitor
from ..host import Session
from ..table import Table


class Blocks(CountingMonitor):
    """How often each basic block was entered, and how many instructions it has.

    A block is what runs from its first instruction to its last; calls do not end it. All are told, so that what was
    never entered can be seen.

    Module:
        (module
          (func (export "run") (local i32)
            (local.set 0 (i32.const 3))
            (loop
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

    Tells:
        blocks
        function  name  offset  instructions  entered
        0         run   0x22    3             1
        0         run   0x28    5             3
        0         run   0x31    2             1
    """

    name = "blocks"
    wizard = ("blocks",)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the blocks of all functions."""
        rows = tuple(
            ((*each.at(block[0][0])[:3], len(block)), (block[0][1],))
            for each in self.functions(session)
            for block in each.blocks
        )
        return (Table("blocks", ("function", "name", "offset", "instructions"), ("entered",), rows),)
