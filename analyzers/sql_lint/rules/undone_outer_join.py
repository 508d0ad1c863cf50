"""SQL069: an outer join whose unmatched rows WHERE throws away."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import conjuncts
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UndoneOuterJoin(NodeRule):
    """A condition in WHERE on the optional side of an outer join throws the unmatched rows away again.

    A row without a match has NULL in all columns of that side, so the condition is not true for it: the outer join is
    an inner one. Either the condition belongs into ON, or the join should say what it is.

    Bad:
        SELECT c.name, o.id FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.status = 'open'
        ---
        SELECT c.name, o.id FROM orders AS o RIGHT JOIN customers AS c ON c.id = o.customer_id WHERE o.status = 'open'
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE 10 < o.total
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE LOWER(o.note) LIKE 'x%'
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.n = 1 OR o.n = 2
    Good:
        SELECT c.name, o.id FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'open'
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.id IS NULL
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.n = 1 OR o.id IS NULL
        ---
        SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE COALESCE(o.n, 0) = 0
        ---
        SELECT c.name FROM orders AS o RIGHT JOIN customers AS c ON c.id = o.customer_id WHERE c.city = 'Oslo'
        ---
        SELECT c.name FROM customers AS c LEFT JOIN UNNEST(c.orders) ON TRUE WHERE city = 'Oslo'
    """

    code = "SQL069"
    name = "undone-outer-join"
    severity = Severity.ERROR
    nodes = (exp.Select,)
    impact = Impact(read=1.5, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each condition of WHERE that cannot hold for a row without a match."""
        joins: list[exp.Join] = node.args.get("joins") or []
        optional = _optional_tables(node, joins)
        where = node.args.get("where")
        if not where or not optional:
            return
        for condition in conjuncts(where.this):
            table = next((name for name in _tables_that_must_match(condition) if name in optional), "")
            if table:
                message = f"this undoes the outer join of {table}: it is never true for a row without a match"
                yield self.finding(statement, condition, message, "move the condition into ON, or join with INNER JOIN")


def _optional_tables(select: exp.Expr, joins: list[exp.Join]) -> set[str]:
    """Return the tables that have rows without a match: those of LEFT JOIN, and all to the left of RIGHT JOIN."""
    start = select.args.get("from_")
    before = {start.this.alias_or_name.lower()} if start else set[str]()
    optional: set[str] = set()
    for join in joins:
        name, side = join.this.alias_or_name.lower(), "" if join.method else join.side.upper()
        if side == "RIGHT" and join.kind.upper() not in {"SEMI", "ANTI"}:
            optional |= before
        elif side == "LEFT":
            optional.add(name)
        before.add(name)
    return optional


_COMPARES = exp.EQ | exp.NEQ | exp.GT | exp.GTE | exp.LT | exp.LTE
_TESTS = exp.Like | exp.ILike | exp.Between | exp.In
# Functions that are NULL where what they are given is.
_PASSES_NULL = exp.Cast | exp.Lower | exp.Upper | exp.Trim | exp.Date | exp.Year | exp.Month | exp.Length | exp.Abs


def _tables_that_must_match(condition: exp.Expr) -> Iterator[str]:
    """Yield the tables whose columns a condition compares, so that it is not true where they are NULL."""
    compared: list[object] = []
    if isinstance(condition.unnest(), exp.Or):
        either = condition.unnest()
        yield from set(_tables_that_must_match(either.this)) & set(_tables_that_must_match(either.expression))
    elif isinstance(condition, exp.Not) and isinstance(condition.this, exp.Is):
        compared = [condition.this.this] if isinstance(condition.this.expression, exp.Null) else []
    elif isinstance(condition, exp.Not) and isinstance(condition.this, _TESTS):
        compared = [condition.this.this]
    elif isinstance(condition, _COMPARES):
        compared = [condition.this, condition.expression]
    elif isinstance(condition, _TESTS):
        compared = [condition.this]
    for side in compared:
        column = _unwrapped(side)
        if isinstance(column, exp.Column):
            yield from (part.name.lower() for part in column.parts[:-1])


def _unwrapped(node: object) -> object:
    """Return what is left of a value when functions that pass NULL on are taken off."""
    while isinstance(node, _PASSES_NULL | exp.Extract | exp.Paren):
        node = node.expression if isinstance(node, exp.Extract) else node.this
    return node
