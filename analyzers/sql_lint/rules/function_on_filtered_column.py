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
        ---
        SELECT id FROM customers WHERE LOWER(email) LIKE 'a%'
    Good:
        SELECT id FROM orders WHERE placed_at >= '2024-01-31' AND placed_at < '2024-02-01'
        ---
        SELECT id FROM orders WHERE placed_at > DATE_TRUNC('day', CURRENT_TIMESTAMP)
        ---
        SELECT id FROM orders WHERE COALESCE(total, 0) = 0
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);
        CREATE INDEX customers_email ON customers (LOWER(email));
        SELECT c.id FROM customers AS c WHERE LOWER(c.email) = 'a@example.org';
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
        exp.Like,
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
        if isinstance(node, exp.Like) and (not isinstance(constant, exp.Literal) or constant.name[:1] in {"%", "_"}):
            return
        column = _changed_column(changed)
        in_where = isinstance(
            node.find_ancestor(exp.Where, exp.Case, exp.If, exp.AggFunc, exp.Join, exp.Select), exp.Where
        )
        if not isinstance(column, exp.Column) or not in_where or constant.find(exp.Column):
            return
        if not _is_indexed(changed, column, statement):
            message = f"no index on {column.name} helps with a function of it"
            yield self.finding(statement, changed, message, "change the other side, or index the expression")


def _changed_column(changed: exp.Expr) -> exp.Expr | None:
    """Return what a function is given; MySQL turns it into a date first, and CONVERT has its type in front."""
    given = changed.expression if isinstance(changed, exp.Convert) else changed.this
    return given.this if isinstance(given, exp.TsOrDsToDate) else given


def _is_indexed(changed: exp.Expr, column: exp.Column, statement: Statement) -> bool:
    """Say whether a table of the query has an index on just this expression."""
    select = column.find_ancestor(exp.Select, exp.Update, exp.Delete)
    wanted = _unqualified(changed)
    tables = (source.table for source in statement.sources_of(select) if source.table) if select else ()
    return any(wanted in map(str.lower, index.columns[:1]) for table in tables for index in table.indexes)


def _unqualified(changed: exp.Expr) -> str:
    bare = changed.copy()
    for column in bare.find_all(exp.Column):
        column.set("table", None)
    return bare.sql().lower()


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
    | exp.Convert
)
