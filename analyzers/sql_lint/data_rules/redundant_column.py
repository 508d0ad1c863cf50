"""SQL158: a column that says the same in every row."""

import re
from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..text_values import is_boolean, is_temporal

# What is the same for a long time by its nature: nothing went wrong yet, nobody changed it yet, there is one client.
_SELDOM = re.compile(r"(?i)version|tenant|locale|deleted|error|fail|cancel|revision|currency|(?:^|_)(?:status|state)$")


class RedundantColumn(DataRule):
    """A column holds the same value in every row, or none at all.

    It tells nothing, and yet is stored, read and kept up to date with every row. Truth values, and what only comes to
    be when something happens, are not meant.

    Bad:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, legacy_ref TEXT);
        INSERT INTO orders (total)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i FROM n;
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, company TEXT);
        INSERT INTO orders (total, company)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i, 'ours' FROM n;
    Good:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, is_paid INTEGER, deleted_at TEXT);
        INSERT INTO orders (total, is_paid)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i, 1 FROM n;
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, company TEXT);
        INSERT INTO orders (company) VALUES ('ours'), ('ours'), ('ours');
    """

    code = "SQL158"
    name = "redundant-column"
    grade = Grade.SUGGESTION
    impact = Impact(amplification=1)
    options: ClassVar[Options] = {"rows": 50}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column with one value in many rows."""
        if len(sample.rows) < self.number("rows"):
            return
        for name, column in sample.free_columns():
            values = sample.values(name)
            if _SELDOM.search(name) or is_boolean(column, values) or is_temporal(column, values):
                continue
            if not values:
                yield from self.in_rows(sample, f"{column.name} is NULL everywhere", "drop the column")
            elif len(values) == len(sample.rows) and all(value == values[0] for value in values):
                value = f"{values[0]!r:.40}"
                yield from self.in_rows(sample, f"{column.name} is {value} everywhere", "drop the column")
