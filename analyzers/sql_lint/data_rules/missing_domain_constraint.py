"""SQL159: a number from a small range that nothing keeps in that range."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema import Column, Table
from ..schema_types import family_of
from ..text_values import is_boolean, is_numeric, is_temporal

# Numbers that are what was counted so far, and so may leave any range.
_COUNTED = re.compile(
    r"(?:^|_)(?i:count|number|num|total|qty|quantity|amount|position|sort|order|index|id)s?(?:_|$)|[a-z]I[dD]$"
)


class MissingDomainConstraint(DataRule):
    """All values of a column come from a small range that no constraint tells.

    A rating from 1 to 5 that nothing but the application checks will hold a 6 some day, and the average that counts it
    says nothing about it. A CHECK tells readers and the planner the range too.

    Bad:
        CREATE TABLE reviews (id INTEGER PRIMARY KEY, rating INTEGER);
        INSERT INTO reviews (rating)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59) SELECT i % 5 + 1 FROM n;
    Good:
        CREATE TABLE reviews (id INTEGER PRIMARY KEY, rating INTEGER CHECK (rating BETWEEN 1 AND 5));
        INSERT INTO reviews (rating)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59) SELECT i % 5 + 1 FROM n;
        ---
        CREATE TABLE reviews (id INTEGER PRIMARY KEY, visits INTEGER, is_open INTEGER);
        INSERT INTO reviews (visits, is_open)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59) SELECT i * i, i % 2 FROM n;
    """

    code = "SQL159"
    name = "missing-domain-constraint"
    grade = Grade.SUGGESTION
    impact = Impact(maintainability=1, amplification=1, integrity=1)
    options: ClassVar[Options] = {"rows": 50, "values": 10}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column of whole numbers that fill a small range and recur often."""
        for name, column in sample.free_columns():
            values = sample.values(name)
            if len(values) < self.number("rows") or not self._may_have_range(column, sample):
                continue
            found = Counter(values)
            low, high = int(min(found)), int(max(found))
            fills = all(float(value).is_integer() for value in found) and len(found) == high - low + 1
            # Counts of things start at 0 as well, but most of them are 0.
            is_even = min(found.values()) * self.number("values") * 2 >= len(values)
            if fills and is_even and 2 < len(found) <= self.number("values") and low in (0, 1):
                message = f"{column.name} is always from {low} to {high}, and no constraint says so"
                yield from self.in_rows(sample, message, f"CHECK ({column.name} BETWEEN {low} AND {high})")

    def _may_have_range(self, column: Column, sample: TableSample) -> bool:
        name, values = column.name, sample.values(column.name.lower())
        plain = family_of(column.type) == "NUMBER" and all(map(is_numeric, values)) and not _COUNTED.search(name)
        special = is_boolean(column, values) or is_temporal(column, values) or is_checked(column, sample.table)
        return plain and not special


def is_checked(column: Column, table: Table) -> bool:
    """Say whether a condition of the table speaks of a column."""
    name = column.name.lower()
    spoken = (str(node.name).lower() for check in table.checks for node in check.walk())
    return bool(column.checks) or name in spoken
