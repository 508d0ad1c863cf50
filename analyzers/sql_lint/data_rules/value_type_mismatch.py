"""SQL155: values that are not of the type their column is declared with."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema import Column
from ..schema_types import family_of, is_text
from ..text_values import are_truths, day_format, is_number, share, texts_of, zone_of

# What consists of digits and is no number: nobody adds two of them.
_CODES = re.compile(
    r"(?i)code|zip|postal|phone|mobile|fax|ssn|iban|isbn|sku|barcode|hash|token|version|serial|account|extension|number$|_no$"
    r"|(?:^|_)(?:id|nr|key|ref|tag|label|name|title|value|note)s?$"
)


class ValueTypeMismatch(DataRule):
    """A column holds values of another type than it is declared with.

    Numbers and dates that are kept as text sort by their letters, take no sum and no difference, and let anything in.
    SQLite moreover stores a text in a column of numbers without a word, and every sum then counts it as 0. Codes
    that consist of digits, as in zip codes, are rightly text; so are dates in SQLite, which has no type for them.

    Bad:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, weight TEXT);
        INSERT INTO orders (weight) VALUES ('1.5'), ('2'), ('10'), ('3.25'), ('7'), ('1'), ('4'), ('12'), ('9'), ('8');
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, weight INTEGER);
        INSERT INTO orders (weight) VALUES (1), (2), ('heavy'), (3);
        ---
        CREATE TABLE users (id INTEGER PRIMARY KEY, newsletter TEXT);
        INSERT INTO users (newsletter) VALUES
            ('yes'), ('no'), ('no'), ('yes'), ('no'), ('no'), ('yes'), ('no'), ('no'), ('yes');
    Good:
        CREATE TABLE orders (id INTEGER PRIMARY KEY, weight NUMERIC);
        INSERT INTO orders (weight) VALUES (1.5), (2), (10), (3.25), (7), (1), (4), (12), (9), (8);
        ---
        CREATE TABLE towns (id INTEGER PRIMARY KEY, zip TEXT, district TEXT);
        INSERT INTO towns (zip, district) VALUES
            ('10115', '01'), ('10117', '02'), ('10119', '03'), ('10178', '04'), ('10179', '05'),
            ('10243', '06'), ('10245', '07'), ('10247', '08'), ('10249', '09'), ('10315', '10');
        ---
        CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);
        INSERT INTO orders (placed_at) VALUES
            ('2024-01-01'), ('2024-01-02'), ('2024-01-03'), ('2024-01-04'), ('2024-01-05'),
            ('2024-01-06'), ('2024-01-07'), ('2024-01-08'), ('2024-01-09'), ('2024-01-10');
    """

    code = "SQL155"
    name = "value-type-mismatch"
    grade = Grade.SUGGESTION
    impact = Impact(read=2, amplification=2)
    options: ClassVar[Options] = {"rows": 10}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column whose values are all of another type, or some where none may be."""
        for name, column in sample.table.columns.items():
            values = sample.values(name)
            if is_text(column.type):
                kind = self._real_type(column, values, has_days=sample.table.dialect != "sqlite")
                if kind:
                    yield from self.in_rows(sample, f"all values of {column.name} are {kind}s kept as text", kind)
            elif family_of(column.type) == "NUMBER":
                texts = [value for value in values if isinstance(value, str)]
                if texts:
                    message = f"{column.name} is declared a number and holds texts such as {texts[0][:40]!r}"
                    yield from self.in_rows(sample, message, "STRICT on the table, or a type that fits")

    def _real_type(self, column: Column, values: list[Any], *, has_days: bool) -> str:
        """Return what the values of a text column are; nothing where text is right or there are too few."""
        texts = texts_of(values)
        if len(texts) < self.number("rows") or len(texts) < len(values):
            return ""
        if share(texts, is_number) == 1 and not _CODES.search(column.name):
            return "number"
        if are_truths(texts):
            return "boolean"
        if has_days and all(zone_of(text) is not None for text in texts):
            return "timestamp"
        return "date" if has_days and share(texts, day_format) == 1 else ""
