"""What happens, one event after the other, of some kinds."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from ..actions.trace import Trace
from ..binary.contents import Contents
from ..event import Event
from ..events.allocation import Allocation
from ..events.block import BlockEntry
from ..events.branch import BranchDecision
from ..events.bulk_operation import BulkOperation
from ..events.call import Call, CallReturn
from ..events.failing_call import FailingCall
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..events.global_access import GlobalAccess
from ..events.host_call import HostCall, HostReturn
from ..events.indirect_call import IndirectCall
from ..events.local_access import LocalAccess
from ..events.loop_iteration import LoopIteration
from ..events.memory_access import MemoryAccess
from ..host import Session
from ..monitor import Monitor, Options, RefusedMonitor
from ..probe import Probe
from ..readings import Happening
from ..table import Key, Table
from ..told import told

KINDS: dict[str, tuple[Callable[[], Event], tuple[str, ...]]] = {
    "allocation": (Allocation, ("size",)),
    "block": (BlockEntry, ()),
    "branch": (BranchDecision, ("outcome",)),
    "bulk": (BulkOperation, ("address", "source", "length")),
    "call": (Call, ()),
    "return": (CallReturn, ()),
    "failing call": (FailingCall, ("element", "outcome")),
    "entry": (FunctionEntry, ("argument0",)),
    "exit": (FunctionExit, ("result0",)),
    "global": (GlobalAccess, ("index", "value")),
    "host call": (HostCall, ("argument0",)),
    "host return": (HostReturn, ("result0",)),
    "indirect call": (IndirectCall, ("callee",)),
    "local": (LocalAccess, ("index", "value")),
    "loop": (LoopIteration, ()),
    "memory": (MemoryAccess, ("address", "value")),
}


class Events(Monitor):
    """Tells what happens, of some kinds, in the order in which it does, with one or two values as bits.

    `kinds` are the kinds to tell, as `call+loop`: allocation, block, branch, bulk, call, return, entry, exit, failing
    call, global, host call, host return, indirect call, local, loop, memory. At most the first `most` are told.

    Module:
        (module
          (global $left (mut i32) (i32.const 2))
          (func $work)
          (func $run (export "run")
            (loop $again
              (call $work)
              (global.set $left (i32.sub (global.get $left) (i32.const 1)))
              (br_if $again (global.get $left)))))

    Tells:
        events
        step  event   function  offset  what    values
        1     entry   run       0x2c
        2     call    run       0x2e     call 0
        3     entry   work      0x29
        4     exit    work      0x29    end
        5     branch  run       0x39    br_if   outcome=0x1
        6     call    run       0x2e     call 0
        7     entry   work      0x29
        8     exit    work      0x29    end
        9     branch  run       0x39    br_if
        10    exit    run       0x3c    end
    """

    name = "events"
    wizard = ("trace",)
    options: ClassVar[Options] = {"kinds": "entry+exit+call+branch", "most": 100_000}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that records for each kind; raise RefusedMonitor for a kind there is not."""
        self._contents = contents
        kinds = [kind.strip() for kind in str(self.settings["kinds"]).replace("+", ",").split(",")]
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise RefusedMonitor(f"no kind of event is called {unknown[0]!r}: there are {', '.join(KINDS)}")
        self._probes = {kind: _probe(kind) for kind in kinds}
        return tuple(self._probes.values())

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the events in their order."""
        keys = ("step", "event", "function", "offset", "what", "values")
        rows = {probe: partial(self._row, kind) for kind, probe in self._probes.items()}
        return told(session, "events", keys, rows, int(self.settings["most"]))

    def _row(self, kind: str, happening: Happening) -> Key:
        place = happening.place
        pairs = zip(KINDS[kind][1], happening.values, strict=True)
        values = " ".join(f"{name}={int(value):#x}" for name, value in pairs if value)
        return kind, self._contents.function_name(place.function), f"{place.offset:#x}", place.note, values


def _probe(kind: str) -> Probe:
    event, values = KINDS[kind]
    return Probe(event(), Trace(**dict.fromkeys(values, 8)), name=kind)
