"""SQL134: an index that is built under a lock which stops all writes."""

from collections.abc import Iterator
from functools import partial

from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange


class BlockingIndexCreation(PatternRule):
    """CREATE INDEX without CONCURRENTLY stops all writes to the table until the index is built.

    On a big table that takes minutes. `CREATE INDEX CONCURRENTLY` lets writes go on, but cannot stand in a transaction.
    An index on a table that the same file creates is no trouble: the table is empty.

    Bad:
        CREATE INDEX orders_customer_idx ON orders (customer_id)
    Good:
        CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX orders_customer_idx ON orders (customer_id);
    """

    code = "SQL134"
    name = "blocking-index-creation"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = frozenset({"postgres", "postgresql"})
    migration = True
    starts = ("CREATE",)
    impact = Impact(write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an index is created on a table that stood before this file."""
        index = next(statement.find_words("INDEX"), None)
        if index is None or index.first > 2 or statement.words[index.last + 1 : index.last + 2] == ("CONCURRENTLY",):
            return
        if statement.text.creates(_table_of(statement)):
            return
        message = "this stops all writes to the table until the index is built"
        fix = None if statement.text.in_transaction(statement) else partial(self._fix, statement, index)
        yield self.finding(statement, index, message, "CREATE INDEX CONCURRENTLY, outside a transaction", fix)

    def _fix(self, statement: Statement, index: TokenRange) -> Iterator[Edit]:
        word = statement.tokens[index.last]
        yield insert_after(statement, word, " " + in_case_of("CONCURRENTLY", word.text))


def _table_of(statement: Statement) -> str:
    """Return the name behind ON, without its schema."""
    for place in statement.find_words("ON"):
        names = [token.text for token in statement.tokens[place.last + 1 : place.last + 5]]
        names = names[1:] if names[:1] == ["ONLY"] else names
        return names[2] if names[1:2] == ["."] else names[0]
    return ""
