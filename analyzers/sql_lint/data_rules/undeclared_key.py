"""SQL164: a column whose values are always present and never recur, though nothing says so."""

from collections.abc import Hashable, Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options, Severity
from ..schema_types import family_of, is_text
from ..text_values import is_temporal

_LONGEST_KEY = 64


class UndeclaredKey(DataRule):
    """A column never recurs and is never NULL, though nothing declares it so.

    If that is no chance, UNIQUE and NOT NULL keep it so, and let the planner know that there is one row at most.

    Bad:
        CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
        INSERT INTO users (email)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
        SELECT 'user' || i || '@a.b' FROM n;
    Good:
        CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
        INSERT INTO users (email)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
        SELECT 'user' || i || '@a.b' FROM n;
        ---
        CREATE TABLE users (id INTEGER PRIMARY KEY, town TEXT);
        INSERT INTO users (town)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT 'town ' || (i % 50) FROM n;
    """

    code = "SQL164"
    name = "undeclared-key"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    impact = Impact(read=1.2, integrity=1)
    options: ClassVar[Options] = {"rows": 50}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each such column of whole numbers or short texts."""
        for name, column in sample.table.columns.items():
            values = [value for value in sample.values(name) if isinstance(value, Hashable)]
            whole = family_of(column.type) == "NUMBER" and all(isinstance(value, int) for value in values)
            short = is_text(column.type) and all(len(str(value)) <= _LONGEST_KEY for value in values)
            if (
                "name" in name
                or "title" in name
                or len(values) < max(self.number("rows"), len(sample.rows))
                or not (whole or short)
            ):
                continue
            unique = len(set(values)) == len(values) and not is_temporal(column, values)
            if unique and not sample.table.is_unique(frozenset({name})):
                message = f"{column.name} never recurs and is never NULL, and nothing declares it so"
                yield from self.in_rows(sample, message, "NOT NULL UNIQUE")
