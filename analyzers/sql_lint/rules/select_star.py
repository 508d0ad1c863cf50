"""SQL059: a star in the outermost SELECT."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sources import SelectSource, sources_of
from ..sql_text import Statement


class SelectStar(NodeRule):
    """A star hides which columns are read.

    A column that is added later is sent too, a column that is dropped or moved breaks the reader far from here, and no
    index can answer the query alone. A star over a subquery or a common table expression that names its columns is
    harmless.

    Bad:
        SELECT * FROM orders
        ---
        SELECT o.*, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
    Good:
        SELECT id, total FROM orders
        ---
        SELECT COUNT(*) FROM orders
        ---
        SELECT * FROM (SELECT id, total FROM orders) AS o
        ---
        SELECT o.id FROM orders AS o WHERE EXISTS (SELECT * FROM items AS i WHERE i.order_id = o.id)
    """

    code = "SQL059"
    name = "select-star"
    nodes = (exp.Select,)
    grade = Grade.UNSAFE
    impact = Impact(read=1.2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield one finding for each star in the columns of an outermost SELECT."""
        if not isinstance(node, exp.Select) or not _is_outermost(node):
            return
        for column in node.selects:
            if column.is_star and self._reads_a_table(column, node, statement):
                fix = partial(self._expand, column, node, statement)
                yield self.finding(statement, column, "a star hides which columns are read", "name the columns", fix)

    def _reads_a_table(self, column: exp.Expr, select: exp.Select, statement: Statement) -> bool:
        return any(source.is_table for source in self._meant(column, select, statement))

    def _meant(self, column: exp.Expr, select: exp.Select, statement: Statement) -> tuple[SelectSource, ...]:
        qualifier = column.table.lower() if isinstance(column, exp.Column) else ""
        sources = sources_of(select, statement.schema)
        return tuple(source for source in sources if not qualifier or source.name == qualifier)

    def _expand(self, column: exp.Expr, select: exp.Select, statement: Statement) -> Iterator[Edit]:
        """Yield the edit that names the columns of all tables meant, where the schema knows all of them."""
        meant = self._meant(column, select, statement)
        place = statement.verified_range_of(column)
        if place is None or column.args.get("except_") or not all(source.table for source in meant):
            return
        qualified = len(sources_of(select, statement.schema)) > 1
        names = [
            f"{source.node.alias_or_name}.{known.name}" if qualified else known.name
            for source in meant
            if source.table and source.table.complete
            for known in source.table.columns.values()
        ]
        if names:
            yield replace(statement, place, ", ".join(names))


def _is_outermost(select: exp.Select) -> bool:
    parent = select.parent
    while isinstance(parent, exp.SetOperation):
        parent = parent.parent
    return parent is None
