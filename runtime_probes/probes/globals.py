"""How often globals are read and written."""

from collections import Counter
from collections.abc import Sequence

from ..actions.count import Count
from ..binary.contents import Contents
from ..events.global_access import GlobalAccess
from ..host import Session
from ..monitor import Monitor
from ..operand_types import index_of
from ..original import instruction_at
from ..probe import Probe
from ..table import Table


class Globals(Monitor):
    """Counts how often each global is read and written.

    Tells which globals a program lives on, and which it never touches: those could be constants.

    Module:
        (module
          (global $sum (mut i32) (i32.const 0))
          (global $step i32 (i32.const 2))
          (func (export "run")
            (loop
              (global.set $sum (i32.add (global.get $sum) (global.get $step)))
              (br_if 0 (i32.lt_u (global.get $sum) (i32.const 6))))))

    Tells:
        globals
        global  reads  writes
        sum     6      3
        step    3      0
    """

    name = "globals"
    wizard = ("globals",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a counting probe for reads, and one for writes."""
        self._reads = Probe(GlobalAccess(sets=False), Count(), name="global reads")
        self._writes = Probe(GlobalAccess(gets=False), Count(), name="global writes")
        return self._reads, self._writes

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the globals that any code names, by their index."""
        contents = session.instrumented.contents
        reads, writes = _by_global(session, self._reads), _by_global(session, self._writes)
        rows = [((contents.global_name(index),), (reads[index], writes[index])) for index in sorted({*reads, *writes})]
        return (Table("globals", ("global",), ("reads", "writes"), tuple(rows)),)


def _by_global(session: Session, probe: Probe) -> Counter[int]:
    """Return the counts of all sites by the index of their global."""
    found: Counter[int] = Counter()
    for count in session.counts(probe):
        found[index_of(instruction_at(session.instrumented.contents, count.place))] += count.counts[0]
    return found
