"""SQL270: lists in a text column, as its values show."""

import re
from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options, Severity
from ..schema_types import is_text
from ..text_values import is_list, share, texts_of, zone_of

# What is written for people may well have commas in it.
_PROSE = re.compile(r"(?i)desc|name|title|note|comment|address|remark|text$|body|summary|location|place")


class ListInText(DataRule):
    """The values of a text column are lists.

    To find one item means to read every list; no index and no foreign key reaches what stands between the commas, and
    two writers overwrite each other's additions.

    Bad:
        CREATE TABLE posts (id INTEGER PRIMARY KEY, tags TEXT);
        INSERT INTO posts (tags) VALUES ('sql,python'), ('sql'), ('rust,sql,go'), ('go,rust'), ('sql,go'), ('rust,go');
        ---
        CREATE TABLE tenants (id INTEGER PRIMARY KEY, members TEXT);
        INSERT INTO tenants (members) VALUES ('1; 2; 5'), ('3; 4'), ('6; 7; 8'), ('9; 1'), ('2; 3');
    Good:
        CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT);
        INSERT INTO posts (title) VALUES
            ('Hello, world'), ('Once, long ago'), ('Red, green and blue'), ('Nothing'), ('A, B and all the rest');
        ---
        CREATE TABLE prices (id INTEGER PRIMARY KEY, price TEXT);
        INSERT INTO prices (price) VALUES ('1,50'), ('2,25'), ('7,00'), ('3,10'), ('8,99');
    """

    code = "SQL270"
    name = "list-in-text"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=10, write=1, maintainability=2, amplification=1, integrity=1, accuracy=1)
    options: ClassVar[Options] = {"rows": 5, "percent": 60}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each text column most of whose values are lists of words without blanks in them."""
        for name, column in sample.free_columns():
            is_prose = _PROSE.search(name) or not is_text(column.type)
            texts = [] if is_prose else texts_of(sample.values(name))
            lists = [text for text in texts if is_list(text) and zone_of(text) is None]
            # Two words with a comma may be a name or a place; some list of three is not.
            longer = [text for text in lists if max(map(text.count, ",;|")) > 1]
            enough = len(texts) >= self.number("rows") and share(texts, is_list) * 100 >= self.number("percent")
            if enough and longer:
                message = f"{column.name} holds lists such as {longer[0][:40]!r}"
                yield from self.in_rows(sample, message, "a table with a row for each item")
