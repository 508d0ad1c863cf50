"""SQL120: COUNT where one row would do."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import insert_before, remove, replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class CountInsteadOfExists(NodeRule):
    """Rows are counted only to know whether there is one.

    EXISTS stops at the first row, COUNT reads all of them.

    Bad:
        SELECT id FROM customers AS c WHERE (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) > 0
        ---
        SELECT id FROM customers AS c WHERE 1 <= (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id)
        ---
        SELECT CASE WHEN COUNT(*) > 0 THEN 1 ELSE 0 END AS is_known FROM orders WHERE id = 7
    Good:
        SELECT id FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id)
        ---
        SELECT id FROM customers AS c WHERE (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) > 1
        ---
        SELECT id FROM customers AS c WHERE (SELECT COUNT(DISTINCT o.shop) FROM orders AS o WHERE o.c = c.id) > 0
    """

    code = "SQL120"
    name = "count-instead-of-exists"
    nodes = (
        exp.GT,
        exp.EQ,
        exp.NEQ,
        exp.GTE,
        exp.LT,
        exp.LTE,
    )
    grade = Grade.SAFE
    impact = Impact(read=5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a subquery that counts rows is held against 0 or 1 to see whether there is any."""
        counted, number, question = node.this, node.args.get("expression"), type(node)
        if isinstance(counted, exp.Literal):
            counted, number, question = number, counted, _TURNED.get(question, question)
        if isinstance(counted, exp.Count) and isinstance(number, exp.Literal):
            if (question, number.name) in _QUESTIONS and _is_all_asked(node, counted):
                message = "all rows are counted to know whether there is one"
                yield self.finding(statement, node, message, "write SELECT EXISTS (…)")
            return
        query = counted.this if isinstance(counted, exp.Subquery) else None
        asked = (question, number.name if isinstance(number, exp.Literal) else "")
        if not isinstance(query, exp.Select) or asked not in _QUESTIONS or not _only_counts(query):
            return
        wanted = _QUESTIONS[asked]
        exact = not isinstance(query.expressions[0].this, exp.Column)  # a column may be NULL, and is not counted then
        fix = partial(self._write_exists, node, query, wanted, statement) if exact else None
        yield self.finding(
            statement, node, "all rows are counted to know whether there is one", f"write {wanted} (…)", fix
        )

    def _write_exists(self, node: exp.Expr, query: exp.Select, wanted: str, statement: Statement) -> Iterator[Edit]:
        whole, inner = statement.verified_range_of(node), statement.verified_range_of(query.parent or query)
        count = statement.verified_range_of(query.expressions[0])
        if whole and inner and count:
            if whole.first < inner.first:
                yield replace(statement, TokenRange(whole.first, inner.first - 1), wanted)
            else:
                yield insert_before(statement, statement.tokens[inner.first], f"{wanted} ")
                yield remove(statement, TokenRange(inner.last + 1, whole.last))
            yield replace(statement, count, "1")


_QUESTIONS: dict[tuple[type[exp.Expr], str], str] = {
    (exp.GT, "0"): "EXISTS",
    (exp.NEQ, "0"): "EXISTS",
    (exp.GTE, "1"): "EXISTS",
    (exp.EQ, "0"): "NOT EXISTS",
    (exp.LT, "1"): "NOT EXISTS",
}


# What the same question is where the number stands on the left.
_TURNED: dict[type[exp.Expr], type[exp.Expr]] = {exp.LT: exp.GT, exp.LTE: exp.GTE, exp.GT: exp.LT, exp.GTE: exp.LTE}


def _is_all_asked(node: exp.Expr, counted: exp.Expr) -> bool:
    """Say whether a query returns nothing but whether it has rows, by a comparison or a case of one."""
    select = node.find_ancestor(exp.Select)
    if select is None or len(select.expressions) != 1 or select.args.get("group") or node.find_ancestor(exp.Having):
        return False
    counts = list(select.find_all(exp.AggFunc))
    return counts == [counted] and isinstance(counted.this, exp.Star | exp.Literal)


def _only_counts(query: exp.Select) -> bool:
    """Say whether a query returns just the number of its rows."""
    counts = len(query.expressions) == 1 and isinstance(query.expressions[0], exp.Count)
    plain = not any(query.args.get(part) for part in ("group", "having", "limit", "offset", "distinct"))
    return counts and plain and isinstance(query.expressions[0].this, exp.Star | exp.Literal | exp.Column)
