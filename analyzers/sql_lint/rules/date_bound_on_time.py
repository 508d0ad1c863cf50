"""SQL089: BETWEEN with a date as the last moment."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sources import column_of
from ..sql_text import Statement


class DateBoundOnTime(NodeRule):
    """BETWEEN with a date as its end leaves out all of that day but its first moment.

    `'2024-01-31'` as a moment is midnight at its beginning. A half-open range, `>=` the first day and `<` the day after
    the last, is right for dates and for moments.

    Bad:
        SELECT id FROM orders WHERE placed_at BETWEEN '2024-01-01' AND '2024-01-31'
        ---
        SELECT id FROM orders WHERE placed_at BETWEEN DATE '2024-01-01' AND DATE '2024-01-31'
    Good:
        SELECT id FROM orders WHERE placed_at >= '2024-01-01' AND placed_at < '2024-02-01'
        ---
        SELECT id FROM orders WHERE placed_on BETWEEN '2024-01-01' AND '2024-01-31'
        ---
        SELECT id FROM orders WHERE placed_at BETWEEN '2024-01-01 00:00' AND '2024-01-31 23:59'
    """

    code = "SQL089"
    name = "date-bound-on-time"
    nodes = (exp.Between,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a column that holds moments is held against a bare date."""
        column, end = node.this, node.args.get("high")
        if (isinstance(end, exp.Cast) and end.to.is_type("date")) or isinstance(end, exp.StrToDate | exp.StrToTime):
            end = end.this
        is_date = isinstance(end, exp.Literal) and end.is_string and re.fullmatch(r"\d{4}-?\d\d-?\d\d", end.name)
        if end and is_date and isinstance(column, exp.Column) and _holds_moments(column, statement):
            message = f"this leaves out all of {end.name} but midnight"
            yield self.finding(statement, node, message, "write >= the first day AND < the day after the last")


def _holds_moments(column: exp.Column, statement: Statement) -> bool:
    """Say whether a column holds moments: by its type, or where that is not known by its name."""
    select = column.find_ancestor(exp.Select, exp.Update, exp.Delete)
    known = column_of(column, statement.sources_of(select)) if select else None
    if known and known.type:
        return known.type.is_type(*exp.DataType.TEMPORAL_TYPES) and not known.type.is_type("date")
    return bool(re.search(r"(?i:_at|_time|timestamp|datetime)$|[a-z](?:At|Time)$", column.name))
