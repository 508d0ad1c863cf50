"""SQL135: an index that is dropped under a lock which stops all reads and writes."""

from collections.abc import Iterator
from functools import partial

from ..alterations import POSTGRES
from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement


class BlockingIndexRemoval(PatternRule):
    """DROP INDEX without CONCURRENTLY waits for every query on the table, and makes all later ones wait for it.

    Behind one long report the whole application stands still. `DROP INDEX CONCURRENTLY` lets others go on, but cannot
    stand in a transaction, and drops one index at a time.

    Bad:
        DROP INDEX orders_customer_idx
        ---
        DROP INDEX IF EXISTS shop.orders_customer_idx
    Good:
        DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx
        ---
        DROP TABLE orders
    """

    code = "SQL135"
    name = "blocking-index-removal"
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    starts = ("DROP",)
    impact = Impact(read=2, write=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an index is dropped while everybody waits."""
        if statement.words[1:2] != ("INDEX",) or statement.words[2:3] == ("CONCURRENTLY",):
            return
        alone = not {",", "CASCADE"} & set(statement.words) and not statement.text.in_transaction(statement)
        message = "this stops all reads and writes of the table until no query uses it"
        fix = partial(self._fix, statement) if alone else None
        yield self.finding(statement, None, message, "DROP INDEX CONCURRENTLY, outside a transaction", fix)

    def _fix(self, statement: Statement) -> Iterator[Edit]:
        word = statement.tokens[1]
        yield insert_after(statement, word, " " + in_case_of("CONCURRENTLY", word.text))
