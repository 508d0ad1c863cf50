"""The contract of a monitor: a named set of probes, and what is told of what they saw."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from ..diagnostics import WeftError
from .binary.contents import Contents
from .host import Session
from .probe import Probe
from .table import Table

Options = dict[str, int | str | bool]


class RefusedMonitor(WeftError, ValueError):
    """What a monitor cannot look at: with an option out of its range, or a module of a kind that it does not know."""


class Monitor(ABC):
    """Tells one thing about a run.

    `name` is what the command line calls it; `wizard` names those of Wizard's that it answers (`other_tools.py`).
    `options` are the settings that a user may change, with their defaults.

    The docstring is the document: a summary, why one wants it, then `Module:` with a module as text that exports a
    function `run`, and `Tells:` with what is told when `run` was called, as the report prints it.
    """

    name: ClassVar[str]
    wizard: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[Options] = {}

    def __init__(self, **options: int | str | bool) -> None:
        """Make a monitor with some of its options set; raises ValueError on an option it does not have."""
        unknown = options.keys() - self.options.keys()
        if unknown:
            raise ValueError(f"{self.name} has no option {min(unknown)!r}")
        self.settings: Options = {**self.options, **options}

    @abstractmethod
    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probes to put into a module. A probe that several monitors return is put in once."""

    @abstractmethod
    def tables(self, session: Session) -> Sequence[Table]:
        """Return what the run of an instance showed so far."""
