"""What profiles tell: functions with all that was running when they were called, and what they cost there."""

from typing import NamedTuple


class Stack(NamedTuple):
    """The names of functions, the outermost first, and what the last one cost when it was called by the others.

    `in_all` is what it cost with all that it called.
    """

    functions: tuple[str, ...]
    calls: int
    cost: int
    in_all: int

    @property
    def joined(self) -> str:
        """Return the names with semicolons between them; one within a name becomes a colon."""
        return ";".join(name.replace(";", ":") for name in self.functions)
