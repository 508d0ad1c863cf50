"""A program as reports look at it: the original module, where its code came from, and the sources there are."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from .binary.contents import Contents
from .binary.entities import ExternKind
from .line_table import LineTable


class Program(Struct, frozen=True, dict=True):
    """A module with its name; `lines` say where code came from, `sources` hold texts by the paths that `lines` has."""

    name: str
    contents: Contents
    lines: LineTable = LineTable(())
    sources: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def imported(self) -> int:
        """Return how many functions are imported; those that the module defines come after."""
        return len(self.contents.imported(ExternKind.FUNCTION))
