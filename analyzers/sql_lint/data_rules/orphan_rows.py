"""SQL161: rows that refer to rows that are not there."""

from collections.abc import Iterator

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Severity


class OrphanRows(DataRule):
    """Rows refer to rows of another table that do not exist.

    An inner join drops them without a word and an outer join makes up a row of NULLs, so that two reports differ; the
    foreign key that would have kept them out cannot be added any more. References are those of foreign keys, which
    SQLite checks only when asked and others not where they are not validated, and those that a column's name tells.

    Bad:
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers);
        INSERT INTO customers VALUES (1, 'Ann');
        INSERT INTO orders VALUES (1, 1), (2, 7);
        ---
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob');
        INSERT INTO orders VALUES (1, 1), (2, 2), (3, 7), (4, 1);
    Good:
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers);
        INSERT INTO customers VALUES (1, 'Ann');
        INSERT INTO orders VALUES (1, 1), (2, NULL);
        ---
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE imports (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Ann');
        INSERT INTO imports VALUES (1, 801), (2, 802), (3, 803);
    """

    code = "SQL161"
    name = "orphan-rows"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(integrity=1, accuracy=1)

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each reference that misses its row; a mere name must mostly be right to count as one."""
        for orphans in sample.orphans:
            reference = orphans.reference
            present = len(sample.values(reference.columns[0]))
            if reference.declared or orphans.number * 2 <= present:
                columns = ", ".join(sample.table.columns[name].name for name in reference.columns)
                missing = f"rows whose {columns} is not in {reference.target.name}"
                message = f"{missing}: {orphans.number:,}, such as {orphans.example!r}"
                yield from self.in_rows(sample, message, "put the missing rows back, or delete those that miss them")
