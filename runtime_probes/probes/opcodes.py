"""The monitor `opcodes`."""

from collections import Counter
from collections.abc import Sequence

from ..counting_monitor import CountingMonitor
from ..host import Session
from ..table import Table


class Opcodes(CountingMonitor):
    """How often each opcode stands in the code, and how often it ran; what ran most comes first.

    It shows what an engine, or a compiler, should be good at.

    Module:
        (module
          (func (export "run") (local i32)
            (local.set 0 (i32.const 3))
            (loop
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

    Tells:
        opcodes
        opcode     static  dynamic
        i32.const  2       4
        br_if      1       3
        i32.sub    1       3
        local.get  1       3
        local.tee  1       3
        end        2       2
        local.set  1       1
        loop       1       1
    """

    name = "opcodes"
    wizard = ("opcodes",)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the counts by opcode."""
        static, dynamic = Counter[str](), Counter[str]()
        for function in self.functions(session):
            for each in function.all:
                static[each.instruction.opcode.name] += 1
                dynamic[each.instruction.opcode.name] += each.times or 0
        ordered = sorted(static, key=lambda name: (-dynamic[name], name))
        rows = tuple(((name,), (static[name], dynamic[name])) for name in ordered)
        return (Table("opcodes", ("opcode",), ("static", "dynamic"), rows, adds_up=False),)
