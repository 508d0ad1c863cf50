"""SQL054: a partial index that leaves out nothing."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class AlwaysTruePredicate(NodeRule):
    """The condition of a partial index is always true, so the index is not partial.

    Queries only use a partial index where the planner can prove its condition; without one they always can. `IS NOT
    NULL` says nothing of a column that is NOT NULL.

    Bad:
        CREATE INDEX a ON orders (customer_id) WHERE TRUE
        ---
        CREATE INDEX a ON orders (customer_id) WHERE 1 = 1
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
        CREATE INDEX a ON orders (customer_id) WHERE customer_id IS NOT NULL;
    Good:
        CREATE INDEX a ON orders (customer_id)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX a ON orders (customer_id) WHERE customer_id IS NOT NULL;
        ---
        CREATE INDEX a ON orders (customer_id) WHERE paid
    """

    code = "SQL054"
    name = "always-true-predicate"
    nodes = (exp.Index,)
    grade = Grade.SAFE
    impact = Impact(read=1.1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each index whose condition leaves out no row."""
        params = node.args.get("params")
        where = params.args.get("where") if isinstance(params, exp.IndexParameters) else None
        if isinstance(where, exp.Where) and _is_always_true(where.this, node, statement):
            message = "this condition leaves out no row, so the index is not partial"
            places = list(statement.find_words("WHERE"))
            clause = TokenRange(places[0].first, statement.whole.last) if len(places) == 1 else None
            fix = partial(self._fix, clause, statement) if clause else None
            yield self.finding(statement, clause or where, message, "drop the WHERE", fix)

    def _fix(self, clause: TokenRange, statement: Statement) -> Iterator[Edit]:
        """Remove the clause, which in CREATE INDEX is always the last."""
        yield remove(statement, clause)


def _is_always_true(condition: object, index: exp.Expr, statement: Statement) -> bool:
    match condition:
        case exp.Paren():
            return _is_always_true(condition.this, index, statement)
        case exp.Boolean():
            return bool(condition.this)
        case exp.EQ():
            return isinstance(condition.this, exp.Literal) and condition.this == condition.expression
        case exp.Is() if isinstance(condition.expression, exp.Null) and condition.args.get("negate"):
            return _is_never_null(condition.this, index, statement)
        case exp.Not():
            inner = condition.this
            missing = isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null)
            return missing and not inner.args.get("negate") and _is_never_null(inner.this, index, statement)
        case _:
            return False


def _is_never_null(column: object, index: exp.Expr, statement: Statement) -> bool:
    table = index.args.get("table")
    if not isinstance(column, exp.Column) or not isinstance(table, exp.Table) or statement.text.migration:
        return False  # when a migration ran, the column may still have been nullable
    known = statement.schema.table(table.name, table.db)
    declared = known.columns.get(column.name.lower()) if known else None
    return declared is not None and not declared.nullable
