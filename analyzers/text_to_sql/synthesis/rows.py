"""Rows of all tables of a schema that keep what must hold of them while they come in, one at a time."""

from collections.abc import Mapping
from random import Random

from ..schema.schema import ForeignKey
from .column_values import ColumnValues, Value
from .keys import Keyed

Row = dict[str, Value]
_Key = tuple[str, tuple[str, ...]]  # a table with the columns of one of its keys
_Held = Mapping[_Key, set[tuple[Value, ...]]]
_TRIES, _DEPTH = 5, 6
_SKEW = 2  # some rows are referred to far more often than others, as groups that are counted are


class Rows:
    """The rows that were added so far, by table; all names are in lower case."""

    def __init__(self, tables: Mapping[str, Keyed], values: ColumnValues, random: Random) -> None:
        self.tables, self.values = tables, values
        self.of: dict[str, list[Row]] = {name: [] for name in tables}
        self._random = random
        self._by_key: dict[_Key, dict[tuple[Value, ...], Row]] = {
            (name, key): {} for name, keyed in tables.items() for key in keyed.unique
        }
        self._taken: dict[tuple[str, str], set[Value]] = {(name, key[0]): set() for name, key in self._by_key}

    def add(self, table: str, wanted: Mapping[str, Value], depth: int = 0) -> Row:
        """Return a row with the values that are wanted: a new one, or the one that has their key already."""
        keyed = self.tables[table]
        wanted = {name: value for name, value in wanted.items() if self._fits(keyed, name, value)}
        for key in keyed.unique:
            known = self._by_key[table, key].get(tuple(wanted.get(name) for name in key))
            if known is not None:
                return self._merged(keyed, known, wanted, depth)
        row = self._filled(table, keyed, wanted, depth)
        for _ in range(_TRIES):
            if self._clash(table, keyed, row) is None:
                return self._kept(table, keyed, row)
            row = self._filled(table, keyed, wanted, depth)
        return self._clash(table, keyed, row) or self._kept(table, keyed, row)

    def _kept(self, table: str, keyed: Keyed, row: Row) -> Row:
        for key in keyed.unique:
            self._by_key[table, key][tuple(row[name] for name in key)] = row
            self._taken[table, key[0]].add(row[key[0]])
        self.of[table].append(row)
        return row

    def _fits(self, keyed: Keyed, name: str, value: Value) -> bool:
        """Say whether a column may hold a value."""
        is_key = any(name in key for key in keyed.unique)
        return not is_key or self.values.fits_key(keyed.table.name.lower(), name, value)

    def _clash(self, table: str, keyed: Keyed, row: Row) -> Row | None:
        """Return the row that has a key of another."""
        found = (self._by_key[table, key].get(tuple(row[name] for name in key)) for key in keyed.unique)
        return next((known for known in found if known is not None), None)

    def _merged(self, keyed: Keyed, row: Row, wanted: Mapping[str, Value], depth: int) -> Row:
        """Give a row what else is wanted of it; its keys stay."""
        fixed = {name for key in keyed.unique for name in key}
        changes = {name: value for name, value in wanted.items() if name not in fixed}
        row.update(changes)
        for reference in keyed.references:
            if any(name in changes for name in reference.columns):
                self._ensure(reference, row, depth)
        return row

    def _filled(self, table: str, keyed: Keyed, wanted: Mapping[str, Value], depth: int) -> Row:
        row = dict(wanted)
        for reference in keyed.references:
            if all(name in row for name in reference.columns):
                self._ensure(reference, row, depth)
            else:
                self._refer(reference, row, depth)
        for key in keyed.unique:
            if len(key) == 1 and row.get(key[0]) is None:
                row[key[0]] = self.fresh(table, key[0])
        for name in keyed.names:
            if name not in row:
                row[name] = self.values.value(table, name)
        return {name: row[name] for name in keyed.names}

    def fresh(self, table: str, name: str) -> Value:
        """Return a value that no row has for a column that is a key by itself."""
        return self.values.fresh(table, name, self._taken[table, name])

    def _ensure(self, reference: ForeignKey, row: Row, depth: int) -> None:
        """Add the row that another refers to, unless it is there; the two then hold the very same values."""
        target, values = reference.target, self.values
        pairs = [*zip(reference.columns, reference.target_columns, strict=True)]
        key = {theirs: values.typed(target, theirs, row[ours]) for ours, theirs in pairs}
        if None in key.values():
            return
        found = self._by_key[target, reference.target_columns].get(tuple(key.values()))
        if found is None and depth < _DEPTH:
            found = self.add(target, key, depth + 1)
        if found is not None:
            row.update({ours: found[theirs] for ours, theirs in pairs})

    def _refer(self, reference: ForeignKey, row: Row, depth: int) -> None:
        """Let a row refer to one that fits what it holds; to a new one where there is none, or to nothing."""
        pairs = [*zip(reference.columns, reference.target_columns, strict=True)]
        fixed = {theirs: row[ours] for ours, theirs in pairs if ours in row}
        others = self.of[reference.target]
        fitting = (
            [one for one in others if all(one[name] == value for name, value in fixed.items())] if fixed else others
        )
        if fitting:
            found = fitting[int(len(fitting) * self._random.random() ** _SKEW)]
        elif depth < _DEPTH:
            found = self.add(reference.target, fixed, depth + 1)
        else:
            found = dict.fromkeys(reference.target_columns)
        row.update({ours: found[theirs] for ours, theirs in pairs if ours not in row})

    def drop_dangling(self) -> None:
        """Drop the rows that refer to none, as references in circles may; then those that referred to these."""
        while True:
            held: _Held = {
                (name, key): {tuple(row[part] for part in key) for row in self.of[name]} for name, key in self._by_key
            }
            kept = {
                name: [row for row in self.of[name] if _is_held(keyed, row, held)]
                for name, keyed in self.tables.items()
            }
            if kept == self.of:
                return
            self.of = kept


def _is_held(keyed: Keyed, row: Row, held: _Held) -> bool:
    """Say whether all that a row refers to is there, and its keys are."""
    if any(row[name] is None for key in keyed.unique for name in key):
        return False
    keys = ((one, tuple(row[name] for name in one.columns)) for one in keyed.references)
    return all(None in key or key in held[one.target, one.target_columns] for one, key in keys)
