"""The monitors, in the order in which they are listed; to add one, add its file and its line."""

from ..monitor import Monitor
from .functions import Functions

PROBES: tuple[type[Monitor], ...] = (Functions,)
