"""SQL071: DISTINCT over rows that GROUP BY has made distinct."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class DistinctWithGroupBy(NodeRule):
    """DISTINCT stands beside GROUP BY, which has already made one row of each group.

    Where all keys of the groups are among the columns it does nothing; else it hides groups that look alike. It may
    cost a second sort, and hides from a reader which of the two was meant.

    Bad:
        SELECT DISTINCT customer_id FROM orders GROUP BY customer_id
        ---
        SELECT DISTINCT customer_id, COUNT(*) FROM orders GROUP BY customer_id
        ---
        SELECT DISTINCT COUNT(*) FROM orders GROUP BY customer_id
    Good:
        SELECT customer_id FROM orders GROUP BY customer_id
        ---
        SELECT customer_id, COUNT(DISTINCT status) FROM orders GROUP BY customer_id
    """

    code = "SQL071"
    name = "distinct-with-group-by"
    nodes = (exp.Select,)
    grade = Grade.SAFE
    impact = Impact(read=1.2, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each query with both; the fix is for those where DISTINCT does nothing."""
        distinct, group = node.args.get("distinct"), node.args.get("group")
        if not distinct or not group or distinct.args.get("on") or not group.expressions:
            return
        selected = {column.unalias().sql() for column in node.expressions} | {
            str(n + 1) for n in range(len(node.expressions))
        }
        selected |= {column.alias for column in node.expressions}
        place = statement.range_of(node)
        word = next(statement.find_words("DISTINCT", within=place), None) if place else None
        if word and all(key.sql() in selected for key in group.expressions):
            fix = partial(self._remove, word, statement)
            message = "DISTINCT does nothing: GROUP BY leaves one row of each group"
            yield self.finding(statement, word, message, "remove DISTINCT", fix)
        elif word:
            message = "DISTINCT hides groups that look alike, as not all keys of GROUP BY are among the columns"
            yield self.finding(statement, word, message, "say with one of the two which rows are meant")

    def _remove(self, word: TokenRange, statement: Statement) -> Iterator[Edit]:
        yield remove(statement, word)
