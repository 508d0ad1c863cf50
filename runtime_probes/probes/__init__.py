"""The monitors: each tells one thing about a run of a module."""

from ..monitor import Monitor
from .blocks import Blocks
from .branches import Branches
from .callgraph import CallGraph
from .calls import Calls
from .contexts import Contexts
from .controlflow import ControlFlow
from .coverage import Coverage
from .hotness import Hotness
from .instructions import Instructions
from .loops import Loops
from .opcodes import Opcodes
from .profile import Profile

PROBES: tuple[type[Monitor], ...] = (
    Blocks,
    Branches,
    CallGraph,
    Calls,
    Contexts,
    ControlFlow,
    Coverage,
    Hotness,
    Instructions,
    Loops,
    Opcodes,
    Profile,
)
