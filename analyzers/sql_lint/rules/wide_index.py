"""SQL055: an index of many columns."""

from collections.abc import Iterator
from typing import ClassVar

from ..rule import Finding, Impact, Options, SchemaRule, Severity
from ..schema import Schema


class WideIndex(SchemaRule):
    """An index of many columns is nearly a second table.

    Each of its columns is written once more, and beyond the first few they seldom narrow the search. Where a query is
    to be answered from the index alone that may be wanted, hence this is only worth knowing. A full-text index is as
    wide as the words in it.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
        CREATE INDEX wide ON orders (a, b, c, d);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
        CREATE INDEX narrow ON orders (a, b, c);
    """

    code = "SQL055"
    name = "wide-index"
    severity = Severity.INFO
    impact = Impact(write=1.5, amplification=1)
    options: ClassVar[Options] = {"columns": 3}

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each index with more columns than the option allows, and for each on full text."""
        most = self.number("columns")
        for table in schema.row_stores():
            for index in table.indexes:
                if len(index.columns) > most:
                    yield from self.at(index.origin, f"{len(index.columns)} columns in one index, more than {most}")
                elif index.method == "fulltext":
                    yield from self.at(index.origin, "a full-text index is written anew with every word that changes")
