"""SQL163: values that stand for none, that are written in two ways, or that have blanks around them."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema import Column
from ..schema_types import is_text
from ..text_values import day_format, is_numeric, share

_NOTHING = frozenset({"n/a", "#n/a", "null", "none", "nil", "undefined", "?", "-", "--"})
_NUMBERS = frozenset({-1, -99, -999, -9999, 999, 9999, 99999, 999999, 9999999})
_DAYS = frozenset({"0000-00-00", "0001-01-01", "1900-01-01", "9999-12-31"})
_NUMBER_NAMES = re.compile(r"(?i)(?:^|_)(?:id|no|number|code|year|port|sort|order|position|offset|delta|diff)s?$")
_ENDS = re.compile(r"(?i)valid|until|end|expir|_to$|through")


class UntidyValues(DataRule):
    """Some values are written in another way than the rest: with blanks around them, as a date of another form, or
    as a word or number that stands for none.

    No condition finds them: `= 'Berlin'` misses 'Berlin ', `IS NULL` misses 'N/A', an average counts the -999, and
    a date in another form sorts among the wrong ones.

    Bad:
        CREATE TABLE users (id INTEGER PRIMARY KEY, town TEXT);
        INSERT INTO users (town) VALUES ('Bonn'), ('N/A'), ('Rome'), ('Kiel'), ('Jena'), ('n/a');
        ---
        CREATE TABLE users (id INTEGER PRIMARY KEY, town TEXT);
        INSERT INTO users (town) VALUES ('Bonn'), ('Rome '), ('Rome'), ('Kiel'), ('Jena'), ('Ulm');
        ---
        CREATE TABLE readings (id INTEGER PRIMARY KEY, temperature INTEGER);
        INSERT INTO readings (temperature)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
        SELECT CASE WHEN i % 10 = 0 THEN -999 ELSE i END FROM n;
        ---
        CREATE TABLE users (id INTEGER PRIMARY KEY, born TEXT);
        INSERT INTO users (born) VALUES
            ('1980-02-03'), ('1981-02-03'), ('3.2.1982'), ('1983-02-03'), ('1984-02-03'), ('1985-02-03');
    Good:
        CREATE TABLE users (id INTEGER PRIMARY KEY, town TEXT);
        INSERT INTO users (town) VALUES ('Bonn'), (NULL), ('Rome'), ('Kiel'), ('Jena'), ('Nantes');
        ---
        CREATE TABLE readings (id INTEGER PRIMARY KEY, temperature INTEGER);
        INSERT INTO readings (temperature)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) SELECT i - 5 FROM n;
        ---
        CREATE TABLE marks (id INTEGER PRIMARY KEY, mark TEXT);
        INSERT INTO marks (mark) VALUES ('+'), ('-'), ('+'), ('-'), ('-'), ('+');
    """

    code = "SQL163"
    name = "untidy-values"
    grade = Grade.SUGGESTION
    impact = Impact(integrity=1, accuracy=1)
    options: ClassVar[Options] = {"rows": 5}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each way in which a column is untidy."""
        for name, column in sample.table.columns.items():
            values = sample.values(name)
            if len(values) < self.number("rows") or name in sample.table.primary_key:
                continue
            if is_text(column.type):
                texts = [value for value in values if isinstance(value, str)]
                yield from self._untidy_texts(column, texts, sample)
            else:
                yield from self._stand_ins(column, _odd_numbers(column, values), sample, "NULL")

    def _untidy_texts(self, column: Column, texts: list[str], sample: TableSample) -> Iterator[Finding]:
        yield from self._stand_ins(column, _words_for_nothing(texts), sample, "NULL")
        stray = [text for text in texts if text != text.strip() and text.strip()]
        if stray and len(stray) * 2 < len(texts):
            message = f"values of {column.name} with blanks around them: {len(stray):,}, such as {stray[0][:40]!r}"
            yield from self.in_rows(sample, message, "trim them, and CHECK that they stay trimmed")
        forms = Counter(form for text in texts if (form := day_format(text.strip())))
        if len(forms) > 1 and forms.total() == len(texts):
            (most, _), (other, number), *_ = forms.most_common()
            message = f"{column.name} writes days in two ways: most {most}, {number:,} {other}"
            yield from self.in_rows(sample, message, "a column of type date")

    def _stand_ins(self, column: Column, found: list[Any], sample: TableSample, hint: str) -> Iterator[Finding]:
        if found:
            shown = str(found[0]) if isinstance(found[0], date) else repr(found[0])
            message = f"values of {column.name} that stand for none: {len(found):,}, such as {shown}"
            yield from self.in_rows(sample, message, hint)


def _words_for_nothing(texts: list[str]) -> list[str]:
    """Return the words that stand for none; none where they are most of what there is, or their column's very words."""
    found = [text for text in texts if text.strip().lower() in _NOTHING]
    others = {text for text in texts if text.strip().lower() not in _NOTHING}
    return found if len(others) > 2 and len(found) * 2 < len(texts) else []


def _odd_numbers(column: Column, values: list[Any]) -> list[Any]:
    """Return numbers and days that stand for none: they recur, and lie far from the rest."""
    if share(values, lambda value: isinstance(value, date)) == 1:
        found = [value for value in values if str(value)[:10] in _DAYS]
        return [] if _ENDS.search(column.name) or len(found) == len(values) else found
    if not values or not all(map(is_numeric, values)) or _NUMBER_NAMES.search(column.name):
        return []
    found = [value for value in values if value in _NUMBERS]
    rest = [value for value in values if value not in _NUMBERS]
    if len(set(found)) != 1 or len(found) < 2 or len(set(rest)) < 5:
        return []
    low, high = min(rest), max(rest)
    far = found[0] < 0 <= low if found[0] == -1 else not low - (high - low) <= found[0] <= high + (high - low)
    return found if far else []
