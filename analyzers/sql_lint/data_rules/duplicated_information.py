"""SQL157: a column that can be worked out from others of its row."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from math import isclose
from typing import Any, ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema_types import family_of, is_text
from ..text_values import is_boolean, is_numeric, is_temporal

_AGE = re.compile(r"(?i)(?:^|_)age$")
_BIRTH = re.compile(r"(?i)birth|(?:^|_)dob$|born")
_MOST_COLUMNS = 12  # from here on, three columns that add up by chance are to be expected


class DuplicatedInformation(DataRule):
    """A column says what other columns of the row say already.

    A sum, a copy or an age that is stored has to be written again with every change of what it comes from, and sooner
    or later is not. What can be worked out belongs into a view or a generated column.

    Bad:
        CREATE TABLE lines (id INTEGER PRIMARY KEY, amount INTEGER, price INTEGER, total INTEGER);
        INSERT INTO lines (amount, price, total)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT i % 5 + 1, i * 7 % 11 + 2, (i % 5 + 1) * (i * 7 % 11 + 2) FROM n;
        ---
        CREATE TABLE people (id INTEGER PRIMARY KEY, birth_date TEXT, age INTEGER);
        INSERT INTO people (birth_date, age)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT (1960 + i) || '-06-15', 2024 - 1960 - i FROM n;
        ---
        CREATE TABLE people (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, full_name TEXT);
        INSERT INTO people (first_name, last_name, full_name)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT 'A' || i, 'B' || i, 'A' || i || ' B' || i FROM n;
    Good:
        CREATE TABLE lines (id INTEGER PRIMARY KEY, amount INTEGER, price INTEGER, paid INTEGER);
        INSERT INTO lines (amount, price, paid)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT i % 5 + 1, i * 7 % 11 + 2, i * 3 % 13 FROM n;
        ---
        CREATE TABLE pages (id INTEGER PRIMARY KEY, created_at TEXT, updated_at TEXT);
        INSERT INTO pages (created_at, updated_at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT '2024-01-' || i, '2024-01-' || i FROM n;
        ---
        CREATE TABLE lines (
            id INTEGER PRIMARY KEY, amount INTEGER, price INTEGER, total INTEGER GENERATED ALWAYS AS (amount * price)
        );
        INSERT INTO lines (amount, price)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT i % 5 + 1, i * 7 % 11 + 2 FROM n;
    """

    code = "SQL157"
    name = "duplicated-information"
    grade = Grade.SUGGESTION
    impact = Impact(maintainability=2, integrity=1, accuracy=1)
    options: ClassVar[Options] = {"rows": 20, "values": 5}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column that can be worked out, and how."""
        if len(sample.rows) < self.number("rows"):
            return
        told: set[str] = set()
        for name, source in (*self._copies(sample), *self._calculated(sample), *_ages(sample), *self._joined(sample)):
            if name not in told:
                told.add(name)
                message = f"{sample.table.columns[name].name} is {source}"
                yield from self.in_rows(sample, message, "a generated column, or a view that works it out")

    def _telling(self, sample: TableSample, *, text: bool) -> list[str]:
        """Return the columns of texts or of numbers that hold many values and are no keys, truth values or times."""
        found: list[str] = []
        for name, column in sample.free_columns():
            values = sample.values(name)
            plain = not column.generated and not name.endswith("_id") and not is_temporal(column, values)
            fits = is_text(column.type) if text else family_of(column.type) == "NUMBER" and all(map(is_numeric, values))
            many = len(values) >= self.number("rows") and len(set(values)) >= self.number("values") if fits else False
            if plain and many and not is_boolean(column, values):
                found.append(name)
        return found

    def _copies(self, sample: TableSample) -> Iterator[tuple[str, str]]:
        for names in (self._telling(sample, text=True), self._telling(sample, text=False)):
            for first, second in combinations(names, 2):
                if sample.column(first) == sample.column(second):
                    yield second, f"the same as {sample.table.columns[first].name}"

    def _calculated(self, sample: TableSample) -> Iterator[tuple[str, str]]:
        names = self._telling(sample, text=False)
        if len(names) > _MOST_COLUMNS:
            return
        for name in names:
            for first, second in combinations([other for other in names if other != name], 2):
                rows = list(_whole(sample, name, first, second))
                spelled = [sample.table.columns[other].name for other in (first, second)]
                if len(rows) >= self.number("rows") and _is_told_by_both(rows):
                    if all(isclose(result, left + right, abs_tol=1e-9) for result, left, right in rows):
                        yield name, " + ".join(spelled)
                    elif all(isclose(result, left * right, abs_tol=0.006) for result, left, right in rows):
                        yield name, " * ".join(spelled)

    def _joined(self, sample: TableSample) -> Iterator[tuple[str, str]]:
        names = self._telling(sample, text=True)
        for name in names if len(names) <= _MOST_COLUMNS else ():
            for first, second in combinations([other for other in names if other != name], 2):
                columns = (sample.column(column) for column in (name, first, second))
                if all(f"{left} {right}" == whole for whole, left, right in zip(*columns, strict=True)):
                    yield name, f"{sample.table.columns[first].name} and {sample.table.columns[second].name} joined"


def _whole(sample: TableSample, *names: str) -> Iterator[list[float]]:
    """Yield the rows in which no value of these columns is missing."""
    for row in zip(*(sample.column(name) for name in names), strict=True):
        if None not in row:
            yield [float(value) for value in row]


def _is_told_by_both(rows: list[list[float]]) -> bool:
    """Say whether both sources vary, and neither alone is the result."""
    copied = any(all(row[0] == row[part] for row in rows) for part in (1, 2))
    return not copied and all(len({row[part] for row in rows}) > 2 for part in (1, 2))


def _ages(sample: TableSample) -> Iterator[tuple[str, str]]:
    """Yield an age beside a day of birth: together they always make the same year or the next."""
    births = [name for name in sample.table.columns if _BIRTH.search(name)]
    for age in filter(_AGE.search, sample.table.columns):
        for birth in births:
            pairs = zip(sample.column(age), sample.column(birth), strict=True)
            years = {int(number) + year for number, day in pairs if is_numeric(number) and (year := _year(day))}
            if years and max(years) - min(years) <= 1:
                yield age, f"the years since {sample.table.columns[birth].name}"


def _year(day: Any) -> int:
    if isinstance(day, date):
        return day.year
    found = re.match(r"\d{4}(?=-)", day) if isinstance(day, str) else None
    return int(found.group()) if found else 0
