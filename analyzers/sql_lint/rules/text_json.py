"""SQL035: a document in the type json rather than jsonb."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement


class TextJson(NodeRule):
    """The type json keeps a document as text and reads it anew for every access; it has no equality and no index.

    SELECT DISTINCT, GROUP BY and UNION fail on it. jsonb is stored parsed; only the order of keys, doubled keys and
    blanks are lost, which is why the fix is not safe.

    Bad:
        CREATE TABLE events (id bigint PRIMARY KEY, body json)
    Good:
        CREATE TABLE events (id bigint PRIMARY KEY, body jsonb)
        ---
        SELECT CAST('{}' AS json)
    """

    code = "SQL035"
    name = "text-json"
    grade = Grade.UNSAFE
    dialects = frozenset({"postgres", "postgresql"})
    nodes = COLUMNS
    impact = Impact(read=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of the type json."""
        if type_name(node) == "json":
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} is kept as text and read anew for every access"
            yield self.finding(statement, node.this, message, "jsonb", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, "jsonb")
