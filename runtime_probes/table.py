"""What a monitor tells: a table of counts by what they belong to, so that runs can be added up and compared."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from ..diagnostics import WeftError

Key = tuple[str | int, ...]


class DifferentTables(WeftError, ValueError):
    """Tables that cannot be put together, as they have other columns."""


class Table(Struct, frozen=True):
    """Rows of counts. `keys` and `counts` name the columns; each row has what it is about, then its numbers.

    `adds_up` unless the numbers say something of one run only, as shares and the order of events do.
    """

    title: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    rows: tuple[tuple[Key, tuple[int, ...]], ...]
    adds_up: bool = True

    @property
    def is_even(self) -> bool:
        """Tell whether each row has as many cells as there are columns."""
        width = len(self.keys), len(self.counts)
        return all((len(key), len(numbers)) == width for key, numbers in self.rows)

    def added(self, other: "Table") -> "Table":
        """Return the table of both runs together; raise DifferentTables where the two tell different things."""
        return self._combined(other, 1)

    def without(self, other: "Table") -> "Table":
        """Return how much more this run has than another, row by row; rows without a difference are left out."""
        difference = self._combined(other, -1)
        return Table(self.title, self.keys, self.counts, tuple(row for row in difference.rows if any(row[1])))

    def _combined(self, other: "Table", sign: int) -> "Table":
        if (self.title, self.keys, self.counts) != (other.title, other.keys, other.counts):
            raise DifferentTables(f"{self.title!r} cannot be put together with {other.title!r}: their columns differ")
        signed = ((key, tuple(sign * number for number in numbers)) for key, numbers in other.rows)
        return Table(self.title, self.keys, self.counts, summed((*self.rows, *signed)))


def summed(rows: Iterable[tuple[Key, tuple[int, ...]]]) -> tuple[tuple[Key, tuple[int, ...]], ...]:
    """Return rows with one row for each key, its numbers added up, in the order in which the keys come first."""
    sums: defaultdict[Key, tuple[int, ...]] = defaultdict(tuple)
    for key, numbers in rows:
        held = sums[key]
        sums[key] = tuple(map(sum, zip(held, numbers, strict=True))) if held else numbers
    return tuple(sums.items())
