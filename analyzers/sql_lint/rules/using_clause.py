"""SQL093: a join by USING."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UsingClause(NodeRule):
    """USING joins by columns of the same name, whose table then cannot be told.

    With a third table, or after a column is renamed, the join means something else. ON names both sides.

    Bad:
        SELECT o.id FROM orders AS o JOIN items AS i USING (order_id)
    Good:
        SELECT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.order_id
    """

    code = "SQL093"
    name = "using-clause"
    severity = Severity.INFO
    nodes = (exp.Join,)
    dialects = frozenset(
        {"ansi", "athena", "bigquery", "databricks", "duckdb", "hive", "mariadb", "mysql", "oracle", "postgres"}
        | {"postgresql", "presto", "redshift", "snowflake", "spark", "sparksql", "sqlite", "teradata", "trino"}
    )
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each join by USING."""
        if node.args.get("using"):
            yield self.finding(
                statement, node, "USING hides of which tables the columns are", "write ON with both columns"
            )
