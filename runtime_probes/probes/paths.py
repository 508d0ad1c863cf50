"""Which ways through loops are gone."""

from collections.abc import Sequence

from ..actions.trace import Trace
from ..binary.contents import Contents
from ..events.branch import BranchDecision
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..events.loop_iteration import LoopIteration
from ..host import Session
from ..loop_paths import LoopPaths, Way
from ..monitor import Monitor
from ..probe import Probe
from ..table import Key, Table
from ..told import left_out


class Paths(Monitor):
    """How often each way through the body of a loop was gone, from one beginning of an iteration to the next.

    A way is told by the branches on it and how each went: 1 where it was taken or the condition of an `if` held, 0
    where not, and the number of the label of a `br_table`. It shows which few ways an optimiser should care for. What
    runs in a loop within is told of that loop alone. Each branch is recorded: it is said where there is no more room.

    Module:
        (module
          (func (export "run") (local i32)
            (local.set 0 (i32.const 5))
            (loop
              (if (i32.and (local.get 0) (i32.const 1)) (then (nop)) (else (nop)))
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

    Tells:
        paths
        function  name  offset  path           count
        0         run   0x26    0x2d=0 0x3a=1  2
        0         run   0x26    0x2d=1 0x3a=1  2
        0         run   0x26    0x2d=1 0x3a=0  1
    """

    name = "paths"
    wizard = ("loop-traces",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return probes that record which function runs, iterations, and branches."""
        self._entry = Probe(FunctionEntry(), Trace(), name="entries around paths")
        self._exit = Probe(FunctionExit(), Trace(), name="exits around paths")
        self._iteration = Probe(LoopIteration(), Trace(), name="iterations on paths")
        self._branch = Probe(BranchDecision(), Trace(outcome=4), name="branches on paths")
        return self._entry, self._exit, self._iteration, self._branch

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the ways, those of a loop together, the most frequent first."""
        contents = session.instrumented.contents
        counts = self._walked(session)
        ordered = sorted(counts, key=lambda way: (way[0], way[1], -counts[way], way[2]))
        rows = tuple((_key(contents, way), (counts[way],)) for way in ordered)
        keys = ("function", "name", "offset", "path")
        return (Table(self.name, keys, ("count",), rows), *left_out(self.name, 0, session.lost))

    def _walked(self, session: Session) -> dict[Way, int]:
        """Return how often each way was gone."""
        paths = LoopPaths(session.instrumented.contents)
        for happening in session.happenings():
            probe, place = session.instrumented.probes[happening.probe], happening.place
            if probe is self._branch:
                paths.decide(place, int(happening.values[0]))
            elif probe is self._iteration:
                paths.iterate(place)
            elif probe is self._entry:
                paths.enter(place)
            elif probe is self._exit:
                paths.leave()
        paths.leave_all()
        return paths.counts


def _key(contents: Contents, way: Way) -> Key:
    function, loop, path = way
    said = " ".join(f"{offset:#x}={outcome}" for offset, outcome in path)
    return function, contents.function_names.get(function, ""), hex(loop), said
