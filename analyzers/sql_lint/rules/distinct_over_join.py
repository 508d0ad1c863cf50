"""SQL070: DISTINCT that hides the copies a join makes."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import joins_rows_of_the_left
from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class DistinctOverJoin(NodeRule):
    """DISTINCT removes the copies that a join has made just before.

    A table is joined only to ask whether it has a row, and every further row of it makes a copy. EXISTS asks the same,
    stops at the first row, and needs no sort. (SQLCheck, SIGMOD 2020: DISTINCT and JOIN.)

    Bad:
        SELECT DISTINCT c.name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
        ---
        SELECT DISTINCT c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT DISTINCT name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
        ---
        SELECT DISTINCT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id
    Good:
        SELECT c.name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id)
        ---
        SELECT DISTINCT c.name, o.status FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
        ---
        SELECT DISTINCT name, status FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
        ---
        SELECT DISTINCT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.id IS NULL
        ---
        SELECT DISTINCT c.city, COUNT(c.id) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.city
        ---
        SELECT DISTINCT COUNT(DISTINCT c.id) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
    """

    code = "SQL070"
    name = "distinct-over-join"
    nodes = (exp.Select,)
    impact = Impact(read=3, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a joined table gives no column, and every column says which table it is of."""
        distinct = node.args.get("distinct")
        joins: list[exp.Join] = node.args.get("joins") or []
        if not distinct or distinct.args.get("on") or not joins or _aggregates(node):
            return
        used = _tables_in_columns(node)
        unused = [name for name in _joined_names(node, joins, len(used) == 1) if name.lower() not in used]
        name = "" if "" in used else next(iter(unused), "")
        if (name and used) or ("" in used and _are_too_few(node, joins)):
            joined = f"the join with {name}" if name else "a join"
            message = f"DISTINCT removes the copies that {joined} makes"
            hint = f"ask for {name or 'what is only looked up'} with EXISTS"
            yield self.finding(statement, _distinct_word(node, statement), message, hint)


def _are_too_few(select: exp.Expr, joins: list[exp.Join]) -> bool:
    """Say whether there are fewer columns than tables, so that one of those gives none, whichever they are of."""
    parts = [*select.expressions, select.args.get("order")]
    named = {column.sql().lower() for part in parts if part for column in part.find_all(exp.Column)}
    plain = all(isinstance(column.unalias(), exp.Column) and not column.is_star for column in select.expressions)
    tables = all(
        isinstance(join.this, exp.Table) and not join.side and not joins_rows_of_the_left(join) for join in joins
    )
    return plain and tables and len(named) <= len(joins)


def _aggregates(select: exp.Expr) -> bool:
    """Say whether the rows of the join are put together before DISTINCT sees them."""
    if select.args.get("group") or select.args.get("having"):
        return True
    return any(column.find(exp.AggFunc) and not column.find(exp.Window) for column in select.expressions)


def _joined_names(select: exp.Expr, joins: list[exp.Join], all_from_one: bool) -> list[str]:
    """Return the names that are joined; that of FROM too, unless others depend on it or are linked by it."""
    start = select.args.get("from_")
    replaceable = all_from_one and not any(join.side or joins_rows_of_the_left(join) for join in joins)
    first = [start.this] if start and replaceable and start.this.alias_or_name else []
    where = select.args.get("where")
    tests = where.find_all(exp.Is) if where else ()
    tested = {column.table.lower() for test in tests for column in test.find_all(exp.Column)}
    joined = [join.this for join in joins if not join.side or _is_idle(join, tested)]
    return [source.alias_or_name for source in [*joined, *first]]


def _is_idle(join: exp.Join, tested: set[str]) -> bool:
    """Say whether an outer join keeps the rows of the left and asks nothing of its own with IS NULL."""
    return join.side.upper() == "LEFT" and join.this.alias_or_name.lower() not in tested | {""}


def _tables_in_columns(select: exp.Expr) -> set[str]:
    """Return the tables that the columns and the order are taken from; an empty name where one does not say."""
    parts = [*select.expressions, select.args.get("order")]
    columns = [column for part in parts if part for column in part.find_all(exp.Column, exp.Star)]
    return {
        column.table.lower() if isinstance(column, exp.Column) else "" for column in columns if not _in_count(column)
    }


def _in_count(node: exp.Expr) -> bool:
    return isinstance(node, exp.Star) and isinstance(node.parent, exp.Count | exp.Column)


def _distinct_word(select: exp.Expr, statement: Statement) -> TokenRange | exp.Expr:
    place = statement.range_of(select)
    return next(statement.find_words("DISTINCT", within=place), select) if place else select
