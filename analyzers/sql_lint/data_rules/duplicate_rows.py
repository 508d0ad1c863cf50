"""SQL162: rows that are there more than once."""

from collections import Counter
from collections.abc import Iterator

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Severity


class DuplicateRows(DataRule):
    """The same row is there several times, or two rows have the same number where each needs its own.

    Nobody can tell such rows apart, so none can be changed or deleted alone, and every join and sum counts them twice.
    The key that would have kept them out cannot be added any more.

    Bad:
        CREATE TABLE payments (customer_id INTEGER, amount INTEGER, day TEXT);
        INSERT INTO payments VALUES (1, 10, '2024-01-01'), (1, 10, '2024-01-01'), (2, 5, '2024-01-02');
        ---
        CREATE TABLE payments (id INTEGER, amount INTEGER);
        INSERT INTO payments VALUES (1, 10), (2, 20), (3, 20), (4, 10), (4, 30), (5, 10);
    Good:
        CREATE TABLE payments (customer_id INTEGER, amount INTEGER, day TEXT);
        INSERT INTO payments VALUES (1, 10, '2024-01-01'), (1, 10, '2024-01-02'), (2, 5, '2024-01-02');
        ---
        CREATE TABLE payments (id INTEGER PRIMARY KEY, amount INTEGER);
        INSERT INTO payments (amount) VALUES (10), (10), (10);
        ---
        CREATE TABLE history (id INTEGER, version INTEGER, name TEXT);
        INSERT INTO history VALUES (1, 1, 'a'), (1, 2, 'b'), (1, 3, 'c'), (2, 1, 'd'), (2, 2, 'e');
    """

    code = "SQL162"
    name = "duplicate-rows"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(amplification=1, integrity=1, accuracy=1)

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for whole rows that recur, or else for a key that is not declared and recurs."""
        table = sample.table
        if table.primary_key or table.uniques or table.is_staging:
            return
        rows = Counter(repr(tuple(row)) for row in sample.rows)
        again = sum(count - 1 for count in rows.values())
        if again and len(table.columns) > 1:
            message = f"rows of {table.name} that repeat another: {again:,}"
            yield from self.in_rows(sample, message, "delete them, and declare a primary key")
        elif "id" in table.columns and len(sample.rows) == sample.total:
            yield from self._in_numbers(sample)

    def _in_numbers(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding where few rows share their id with another; where many do, it is not one of these rows."""
        values = Counter(map(repr, sample.values("id")))
        twice = [value for value, count in values.items() if count > 1]
        if twice and (values.total() - len(values)) * 4 <= values.total():
            message = f"{sample.table.columns['id'].name} does not tell rows apart: {twice[0]} is there twice"
            yield from self.in_rows(sample, message, "give each row its own, and declare a primary key")
