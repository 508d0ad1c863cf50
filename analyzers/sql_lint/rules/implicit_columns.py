"""SQL062: an INSERT that does not name its columns."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import insert_after
from ..query_columns import query_columns
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement


class ImplicitColumns(PatternRule):
    """An INSERT without a list of columns depends on the order in which the table declares them.

    A column that is added, dropped or moved breaks the statement, or puts values into the wrong columns without a word.
    (SQLCheck, SIGMOD 2020: Implicit Columns.)

    Bad:
        INSERT INTO orders VALUES (1, 'open')
        ---
        INSERT INTO archived_orders SELECT id, status FROM orders
        ---
        REPLACE INTO orders VALUES (1, 'open')
        ---
        MERGE INTO orders AS o USING new_orders AS n ON n.id = o.id WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.status)
    Good:
        INSERT INTO orders (id, status) VALUES (1, 'open')
        ---
        INSERT INTO orders DEFAULT VALUES
    """

    code = "SQL062"
    name = "implicit-columns"
    grade = Grade.SAFE
    impact = Impact(maintainability=3, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where neither columns nor names of values are given."""
        if statement.tree and "INSERT" in statement.words:
            for node in statement.find_all(exp.Insert):
                yield from self._in_insert(node, statement)
        elif statement.words[0] == "REPLACE" and _REPLACE.match(statement.masked_sql):
            yield self.finding(statement, statement.whole, _MESSAGE, _HINT)

    def _in_insert(self, node: exp.Insert, statement: Statement) -> Iterator[Finding]:
        source = node.args.get("expression")
        if isinstance(node.parent, exp.When) and node.this is None and isinstance(source, exp.Tuple):
            yield self.finding(statement, source, _MESSAGE, "name them behind INSERT")
            return
        if (
            not isinstance(node.this, exp.Table)
            or source is None
            or node.args.get("by_name")
            or node.args.get("is_function")
        ):
            return
        if isinstance(source, exp.Values | exp.Query):
            fix = partial(self._name_columns, node.this, source, statement)
            yield self.finding(statement, node.this, _MESSAGE, _HINT, fix)

    def _name_columns(self, table: exp.Table, source: exp.Expr, statement: Statement) -> Iterator[Edit]:
        """Yield the edit that names all columns, where the schema knows as many as there are values."""
        known = statement.schema.table(table.name)
        place = statement.verified_range_of(table)
        given = _width(source, statement)
        if known and place and known.complete and len(known.columns) == given:
            names = ", ".join(column.name for column in known.columns.values())
            yield insert_after(statement, place, f" ({names})")


_MESSAGE, _HINT = "the columns are not named", "name them behind the table"
# The parser leaves REPLACE, the INSERT of MySQL and SQLite that takes the place of a row, as it is.
_REPLACE = re.compile(r"(?i)REPLACE\s+(?:LOW_PRIORITY\s+|DELAYED\s+)?(?:INTO\s+)?[\w$`\".]+\s*\b(?:VALUES?|SELECT)\b")


def _width(source: exp.Expr, statement: Statement) -> int:
    """Return how many values a row has; 0 where that differs or is not known."""
    if isinstance(source, exp.Values):
        widths = {len(row.expressions) for row in source.expressions}
        return widths.pop() if len(widths) == 1 else 0
    return len(query_columns(source, statement.schema) or ())
