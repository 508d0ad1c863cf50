"""Every kind of event by its name, so that tests can go through them all."""

from collections.abc import Callable

from weft.runtime_probes.event import Event
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

EVENTS: dict[str, Callable[..., Event]] = {
    "AfterInstruction": AfterInstruction,
    "Allocation": Allocation,
    "BeforeInstruction": BeforeInstruction,
    "BlockEntry": BlockEntry,
    "BranchDecision": BranchDecision,
    "BulkOperation": BulkOperation,
    "Call": Call,
    "CallReturn": CallReturn,
    "FailingCall": FailingCall,
    "FunctionEntry": FunctionEntry,
    "FunctionExit": FunctionExit,
    "GlobalAccess": GlobalAccess,
    "HostCall": HostCall,
    "HostIndirectCall": lambda: IndirectCall(hosts=True),
    "HostReturn": HostReturn,
    "IndirectCall": IndirectCall,
    "LocalAccess": LocalAccess,
    "LoopIteration": LoopIteration,
    "MemoryAccess": MemoryAccess,
}
