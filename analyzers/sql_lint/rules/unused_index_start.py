"""SQL050: an index whose first column queries do not name."""

from collections.abc import Iterator

from sqlglot import exp

from ..claims import Claim
from ..query_filters import uses_of
from ..rule import Finding, Impact, Severity, WorkloadRule
from ..schema import Index
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

    def claims(self, text: SqlText) -> Iterator[Claim[Finding]]:
        """Yield a finding for each index that a query misses by its first column; one that names that objects."""
        for statement, query in queries(text):
            for use in uses_of(query, text.schema):
                named = {*use.filters, *use.joins}
                for index in use.table.indexes:
                    key = f"{use.table.name} {index.name} {' '.join(index.columns)}"
                    later = [name for name in index.columns[1:] if name in use.filters]
                    if index.columns[0] in named:
                        yield Claim(key)
                    elif later and not use.table.has_index_on((later[0],)):
                        yield Claim(key, self._found(statement, index, later[0], use.filters[later[0]]))

    def _found(self, statement: Statement, index: Index, name: str, column: exp.Column) -> Finding:
        message = f"{index.name} starts with {index.columns[0]}, which no query names, so it is not used here"
        return self.finding(statement, column, message, f"an index that starts with {name}")
