"""What can be done when an event happens: all actions of general use."""

from ..action import Action
from .batched import Batched
from .callback import Callback
from .count import Count
from .count_pairs import CountPairs
from .flag import Flag
from .omit import Omit
from .page_tally import PageTally
from .replace import Replace
from .spend import Spend
from .tally import Tally
from .trace import Trace

ACTIONS: tuple[type[Action], ...] = (
    Flag,
    Count,
    Tally,
    CountPairs,
    PageTally,
    Trace,
    Batched,
    Callback,
    Spend,
    Replace,
    Omit,
)
