"""The tables that questions are asked about, as people name them and as the database does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

_NUMERIC = ("INT", "REAL", "NUM", "FLOAT", "DOUB", "DEC", "MONEY", "SERIAL")
_TEMPORAL = ("DATE", "TIME", "YEAR")


class Column(Struct, frozen=True):
    """A column. `label` is what people call it (the name where there is none), `samples` some values it holds.

    `also` is another name that people may say.
    """

    name: str
    type: str = ""
    label: str = ""
    description: str = ""
    samples: tuple[str, ...] = ()
    also: str = ""

    @property
    def is_numeric(self) -> bool:
        """Say whether it holds numbers, as far as its type tells."""
        return any(word in self.type.upper() for word in _NUMERIC)

    @property
    def is_temporal(self) -> bool:
        """Say whether it holds dates or times, as far as its type tells."""
        return any(word in self.type.upper() for word in _TEMPORAL)


class ForeignKey(Struct, frozen=True):
    """Columns of a table that refer to as many columns of the table `target`."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


class Table(Struct, frozen=True, dict=True):
    """A table with its columns in their order. `label` is what people call it (the name where there is none).

    `alike` are the names of other tables that it stands for, as they have the same columns.
    """

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    label: str = ""
    description: str = ""
    alike: tuple[str, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name.lower(): column for column in self.columns}

    def column(self, name: str) -> Column | None:
        """Return a column by its name in any case; None where there is none."""
        return self._by_name.get(name.lower())


class Schema(Struct, frozen=True, dict=True):
    """All tables of a database, in their order; `name` is what the database is called."""

    name: str
    tables: tuple[Table, ...]

    @cached_property
    def _by_name(self) -> dict[str, Table]:
        return {name.lower(): table for table in self.tables for name in (*table.alike, table.name)}

    @cached_property
    def _by_last_name(self) -> dict[str, list[tuple[list[str], Table]]]:
        found: defaultdict[str, list[tuple[list[str], Table]]] = defaultdict(list)
        for name, table in self._by_name.items():
            parts = name.split(".")
            found[parts[-1]].append((parts, table))
        return found

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def table(self, name: str) -> Table | None:
        """Return a table by its name in any case; None where there is none."""
        return self._by_name.get(name.lower())

    def called(self, parts: Sequence[str]) -> Table | None:
        """Return the first table that a query calls so, by the parts of a name; None where there is none.

        Either name may have more parts before those that they share. `*` at the end stands for any characters.
        """
        *before, last = [part.lower() for part in parts]
        lasts = [own for own in self._by_last_name if own.startswith(last[:-1])] if last.endswith("*") else [last]
        known = (one for own in lasts for one in self._by_last_name.get(own, ()))
        return next((table for own, table in known if _agree(own[:-1], before)), None)


def _agree(some: list[str], others: list[str]) -> bool:
    """Say whether the shorter list ends the other."""
    shared = min(len(some), len(others))
    return not shared or some[-shared:] == others[-shared:]
