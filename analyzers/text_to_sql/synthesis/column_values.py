"""Random values for the columns of a schema: samples, literals of gold SQL, and what is next to them."""

import re
from collections.abc import Container, Sequence
from random import Random

from .conditions import number
from .keys import Keyed
from .needs import Needs, joined_columns

Value = str | int | float | None
_At = tuple[str, str]  # a table and a column, in lower case
_GREATEST = 2**63 - 1  # among the whole numbers that databases hold
_WORDS = ("alpha", "beta", "gamma", "delta")
_SHARE_OF_NULL, _SHARE_OF_LITERALS, _SHARE_OF_SAMPLES = 0.05, 0.5, 0.85


class ColumnValues:
    """The values that each column may hold; the same seed gives the same ones."""

    def __init__(self, tables: dict[str, Keyed], needs: Sequence[Needs], random: Random) -> None:
        self._random = random
        columns = {(name, one.name.lower()): one for name, keyed in tables.items() for one in keyed.table.columns}
        self._keys = {(name, part) for name, keyed in tables.items() for key in keyed.unique for part in key}
        self._numeric = {at for at, column in columns.items() if column.is_numeric}
        self._whole = {at for at, column in columns.items() if "INT" in column.type.upper()}
        self._texts = {at: [one for one in column.samples if one] for at, column in columns.items()}
        self._sorted = {(one.tables[place.source], place.column) for one in needs for place in one.sorted}
        for one in needs:
            for first, second in joined_columns(one):
                self._share(first, second)
        self._samples = {at: [self.typed(*at, text) for text in texts] for at, texts in self._texts.items()}
        self._literals: dict[_At, list[Value]] = {at: [] for at in columns}
        for one in needs:
            self._learn(one)

    def _share(self, first: _At, second: _At) -> None:
        """Let two columns that are joined hold each other's values."""
        if first in self._texts and second in self._texts:
            both = list(dict.fromkeys([*self._texts[first], *self._texts[second]]))
            self._texts[first], self._texts[second] = both, both

    def _learn(self, needs: Needs) -> None:
        for place, condition in needs.conditions:
            at = needs.tables[place.source], place.column
            if at in self._literals:
                candidates = condition.candidates(self.template(*at))
                self._literals[at] += [self.typed(*at, one) for one in candidates if one is not None]

    def knows(self, table: str, column: str) -> bool:
        """Say whether there are values for a column; there are none for tables that databases make themselves."""
        return (table, column) in self._texts

    def fits_key(self, table: str, column: str, value: Value) -> bool:
        """Say whether a key may hold a value: one of numbers holds no text, whatever samples and queries say."""
        at = table, column
        return at not in self._numeric or isinstance(value, int) or (isinstance(value, float) and at not in self._whole)

    def template(self, table: str, column: str) -> str:
        """Return a value as the column usually holds them; an empty one where none is known."""
        texts = self._texts[table, column]
        return self._random.choice(texts) if texts else ""

    def typed(self, table: str, column: str, value: Value) -> Value:
        """Return a value as a column of its type stores it."""
        at = table, column
        if at not in self._numeric or not isinstance(value, str):
            return value
        found = number(value)
        if found is None:
            return value
        if not found.is_integer() or not (at in self._whole or "." not in value):
            return found
        return min(max(int(found), -_GREATEST), _GREATEST)

    def value(self, table: str, column: str) -> Value:
        """Return a random value."""
        at, drawn = (table, column), self._random.random()
        if drawn < _SHARE_OF_NULL and at not in self._keys:
            return None
        literals, samples, is_numeric = self._literals[at], self._samples[at], at in self._numeric
        if is_numeric and at in self._sorted and drawn < _SHARE_OF_LITERALS:
            return self._spread(at)
        if literals and drawn < _SHARE_OF_LITERALS:
            return self._random.choice(literals)
        if samples and (drawn < _SHARE_OF_SAMPLES or not is_numeric):
            return self._random.choice(samples)
        return self._spread(at) if is_numeric else self._random.choice(_WORDS)

    def fresh(self, table: str, column: str, taken: Container[Value]) -> Value:
        """Return a value that is not among those that are taken: a sample while there are any."""
        at, reach = (table, column), 100
        for value in self._samples[at]:
            if value not in taken and self.fits_key(table, column, value):
                return value
        base = re.sub(r"\d+$", "", self.template(table, column)) or "K"
        while True:
            drawn = self._random.randint(1, reach)
            value = drawn if at in self._numeric else f"{base}{drawn}"
            if value not in taken:
                return value
            reach *= 2

    def _spread(self, at: _At) -> Value:
        """Return a number as likely as another between and around the samples."""
        numbers = [one for one in self._samples[at] if isinstance(one, int | float)] or [0, 100]
        low, high = min(numbers), max(numbers)
        reach = max(high - low, 10.0)
        drawn = self._random.uniform(low, high + 0.3 * reach)
        return round(drawn) if all(isinstance(one, int) for one in numbers) else round(drawn, 2)
