"""The monitor `controlflow`."""

from collections.abc import Sequence

from ..binary.contents import Contents
from ..control_flow import edges
from ..counting_monitor import CountingMonitor
from ..host import Session
from ..probe import Probe
from ..table import Table
from .branches import TARGETS


class ControlFlow(CountingMonitor):
    """How often each function went from which basic block to which: its control flow, with counts.

    Blocks are named by the offsets of their first instructions; `exit` is the way out of the function. Ways that were
    never gone are told as well; those of exceptions, traps and `unreachable` are not.

    Module:
        (module
          (func (export "run") (local i32)
            (local.set 0 (i32.const 3))
            (loop
              (if (i32.and (local.get 0) (i32.const 1)) (then (nop)) (else (nop)))
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

    Tells:
        control flow
        function  name  offset  to    way    count
        0         run   0x22    0x28  loop   1
        0         run   0x28    0x2f  then   2
        0         run   0x28    0x31  else   1
        0         run   0x2f    0x33  end    2
        0         run   0x31    0x33  end    1
        0         run   0x33    0x28  br_if  2
        0         run   0x33    0x3c  next   1
        0         run   0x3c    exit  end    1
    """

    name = "controlflow"
    wizard = ("control",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that counts, and the one that looks at what a `br_table` chooses."""
        return (self.counting, TARGETS)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the ways between blocks."""
        base = session.instrumented.contents.code.offset
        chosen = {site.place.offset - base: site.counts for site in session.counts(TARGETS)}
        rows = tuple(
            (
                (
                    each.index,
                    each.name,
                    hex(base + edge.start),
                    "exit" if edge.end is None else hex(base + edge.end),
                    edge.kind,
                ),
                (edge.times,),
            )
            for each in self.functions(session)
            for edge in edges(each, chosen)
        )
        return (Table("control flow", ("function", "name", "offset", "to", "way"), ("count",), rows),)
