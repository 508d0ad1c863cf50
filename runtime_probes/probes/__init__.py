"""The monitors that there are: what they are called, what they do, and Wizard's like of them stands in each."""

from ..monitor import Monitor
from .accesses import Accesses
from .allocations import Allocations
from .blocks import Blocks
from .branches import Branches
from .bytecodes import Bytecodes
from .callgraph import CallGraph
from .calls import Calls
from .constants import Constants
from .contexts import Contexts
from .controlflow import ControlFlow
from .coverage import Coverage
from .events import Events
from .functions import Functions
from .globals import Globals
from .hotness import Hotness
from .imports import Imports
from .instructions import Instructions
from .loops import Loops
from .memory import Memory
from .opcodes import Opcodes
from .paths import Paths
from .profile import Profile
from .record import Record
from .timeline import CallTimeline
from .timeout import Timeout
from .trace import CallTrace

PROBES: tuple[type[Monitor], ...] = (
    Accesses,
    Allocations,
    Blocks,
    Branches,
    Bytecodes,
    CallGraph,
    Calls,
    Constants,
    Contexts,
    ControlFlow,
    Coverage,
    Events,
    Functions,
    Globals,
    Hotness,
    Imports,
    Instructions,
    Loops,
    Memory,
    Opcodes,
    Paths,
    Profile,
    Record,
    CallTimeline,
    Timeout,
    CallTrace,
)
