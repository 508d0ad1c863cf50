"""What is kept of a run: which module it was, what its functions are called, and the tables of its monitors."""

import hashlib
from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from ..diagnostics import WeftError
from .binary.contents import Contents
from .table import Table


class MalformedRecord(WeftError, ValueError):
    """A text that is no record of a run."""


class DifferentModules(WeftError, ValueError):
    """Records that cannot be put together, as they tell of different modules."""


class RunRecord(Struct, frozen=True):
    """A run of one module. `sha256` is that of the original file; `functions` are names by index, as far as there are.

    `tables` are those of all monitors, in the order in which the monitors were given; a title stands there once.
    """

    module: str
    sha256: str
    functions: dict[int, str]
    tables: tuple[Table, ...]

    @property
    def of_one_run(self) -> tuple[str, ...]:
        """Return the titles of the tables that are left out where runs are put together."""
        return tuple(table.title for table in self.tables if not table.adds_up)

    def merged(self, other: "RunRecord") -> "RunRecord":
        """Return the record of both runs together; raise DifferentModules where they are of two modules."""
        mine = {table.title: table for table in self.tables}
        more = tuple(table for table in other.tables if table.title not in mine and table.adds_up)
        kept = self._combined(other, Table.added)
        return RunRecord(self.module, self.sha256, self.functions, (*kept, *more))

    def without(self, other: "RunRecord") -> "RunRecord":
        """Return how much more this run has than another; raise DifferentModules where they are of two modules."""
        return RunRecord(self.module, self.sha256, self.functions, self._combined(other, Table.without))

    def _combined(self, other: "RunRecord", combine: Callable[[Table, Table], Table]) -> tuple[Table, ...]:
        """Return the tables of this record, those that the other has too combined with them."""
        if self.sha256 != other.sha256:
            raise DifferentModules(f"{self.module} and {other.module} are not the same module: their hashes differ")
        theirs = {table.title: table for table in other.tables}
        return tuple(
            combine(table, theirs[table.title]) if table.title in theirs else table
            for table in self.tables
            if table.adds_up
        )

    def to_json(self) -> str:
        """Return the record as JSON, indented, with a line at the end."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"

    @staticmethod
    def from_json(text: str | bytes) -> "RunRecord":
        """Return the record that a text holds; raise MalformedRecord where it holds none."""
        try:
            return msgspec.json.decode(text, type=RunRecord)
        except msgspec.DecodeError as problem:
            raise MalformedRecord(f"this is no record of a run: {problem}") from None


def recorded(name: str, module: bytes, contents: Contents, tables: Sequence[Table]) -> RunRecord:
    """Return the record of a run of a module with some name."""
    return RunRecord(name, hashlib.sha256(module).hexdigest(), contents.function_names, tuple(tables))
