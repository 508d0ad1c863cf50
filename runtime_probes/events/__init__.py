"""What can happen in a module: all events, for people to choose from."""

from ..event import Event
from .after_instruction import AfterInstruction
from .allocation import Allocation
from .before_instruction import BeforeInstruction
from .block import BlockEntry
from .branch import BranchDecision
from .bulk_operation import BulkOperation
from .call import Call, CallReturn
from .failing_call import FailingCall
from .function_entry import FunctionEntry
from .function_exit import FunctionExit
from .global_access import GlobalAccess
from .host_call import HostCall, HostReturn, InsteadOfHostCall
from .indirect_call import IndirectCall
from .instead import Instead
from .local_access import LocalAccess
from .loop_iteration import LoopIteration
from .memory_access import MemoryAccess
from .paged_access import PagedAccess
from .weighed_block import WeighedBlock

EVENTS: tuple[type[Event], ...] = (
    FunctionEntry,
    FunctionExit,
    BlockEntry,
    WeighedBlock,
    LoopIteration,
    BranchDecision,
    Call,
    CallReturn,
    IndirectCall,
    FailingCall,
    HostCall,
    HostReturn,
    InsteadOfHostCall,
    MemoryAccess,
    PagedAccess,
    BulkOperation,
    Allocation,
    GlobalAccess,
    LocalAccess,
    BeforeInstruction,
    AfterInstruction,
    Instead,
)
