"""SQL050: an index whose first column queries do not name."""

from collections.abc import Iterator

from ..query_filters import TableUse, uses_of
from ..rule import Finding, Impact, Severity, WorkloadRule
from ..schema import Index, Schema
from ..sql_text import SqlText, Statement
from .filter_without_index import queries


class UnusedIndexStart(WorkloadRule):
    """Queries name a later column of an index, but never the first, so that they cannot use it.

    An index is sorted by its first column; without that the rows of the second lie anywhere in it. The run may not
    hold every query there is, hence this is only worth knowing.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, region text, customer text);
        CREATE INDEX by_region ON orders (region, customer);
        SELECT id FROM orders WHERE customer = 'x';
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, region text, customer text);
        CREATE INDEX by_region ON orders (region, customer);
        SELECT id FROM orders WHERE customer = 'x' AND region = 'y';
    """

    code = "SQL050"
    name = "unused-index-start"
    severity = Severity.INFO
    impact = Impact(read=2)

    def check(self, schema: Schema, texts: tuple[SqlText, ...]) -> Iterator[Finding]:
        """Yield one finding for each index that queries miss by its first column."""
        missed: dict[Index, tuple[Statement, TableUse, str]] = {}
        used: set[Index] = set()
        for statement, query in queries(texts):
            for use in uses_of(query, schema):
                named = {*use.filters, *use.joins}
                for index in use.table.indexes:
                    later = [name for name in index.columns[1:] if name in use.filters]
                    if index.columns[0] in named:
                        used.add(index)
                    elif later and not use.table.has_index_on((later[0],)):
                        missed.setdefault(index, (statement, use, later[0]))
        for index, (statement, use, name) in missed.items():
            if index not in used:
                message = f"{index.name} starts with {index.columns[0]}, which no query names, so it is not used here"
                yield self.finding(statement, use.filters[name], message, f"an index that starts with {name}")
