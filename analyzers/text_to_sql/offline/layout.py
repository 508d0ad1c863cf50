"""Numbers the tables and columns of a schema, and links those that can be joined."""

from functools import cached_property

from msgspec import Struct

from ..linking.words import words_of_name
from ..schema.schema import Column, Schema, Table

_GENERIC = frozenset({"id", "name", "code", "type", "year", "date", "title", "description", "status"})


class FlatColumn(Struct, frozen=True):
    """A column by its number. `kind` is `number`, `time` or `text`; `words` are the stems of its label.

    `other_words` are those of another name that it has.
    """

    number: int
    table: int
    name: str
    words: tuple[str, ...]
    kind: str
    is_key: bool
    is_foreign: bool
    other_words: tuple[str, ...] = ()


class FlatTable(Struct, frozen=True):
    """A table by its number, with the numbers of its columns and of those of its primary key."""

    number: int
    name: str
    words: tuple[str, ...]
    columns: tuple[int, ...]
    key: tuple[int, ...]


class Layout(Struct, frozen=True, dict=True):
    """All tables and columns of a schema by number, and which pairs of columns join two tables."""

    tables: tuple[FlatTable, ...]
    columns: tuple[FlatColumn, ...]
    pairs: tuple[tuple[int, int], ...]

    @cached_property
    def links(self) -> dict[int, dict[int, tuple[int, int]]]:
        """Map each table to the tables it can be joined with, and to the columns that join them, its own first."""
        found: dict[int, dict[int, tuple[int, int]]] = {table.number: {} for table in self.tables}
        for here, there in self.pairs:
            one, other = self.columns[here].table, self.columns[there].table
            if one != other:
                found[one].setdefault(other, (here, there))
                found[other].setdefault(one, (there, here))
        return found

    @cached_property
    def partners(self) -> dict[int, tuple[int, ...]]:
        """Map each column to the columns that hold the same values, as keys tell."""
        found: dict[int, list[int]] = {}
        for here, there in self.pairs:
            found.setdefault(here, []).append(there)
            found.setdefault(there, []).append(here)
        return {column: tuple(others) for column, others in found.items()}

    @cached_property
    def islands(self) -> tuple[int, ...]:
        """For each table, the first of the tables that it can be joined with in any number of steps."""
        found = list(range(len(self.tables)))
        for here, there in self.pairs:
            one, other = sorted((found[self.columns[here].table], found[self.columns[there].table]))
            found = [one if island == other else island for island in found]
        return tuple(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of names."""
        named = (*self.tables, *self.columns)
        others = (word for column in self.columns for word in column.other_words)
        return frozenset((*(word for part in named for word in part.words), *others))

    @cached_property
    def homonyms(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """Map the words of columns to the columns that are called so."""
        found: dict[tuple[str, ...], list[int]] = {}
        for column in self.columns:
            found.setdefault(column.words, []).append(column.number)
        return {words: tuple(columns) for words, columns in found.items()}


def layout_of(schema: Schema) -> Layout:
    """Return a schema by numbers; tables without foreign keys are linked by the names of their columns."""
    numbers = _numbers(schema)
    pairs = _declared_pairs(schema, numbers)
    foreign = {column for pair in pairs for column in pair}
    columns = tuple(
        _flat_column(numbers[at, column.name.lower()], at, table, column, foreign)
        for at, table in enumerate(schema.tables)
        for column in table.columns
    )
    tables = tuple(_flat_table(at, table, numbers) for at, table in enumerate(schema.tables))
    return Layout(tables, columns, pairs + _guessed_pairs(tables, columns, pairs))


def _numbers(schema: Schema) -> dict[tuple[int, str], int]:
    names = [(at, column.name.lower()) for at, table in enumerate(schema.tables) for column in table.columns]
    return {name: number for number, name in enumerate(names)}


def _declared_pairs(schema: Schema, numbers: dict[tuple[int, str], int]) -> tuple[tuple[int, int], ...]:
    places = {table.name.lower(): at for at, table in enumerate(schema.tables)}
    found: dict[tuple[int, int], None] = {}
    for at, table in enumerate(schema.tables):
        for key in table.foreign_keys:
            target = places.get(key.target.lower(), -1)
            for own, other in zip(key.columns, key.target_columns, strict=False):
                here, there = numbers.get((at, own.lower())), numbers.get((target, other.lower()))
                if here is not None and there is not None:
                    found[here, there] = None
    return tuple(found)


def _flat_column(number: int, at: int, table: Table, column: Column, foreign: set[int]) -> FlatColumn:
    kind = "number" if column.is_numeric else "time" if column.is_temporal else "text"
    words = words_of_name(column.label or column.name)
    is_key = column.name.lower() in {name.lower() for name in table.primary_key}
    others = words_of_name(column.also) if column.also else ()
    return FlatColumn(number, at, column.name, words, kind, is_key, number in foreign, others)


def _flat_table(at: int, table: Table, numbers: dict[tuple[int, str], int]) -> FlatTable:
    columns = tuple(numbers[at, column.name.lower()] for column in table.columns)
    key = tuple(number for name in table.primary_key if (number := numbers.get((at, name.lower()))) is not None)
    return FlatTable(at, table.name, words_of_name(table.label or table.name), columns, key)


def _guessed_pairs(
    tables: tuple[FlatTable, ...], columns: tuple[FlatColumn, ...], declared: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """Return columns that look like keys of tables that nothing declared links to theirs."""
    linked = {frozenset((columns[here].table, columns[there].table)) for here, there in declared}
    found: list[tuple[int, int]] = []
    for table in tables:
        target = table.key[0] if table.key else table.columns[0] if table.columns else None
        for column in columns if target is not None else ():
            ends = frozenset((column.table, table.number))
            if len(ends) == 2 and ends not in linked and _refers(column, columns[target or 0], table):
                found.append((column.number, target or 0))
                linked.add(ends)
    return tuple(found)


def _refers(column: FlatColumn, key: FlatColumn, table: FlatTable) -> bool:
    """Say whether a column is called as the key of another table is, or as that table and its key together."""
    name = column.name.lower().replace("_", "")
    own = key.name.lower().replace("_", "")
    is_same = name == own and own not in _GENERIC
    return is_same or (own in ("id", "code") and column.words == (*table.words, own))
