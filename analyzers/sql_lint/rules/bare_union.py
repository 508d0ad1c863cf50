"""SQL082: UNION that does not say whether copies go."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement, TokenRange


class BareUnion(NodeRule):
    """UNION alone removes copies, which needs a sort or a hash of all rows.

    Where no row can come from both sides, UNION ALL gives the same rows without that; where copies shall go, UNION
    DISTINCT says so.

    Bad:
        SELECT id FROM orders UNION SELECT id FROM archived_orders
    Good:
        SELECT id FROM orders UNION ALL SELECT id FROM archived_orders
        ---
        SELECT id FROM orders UNION DISTINCT SELECT id FROM archived_orders
    """

    code = "SQL082"
    name = "bare-union"
    severity = Severity.INFO
    nodes = (exp.Union,)
    grade = Grade.UNSAFE
    dialects = frozenset(
        {"ansi", "bigquery", "clickhouse", "databricks", "hive", "mysql", "redshift", "snowflake", "spark", "sparksql"}
        | {"trino", "athena", "presto", "duckdb", "mariadb"}
    )
    impact = Impact(read=1.5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where neither ALL nor DISTINCT follows UNION."""
        place = statement.range_of(node.expression)
        if not place or not node.args.get("distinct"):
            return
        number = place.first - 1
        while number > 0 and statement.words[number] == "(":
            number -= 1
        if statement.words[number] == "UNION":
            word = statement.tokens[number]
            fix = partial(self._keep_copies, word.text, TokenRange(number, number), statement)
            yield self.finding(statement, word, "UNION alone removes copies", "write UNION ALL, or UNION DISTINCT", fix)

    def _keep_copies(self, word: str, place: TokenRange, statement: Statement) -> Iterator[Edit]:
        yield insert_after(statement, place, " " + in_case_of("ALL", word))
