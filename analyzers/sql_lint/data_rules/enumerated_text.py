"""SQL160: a text column that holds a few words again and again."""

from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema_types import is_text
from ..text_values import are_truths, is_number
from .missing_domain_constraint import is_checked

_LONGEST_WORD = 40


class EnumeratedText(DataRule):
    """A free text holds a few words again and again.

    Every slip of the pen makes a new word that no query asks for, each word is stored with each row, and nothing tells
    which there are. A table of the words with a foreign key does, or a CHECK where they never change.

    Bad:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT);
        INSERT INTO orders (status)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
        SELECT CASE i % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' ELSE 'sent' END FROM n;
    Good:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'sent')));
        INSERT INTO orders (status)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
        SELECT CASE i % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' ELSE 'sent' END FROM n;
        ---
        CREATE TABLE people (id INTEGER PRIMARY KEY, first_name TEXT);
        INSERT INTO people (first_name)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) SELECT 'Ann ' || (i % 60) FROM n;
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT);
        INSERT INTO orders (status) VALUES ('open'), ('open'), ('paid'), ('sent');
    """

    code = "SQL160"
    name = "enumerated-text"
    grade = Grade.SUGGESTION
    impact = Impact(write=10, maintainability=2, amplification=1)
    options: ClassVar[Options] = {"rows": 50, "values": 12, "percent": 5}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each text column with few distinct values among many, none of them long."""
        for name, column in sample.free_columns():
            values = sample.values(name)
            is_free = is_text(column.type) and not name.endswith("_id") and not is_checked(column, sample.table)
            if len(values) < self.number("rows") or not is_free:
                continue
            words = sorted({value for value in values if isinstance(value, str)})
            few = 2 <= len(words) <= min(self.number("values"), len(values) * self.number("percent") // 100)
            plain = few and max(map(len, words)) <= _LONGEST_WORD
            if plain and not are_truths(words) and not all(map(is_number, words)):
                told = ", ".join(map(repr, words[:4])) + (", …" if len(words) > 4 else "")
                message = f"{column.name} holds {len(words)} words only ({told})"
                yield from self.in_rows(sample, message, "a table of these words and a foreign key, or a CHECK")
