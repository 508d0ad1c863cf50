"""SQL070: DISTINCT that hides the copies a join makes."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class DistinctOverJoin(NodeRule):
    """DISTINCT removes the copies that a join has made just before.

    A table is joined only to ask whether it has a row, and every further row of it makes a copy. EXISTS asks the same,
    stops at the first row, and needs no sort. (SQLCheck, SIGMOD 2020: DISTINCT and JOIN.)

    Bad:
        SELECT DISTINCT c.name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
    Good:
        SELECT c.name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id)
        ---
        SELECT DISTINCT c.name, o.status FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
        ---
        SELECT DISTINCT name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
    """

    code = "SQL070"
    name = "distinct-over-join"
    nodes = (exp.Select,)
    impact = Impact(read=3, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a joined table gives no column, and every column says which table it is of."""
        distinct = node.args.get("distinct")
        joins: list[exp.Join] = node.args.get("joins") or []
        if not distinct or distinct.args.get("on") or not joins:
            return
        used = _tables_in_columns(node)
        unused = [join for join in joins if join.this.alias_or_name.lower() not in used]
        if used and "" not in used and unused and not any(join.side for join in joins):
            name = unused[0].this.alias_or_name
            message = f"DISTINCT removes the copies that the join with {name} makes"
            yield self.finding(statement, _distinct_word(node, statement), message, f"ask for {name} with EXISTS")


def _tables_in_columns(select: exp.Expr) -> set[str]:
    """Return the tables that the columns and the order are taken from; an empty name where one does not say."""
    parts = [*select.expressions, select.args.get("order"), select.args.get("group")]
    columns = [column for part in parts if part for column in part.find_all(exp.Column, exp.Star)]
    return {
        column.table.lower() if isinstance(column, exp.Column) else "" for column in columns if not _in_count(column)
    }


def _in_count(node: exp.Expr) -> bool:
    return isinstance(node, exp.Star) and isinstance(node.parent, exp.Count | exp.Column)


def _distinct_word(select: exp.Expr, statement: Statement) -> TokenRange | exp.Expr:
    place = statement.range_of(select)
    return next(statement.find_words("DISTINCT", within=place), select) if place else select
