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
        ---
        SELECT id FROM orders WHERE total * 2 > 100
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
        changed, constant = node.this, _constant(node)
        if not _hides(changed):
            changed, constant = constant, changed
        column = _only_column(changed) if changed and _hides(changed) else None
        if column is None or constant is None or constant.find(exp.Column, exp.Query):
            return
        if isinstance(node, exp.Like) and (not isinstance(constant, exp.Literal) or constant.name[:1] in {"%", "_"}):
            return
        clause = node.find_ancestor(exp.Where, exp.Case, exp.If, exp.AggFunc, exp.Join, exp.Select)
        if not isinstance(clause, exp.Where) or not changed or not _is_of_table(column, statement):
            return
        if not _is_indexed(changed, column, statement):
            message = f"no index on {column.name} helps with a function of it"
            yield self.finding(statement, changed, message, "change the other side, or index the expression")


def _constant(node: exp.Expr) -> exp.Expr | None:
    """Return what a column is compared with, the first value of a list or a range."""
    return node.args.get("expression") or node.args.get("low") or next(iter(node.expressions), None)


def _is_of_table(column: exp.Column, statement: Statement) -> bool:
    """Say whether a column may be one of a table; those of subqueries and common tables have no index."""
    query = column.find_ancestor(exp.Select, exp.Update, exp.Delete)
    sources = statement.sources_of(query) if query else ()
    own = [source for source in sources if column.table.lower() in {"", source.name}]
    return any(source.is_table for source in own)


def _only_column(changed: exp.Expr) -> exp.Column | None:
    """Return the one column that a function depends on; None for several, and for fields of documents."""
    columns = list(changed.find_all(exp.Column))
    if len(columns) != 1 or changed.find(exp.JSONExtract, exp.JSONExtractScalar, exp.Bracket, exp.Query, exp.AggFunc):
        return None
    upward: exp.Expr | None = columns[0].parent
    while upward is not None and upward is not changed.parent:
        if not _hides(upward) and not isinstance(upward, exp.Paren | exp.Neg):
            return None
        upward = upward.parent
    return columns[0]


def _hides(node: exp.Expr | None) -> bool:
    """Say whether the order of what a function or an operator is given is hidden behind it."""
    called = isinstance(node, exp.Anonymous) and node.name.upper() in {"TRUNC", "UNIX_TIMESTAMP"}
    return called or isinstance(node, _HIDING)


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
    | exp.Right
    | exp.Date
    | exp.TsOrDsToDate
    | exp.TsOrDsToTimestamp
    | exp.Cast
    | exp.Year
    | exp.Month
    | exp.Day
    | exp.DateTrunc
    | exp.TimestampTrunc
    | exp.DateAdd
    | exp.DateSub
    | exp.DateDiff
    | exp.TsOrDsAdd
    | exp.TsOrDsDiff
    | exp.TimeToStr
    | exp.TimeToUnix
    | exp.TimeStrToTime
    | exp.ToChar
    | exp.Trunc
    | exp.Extract
    | exp.Convert
    | exp.Length
    | exp.Abs
    | exp.Round
    | exp.Floor
    | exp.Ceil
    | exp.Replace
    | exp.Add
    | exp.Sub
    | exp.Mul
    | exp.Div
)
