"""Random values for the columns of a schema, from samples, from literals of gold SQL, and from what is close to them."""

import re
from collections.abc import Iterable, Sequence
from random import Random

from ..schema import Column
from .conditions import nearby, number
from .keys import Keyed
from .needs import Needs, joined_columns

Value = str | int | float | None
_At = tuple[str, str]  # a table and a column, in lower case
_WORDS = ("alpha", "beta", "gamma", "delta")
_SHARE_OF_NULL, _SHARE_OF_LITERALS, _SHARE_OF_SAMPLES = 0.05, 0.5, 0.85


class ColumnValues:
    """The values that each column may hold; the same seed gives the same ones."""

    def __init__(self, tables: dict[str, Keyed], needs: Sequence[Needs], random: Random) -> None:
        self._random = random
        self._columns: dict[_At, Column] = {
            (name, column.name.lower()): column for name, keyed in tables.items() for column in keyed.table.columns
        }
        self._keys = {(name, part) for name, keyed in tables.items() for key in keyed.unique for part in key}
        self._samples: dict[_At, list[str]] = {at: [s for s in column.samples if s not in ("", "None")] for at, column in self._columns.items()}
        self._literals: dict[_At, list[str]] = {at: [] for at in self._columns}
        self._sorted: set[_At] = set()
        for one in needs:
            self._learn(one)
        for one in needs:
            for first, second in joined_columns(one):
                self._share(first, second)

    def _learn(self, needs: Needs) -> None:
        self._sorted.update((needs.tables[place.source], place.column) for place in needs.sorted)
        for place, condition in needs.conditions:
            at = needs.tables[place.source], place.column
            if at in self._literals:
                template = self.template(*at)
                self._literals[at] += [one for one in condition.candidates(template) if one is not None]

    def _share(self, first: _At, second: _At) -> None:
        """Let two columns that are joined hold each other's values."""
        if first in self._samples and second in self._samples:
            both = list(dict.fromkeys([*self._samples[first], *self._samples[second]]))
            self._samples[first], self._samples[second] = both, both

    def knows(self, table: str, column: str) -> bool:
        """Say whether there are values for a column; there are none for tables that databases make themselves."""
        return (table, column) in self._columns

    def template(self, table: str, column: str) -> str:
        """Return a value as the column usually holds them; an empty one where none is known."""
        samples = self._samples.get((table, column))
        return self._random.choice(samples) if samples else ""

    def typed(self, table: str, column: str, value: Value) -> Value:
        """Return a value as a column of its type stores it."""
        kind, text = self._columns[table, column], "" if value is None else str(value)
        found = number(text) if kind.is_numeric else None
        if found is None:
            return value
        is_whole = found.is_integer() and ("INT" in kind.type.upper() or "." not in text)
        return int(found) if is_whole else found

    def value(self, table: str, column: str) -> Value:
        """Return a random value."""
        at, drawn = (table, column), self._random.random()
        if drawn < _SHARE_OF_NULL and at not in self._keys:
            return None
        literals, samples = self._literals[at], self._samples[at]
        if at in self._sorted and self._columns[at].is_numeric and drawn < 0.5:
            return self._spread(at)
        if literals and drawn < _SHARE_OF_LITERALS:
            return self.typed(table, column, self._random.choice(literals))
        if samples and (drawn < _SHARE_OF_SAMPLES or not self._columns[at].is_numeric):
            return self.typed(table, column, self._random.choice(samples))
        return self._spread(at) if self._columns[at].is_numeric else self._random.choice(_WORDS)

    def fresh(self, table: str, column: str, taken: Iterable[Value]) -> Value:
        """Return a value that is not among those that are taken: a sample while there are any."""
        used, at = set(taken), (table, column)
        for text in self._samples[at]:
            value = self.typed(table, column, text)
            if value not in used:
                return value
        base = re.sub(r"\d+$", "", self.template(table, column)) or "K"
        while True:
            drawn = self._random.randint(1, 100 + 20 * len(used))
            value = drawn if self._columns[at].is_numeric else f"{base}{drawn}"
            if value not in used:
                return value

    def _spread(self, at: _At) -> Value:
        """Return a number as likely as another between and around the samples."""
        numbers = [found for text in self._samples[at] if (found := number(text)) is not None] or [0.0, 100.0]
        low, high = min(numbers), max(numbers)
        reach = max(high - low, 10.0)
        drawn = self._random.uniform(low, high + 0.3 * reach)
        whole = all(found.is_integer() for found in numbers) and "." not in "".join(self._samples[at])
        return round(drawn) if whole else round(drawn, 2)
