"""SQL156: columns that follow from another column, and so belong into a table of that."""

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any, ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema import Column
from ..schema_types import is_text
from ..text_values import is_boolean, is_temporal

_ALMOST_IMPOSSIBLE = 1e-6


class DenormalisedTable(DataRule):
    """The same facts are written down again in row after row.

    Where one value always comes with the same other one, as a customer's number with the name, the table holds two
    things: each change has to reach every row, and those it misses tell two stories. What looks like that by chance
    is not meant: the more often a pair recurs, the less it can be one.

    Bad:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, customer_name TEXT);
        INSERT INTO orders (customer_id, customer_name)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49)
        SELECT i % 7, 'name of ' || (i % 7) FROM n;
        ---
        CREATE TABLE places (id INTEGER PRIMARY KEY, city TEXT, country TEXT);
        INSERT INTO places (city, country)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
        SELECT 'city ' || (i % 20), 'country ' || (i % 20 / 5) FROM n;
    Good:
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob');
        INSERT INTO orders (customer_id) VALUES (1), (1), (2), (2), (1), (2), (1), (2), (1), (2), (1), (1), (1), (2);
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, remark TEXT);
        INSERT INTO orders (customer_id, remark)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49)
        SELECT i % 7, 'remark ' || (i % 5) FROM n;
    """

    code = "SQL156"
    name = "denormalised-table"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, write=2, amplification=2)
    options: ClassVar[Options] = {"values": 4, "repeats": 20}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column that others follow from."""
        explained: set[str] = set()
        for name, column in sample.table.columns.items():
            if name not in explained and self._may_determine(name, column, sample):
                following = [
                    other for other in self._texts(sample) if other != name and self._follows(name, other, sample)
                ]
                explained.update(following)
                if following:
                    others = ", ".join(sample.table.columns[other].name for other in following)
                    message = f"{others} always comes with the same {column.name}"
                    yield from self.in_rows(sample, message, f"a table with one row for each {column.name}")

    def _may_determine(self, name: str, column: Column, sample: TableSample) -> bool:
        """Say whether a column names things and names each of several more than once."""
        values = sample.values(name)
        names_things = is_text(column.type) or name.endswith(("_id", "_code", "_no", "_number"))
        distinct = len(set(map(_hashable, values)))
        repeats = len(values) - distinct
        enough = distinct >= self.number("values") and repeats >= self.number("repeats")
        return enough and names_things and name not in _alone(sample) and not is_temporal(column, values)

    def _texts(self, sample: TableSample) -> Iterator[str]:
        for name, column in sample.free_columns():
            values = sample.values(name)
            if is_text(column.type) and not is_boolean(column, values) and not is_temporal(column, values):
                yield name

    def _follows(self, name: str, other: str, sample: TableSample) -> bool:
        """Say whether each value of a column comes with one value of another only, and not by chance."""
        pairs = [
            (_hashable(left), _hashable(right))
            for left, right in zip(sample.column(name), sample.column(other), strict=True)
            if left is not None and right is not None
        ]
        determined = dict(pairs)
        if len(pairs) < len(sample.rows) * 0.8 or any(determined[left] != right for left, right in pairs):
            return False
        counts = Counter(right for _, right in pairs)
        alike = sum((count / len(pairs)) ** 2 for count in counts.values())
        by_chance = alike ** (len(pairs) - len(determined))
        return len(counts) >= self.number("values") and by_chance < _ALMOST_IMPOSSIBLE


def _alone(sample: TableSample) -> set[str]:
    """Return the columns that are a key by themselves."""
    keys = [sample.table.primary_key, *sample.table.uniques]
    return {key[0] for key in keys if len(key) == 1}


def _hashable(value: Any) -> Hashable:
    return value if isinstance(value, Hashable) else repr(value)
