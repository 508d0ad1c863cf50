"""SQL060: a star whose columns are fixed at the time the statement runs."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement
from ..star_expansion import expand, reads_a_table


class FrozenStar(NodeRule):
    """A view, a new table or an INSERT takes its columns from a star.

    A view keeps the columns that there were when it was made, and breaks or mixes them up once the table changes. An
    INSERT fails, or fills the wrong columns, as soon as either table gets another one.

    Bad:
        CREATE VIEW paid AS SELECT * FROM orders WHERE total > 0
        ---
        INSERT INTO archive SELECT * FROM orders
        ---
        CREATE TABLE paid AS SELECT o.*, 1 AS n FROM orders AS o
    Good:
        CREATE VIEW paid AS SELECT id, total FROM orders WHERE total > 0
        ---
        CREATE VIEW paid AS WITH p AS (SELECT id, total FROM orders) SELECT * FROM p
        ---
        CREATE TEMPORARY TABLE paid AS SELECT * FROM orders
        ---
        INSERT INTO archive (id, n) SELECT id, COUNT(*) FROM orders GROUP BY id
    """

    code = "SQL060"
    name = "frozen-star"
    severity = Severity.ERROR
    grade = Grade.UNSAFE
    nodes = (exp.Create, exp.Insert)
    impact = Impact(maintainability=2, accuracy=1, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each star over a table in the query a view, a table or an INSERT is made of."""
        query = node.args.get("expression")
        if not isinstance(query, exp.Query) or _is_temporary(node):
            return
        for select in _branches(query):
            for column in select.selects:
                if column.is_star and reads_a_table(column, select, statement):
                    fix = partial(expand, column, select, statement)
                    message = "the columns of a star are fixed when this runs"
                    yield self.finding(statement, column, message, "name the columns", fix)


def _branches(query: exp.Expr) -> Iterator[exp.Select]:
    """Yield the SELECTs whose columns a query returns."""
    if isinstance(query, exp.Select):
        yield query
    elif isinstance(query, exp.SetOperation):
        yield from _branches(query.this)
        yield from _branches(query.expression)
    elif isinstance(query, exp.Subquery):
        yield from _branches(query.this)


def _is_temporary(node: exp.Expr) -> bool:
    """Say whether a statement makes or fills a table that is gone soon."""
    properties = node.args.get("properties")
    if isinstance(properties, exp.Properties) and properties.find(exp.TemporaryProperty):
        return True
    target = node.find(exp.Table)
    return target is not None and (
        target.name.startswith("#") or bool(target.this and target.this.args.get("temporary"))
    )
