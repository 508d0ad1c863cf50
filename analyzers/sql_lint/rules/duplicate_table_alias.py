"""SQL102: one name for two tables."""

from collections.abc import Iterator

from sqlglot import exp

from ..masking import is_stand_in
from ..rule import Finding, Impact, NodeRule, Severity
from ..sources import SelectSource
from ..sql_text import Statement


class DuplicateTableAlias(NodeRule):
    """Two tables of one SELECT go by the same name.

    No column can say which of the two it is of; most products refuse the statement.

    Bad:
        SELECT 1 FROM orders AS o JOIN items AS o ON o.order_id = o.id
    Good:
        SELECT 1 FROM orders AS o JOIN items AS i ON i.order_id = o.id
        ---
        SELECT 1 FROM shop.orders JOIN archive.orders ON shop.orders.id = archive.orders.id
        ---
        SELECT 1 FROM {{ ref('items') }} JOIN {{ ref('order') }} ON items.order_id = order.id
    """

    code = "SQL102"
    name = "duplicate-table-alias"
    severity = Severity.ERROR
    nodes = (exp.Select,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each table whose name is taken in the same SELECT."""
        taken: set[str] = set()
        for source in statement.sources_of(node):
            name = _key(source)
            if name in taken and not is_stand_in(name):
                yield self.finding(statement, source.node, f"the name {source.name} is taken", "give it another alias")
            taken |= {name} if name else set()


def _key(source: SelectSource) -> str:
    """Return the name a source is known by, with its schema where it has no alias."""
    node = source.node
    if isinstance(node, exp.Table) and not node.alias:
        return ".".join(part.name.lower() for part in node.parts)
    return source.name
