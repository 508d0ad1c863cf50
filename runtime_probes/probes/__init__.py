"""The monitors that there are: what they are called, what they do, and Wizard's like of them stands in each."""

from ..monitor import Monitor
from .accesses import Accesses
from .allocations import Allocations
from .constants import Constants
from .events import Events
from .globals import Globals
from .imports import Imports
from .memory import Memory
from .record import Record
from .timeout import Timeout
from .trace import CallTrace

PROBES: tuple[type[Monitor], ...] = (
    Accesses,
    Allocations,
    Constants,
    Events,
    Globals,
    Imports,
    Memory,
    Record,
    Timeout,
    CallTrace,
)

# What Wizard has and this has not, and why.
NOT_HERE = {
    "ssevents": "wasmtime does not run stack switching from Python: `cont.new` ends the process",
}
