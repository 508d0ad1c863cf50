"""SQL071: DISTINCT over rows that GROUP BY has made distinct."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class DistinctWithGroupBy(NodeRule):
    """DISTINCT does nothing where GROUP BY has already made one row of each group.

    It may cost a second sort, and hides from a reader which of the two was meant.

    Bad:
        SELECT DISTINCT customer_id FROM orders GROUP BY customer_id
        ---
        SELECT DISTINCT customer_id, COUNT(*) FROM orders GROUP BY customer_id
    Good:
        SELECT customer_id FROM orders GROUP BY customer_id
        ---
        SELECT DISTINCT COUNT(*) FROM orders GROUP BY customer_id
    """

    code = "SQL071"
    name = "distinct-with-group-by"
    nodes = (exp.Select,)
    grade = Grade.SAFE
    impact = Impact(read=1.2, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where all keys of the groups are among the columns."""
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

    def _remove(self, word: TokenRange, statement: Statement) -> Iterator[Edit]:
        yield remove(statement, word)
