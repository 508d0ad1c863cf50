"""SQL110: a function on the column that rows are chosen by."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class FunctionOnFilteredColumn(NodeRule):
    """A function on the column of a condition keeps the index on that column from being used.

    The index knows the values of the column, not those of the function. Change the other side instead, such as a range
    of days for a date that is taken from a moment, or make an index on the expression.

    Bad:
        SELECT id FROM orders WHERE CAST(placed_at AS DATE) = '2024-01-31'
        ---
        SELECT id FROM customers WHERE LOWER(email) = 'a@example.org'
    Good:
        SELECT id FROM orders WHERE placed_at >= '2024-01-31' AND placed_at < '2024-02-01'
        ---
        SELECT id FROM orders WHERE placed_at > DATE_TRUNC('day', CURRENT_TIMESTAMP)
        ---
        SELECT id FROM orders WHERE COALESCE(total, 0) = 0
    """

    code = "SQL110"
    name = "function-on-filtered-column"
    nodes = (
        exp.EQ,
        exp.GT,
        exp.GTE,
        exp.LT,
        exp.LTE,
        exp.In,
        exp.Between,
    )
    dialects = frozenset({"ansi", "postgres", "postgresql", "mysql", "mariadb", "sqlite", "tsql", "oracle"})
    impact = Impact(read=10)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where WHERE compares a function of one column with a constant."""
        changed = node.this
        constant = node.args.get("expression") or node.args.get("low") or next(iter(node.expressions), None)
        if not isinstance(changed, _HIDING) or not isinstance(
            constant, exp.Literal | exp.Cast | exp.Placeholder | exp.Parameter
        ):
            return
        column = changed.this
        in_where = isinstance(
            node.find_ancestor(exp.Where, exp.Case, exp.If, exp.AggFunc, exp.Join, exp.Select), exp.Where
        )
        if isinstance(column, exp.Column) and in_where and not constant.find(exp.Column):
            message = f"no index on {column.name} helps with a function of it"
            yield self.finding(statement, changed, message, "change the other side, or index the expression")


# Functions with one value for each value of the column, behind which the order of the column is hidden.
_HIDING = (
    exp.Lower
    | exp.Upper
    | exp.Trim
    | exp.Substring
    | exp.Left
    | exp.Date
    | exp.TsOrDsToDate
    | exp.Cast
    | exp.Year
    | exp.Month
    | exp.Day
    | exp.DateTrunc
    | exp.TimestampTrunc
    | exp.Extract
)
