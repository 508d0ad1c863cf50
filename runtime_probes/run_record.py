"""What is kept of a run: which module it was, what its functions are called, and the tables of its monitors."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from ..diagnostics import WeftError
from .binary.contents import Contents
from .table import Table


class MalformedRecord(WeftError, ValueError):
    """A text that is no record of a run."""


class DifferentModules(WeftError, ValueError):
    """Records that cannot be put together, as they tell of different modules."""


class NothingInCommon(WeftError, ValueError):
    """Records that cannot be compared, as no monitor that can be added up looked on in both."""


class RunRecord(Struct, frozen=True, omit_defaults=True):
    """A run of one module. `sha256` is that of the original file; `functions` are names by index, as far as there are.

    `tables` are those of all monitors, in the order in which the monitors were given; a title stands there once.
    A record that `is_difference` tells how much more one run has than another.
    """

    module: str
    sha256: str
    functions: dict[int, str]
    tables: tuple[Table, ...]
    is_difference: bool = False

    @property
    def of_one_run(self) -> tuple[str, ...]:
        """Return the titles of the tables that are left out where runs are put together."""
        return tuple(table.title for table in self.tables if not table.adds_up)

    def not_in_both(self, other: "RunRecord") -> tuple[str, ...]:
        """Return the titles of the other tables that are left out where runs are compared: those that one run has."""
        titles = [[table.title for table in record.tables if table.adds_up] for record in (self, other)]
        return tuple(sorted(set(titles[0]) ^ set(titles[1]), key=(titles[0] + titles[1]).index))

    def merged(self, other: "RunRecord") -> "RunRecord":
        """Return the record of both runs together; raise DifferentModules where they are of two modules."""
        self._check(other)
        mine, theirs = _by_title(self), _by_title(other)
        tables = [table.added(theirs[title]) if title in theirs else table for title, table in mine.items()]
        more = [table for title, table in theirs.items() if title not in mine]
        is_difference = self.is_difference and other.is_difference
        return RunRecord(self.module, self.sha256, self.functions, (*tables, *more), is_difference)

    def without(self, other: "RunRecord") -> "RunRecord":
        """Return how much more this run has than another, told of what both tell.

        Raised: DifferentModules where they are of two modules, and NothingInCommon.
        """
        self._check(other)
        mine, theirs = _by_title(self), _by_title(other)
        tables = tuple(table.without(theirs[title]) for title, table in mine.items() if title in theirs)
        if not tables:
            raise NothingInCommon("no monitor whose numbers add up looked on in both runs: there is nothing to compare")
        return RunRecord(self.module, self.sha256, self.functions, tables, is_difference=True)

    def _check(self, other: "RunRecord") -> None:
        if self.sha256 != other.sha256:
            raise DifferentModules(f"{self.module} and {other.module} are not the same module: their hashes differ")

    def to_json(self) -> str:
        """Return the record as JSON, indented, with a line at the end."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"

    @staticmethod
    def from_json(text: str | bytes) -> "RunRecord":
        """Return the record that a text holds; raise MalformedRecord where it holds none."""
        try:
            record = msgspec.json.decode(text, type=RunRecord)
        except msgspec.DecodeError as problem:
            raise MalformedRecord(f"this is no record of a run: {problem}") from None
        if uneven := [table.title for table in record.tables if not table.is_even]:
            raise MalformedRecord(f"this is no record of a run: {uneven[0]!r} has a row that does not fit its columns")
        return record


def _by_title(record: RunRecord) -> dict[str, Table]:
    """Return the tables that can be put together with those of other runs."""
    return {table.title: table for table in record.tables if table.adds_up}


def recorded(name: str, module: bytes, contents: Contents, tables: Sequence[Table]) -> RunRecord:
    """Return the record of a run of a module with some name."""
    return RunRecord(name, hashlib.sha256(module).hexdigest(), contents.function_names, tuple(tables))
