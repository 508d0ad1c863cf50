"""The probes under which the outcome of every command must stay what it is."""

from collections import Counter
from collections.abc import Callable, Sequence

import wasmtime

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.flag import Flag
from weft.runtime_probes.actions.tally import Tally
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.module import Module
from weft.runtime_probes.binary.opcodes import OPCODES
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.call_counts import INDIRECT_CALLS
from weft.runtime_probes.events.after_instruction import AfterInstruction
from weft.runtime_probes.events.allocation import Allocation
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.branch import BranchDecision
from weft.runtime_probes.events.bulk_operation import BulkOperation
from weft.runtime_probes.events.call import Call, CallReturn
from weft.runtime_probes.events.failing_call import FailingCall
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.global_access import GlobalAccess
from weft.runtime_probes.events.host_call import HostCall, HostReturn
from weft.runtime_probes.events.indirect_call import IndirectCall
from weft.runtime_probes.events.local_access import LocalAccess
from weft.runtime_probes.events.loop_iteration import LoopIteration
from weft.runtime_probes.events.memory_access import MemoryAccess
from weft.runtime_probes.host import Session
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED, INSTRUCTIONS
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.monitoring import tables_of
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes import PROBES
from weft.runtime_probes.probes.branches import TARGETS
from weft.runtime_probes.probes.contexts import Contexts
from weft.runtime_probes.probes.timeout import Timeout
from weft.runtime_probes.switching import Switching

_PREFIXES = ("i32.", "i64.", "f32.", "f64.", "v128.", "i8x16.", "i16x8.", "i32x4.", "i64x2.", "f32x4.", "f64x2.")
NUMERIC = tuple(opcode.name for opcode in OPCODES if opcode.name.startswith(_PREFIXES))
_KEPT = 1 << 16  # bytes of records; nobody looks at them


def _nothing(happening: object) -> None:
    """Do nothing when something happens."""


PROBE_SETS: dict[str, Callable[[], Sequence[Probe]]] = {
    "counts": lambda: [Probe(BlockEntry(), Count())],
    "flags": lambda: [Probe(BlockEntry(), Flag())],
    "branches": lambda: [Probe(BranchDecision(), Tally()), Probe(LoopIteration(), Count())],
    "exits": lambda: [
        Probe(FunctionExit(unwound=True), Trace(result0=8)),
        Probe(FunctionEntry(), Trace(argument0=8)),
        Probe(BlockEntry(), Count()),
    ],
    "memory": lambda: [
        Probe(MemoryAccess(), Trace(address=8, value=8)),
        Probe(MemoryAccess(), Trace(value=16)),
        Probe(BulkOperation(), Trace(address=8, source=8, length=8)),
        Probe(Allocation(), Trace(size=4)),
    ],
    "callbacks": lambda: [
        Probe(FunctionEntry(), Callback(_nothing, "argument0")),
        Probe(FunctionExit(), Callback(_nothing, "result0")),
    ],
    "instructions": lambda: [
        Probe(BeforeInstruction(*NUMERIC), Trace(operand0=8, operand1=16)),
        Probe(AfterInstruction(*NUMERIC), Trace(operand0=4, result0=16)),
    ],
    "everything": lambda: [
        Probe(BeforeInstruction(), Trace(operand0=8, operand1=16)),
        Probe(AfterInstruction(), Trace(operand0=4, result0=16)),
    ],
    "calls": lambda: [
        Probe(HostCall(), Trace(argument0=16)),
        Probe(HostReturn(), Trace(argument0=4, result0=8)),
        Probe(IndirectCall(hosts=True), Trace(caller=4, callee=4)),
        Probe(FailingCall(), Trace(outcome=4, element=8)),
        Probe(Call(), Trace(callee=4, operand0=8)),
        Probe(CallReturn(), Trace(callee=4, result0=8)),
    ],
    "variables": lambda: [
        Probe(GlobalAccess(), Trace(index=4, value=16)),
        Probe(LocalAccess(), Trace(index=4, value=16)),
    ],
    "monitors": lambda: [
        *(BLOCKS, ENTERED, INSTRUCTIONS, TARGETS, INDIRECT_CALLS),
        *Contexts(bits=8).probes(Contents(Module())),
    ],
}
MONITORS = {f"monitor {monitor.name}": monitor for monitor in PROBES}
ALL_MONITORS = "all monitors"
_NEVER_REACHED = 10**15  # instructions: to stop a script is what the monitor is for, but not what is looked at here
NAMES = (*PROBE_SETS, *MONITORS, ALL_MONITORS)


class Probing:
    """Puts a set of probes into modules, or the probes of one monitor, or those of all monitors.

    `refused` counts why monitors did not take modules, which then have no probes of theirs.
    """

    def __init__(self, name: str, switching: Switching) -> None:
        """Take the name of the set, which is one of NAMES, and how the probes are switched."""
        if name not in NAMES:
            raise ValueError(f"no set of probes is called {name!r}")
        self.refused: Counter[str] = Counter()
        self._name = name
        self._switching = switching

    def rewritten(self, module: bytes) -> "Probed":
        """Return a module with the probes."""
        chosen = (kind for name, kind in MONITORS.items() if self._name in (name, ALL_MONITORS))
        monitors = [Timeout(instructions=_NEVER_REACHED) if kind is Timeout else kind() for kind in chosen]
        probes = list(PROBE_SETS[self._name]()) if self._name in PROBE_SETS else []
        contents, taken = Contents(read(module)), list[Monitor]()
        for monitor in monitors:
            try:
                probes += monitor.probes(contents)
                taken.append(monitor)
            except MalformedModule:
                raise
            except ValueError as reason:
                self.refused[f"{monitor.name}: {reason}"] += 1
        return Probed(module, list(dict.fromkeys(probes)), self._switching, taken)


class Probed:
    """A module with probes in it, all of them switched on as soon as there is an instance."""

    def __init__(
        self, module: bytes, probes: Sequence[Probe], switching: Switching, monitors: Sequence[Monitor] = ()
    ) -> None:
        """Put the probes into a module, some of them for monitors."""
        self._instrumented = instrument(module, probes, switching=switching)
        self._monitors = monitors
        self.module_bytes = self._instrumented.module_bytes

    def attach(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        """Take hold of an instance."""
        self._session = Session(self._instrumented, store, instance, most=_KEPT)
        if any(placed.switches for placed in self._instrumented.placed):
            self._session.enable()

    def tell(self) -> None:
        """Read what the probes saw, and make the tables of the monitors."""
        self._session.readings()
        tables_of(self._monitors, self._session)
