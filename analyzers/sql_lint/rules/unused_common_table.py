"""SQL097: a common table expression nobody reads."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class UnusedCommonTable(NodeRule):
    """A common table expression is defined and never read.

    Some products compute it all the same; a reader looks for its use in vain. Often the name is misspelt where it was
    meant.

    Bad:
        WITH paid AS (SELECT id FROM orders), open AS (SELECT id FROM orders) SELECT id FROM paid
    Good:
        WITH paid AS (SELECT id FROM orders) SELECT id FROM paid
        ---
        WITH old AS (DELETE FROM orders WHERE total = 0 RETURNING id) SELECT 1
    """

    code = "SQL097"
    name = "unused-common-table"
    nodes = (exp.With,)
    grade = Grade.SAFE
    impact = Impact(read=1.2, maintainability=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each query that is given a name which no other part of the statement reads."""
        if statement.unended:  # what follows may be a part of it that reads them
            return
        expressions: list[exp.CTE] = node.expressions
        for cte in expressions:
            if isinstance(cte.this, exp.Query) and not _is_read(cte, statement):
                fix = partial(self._remove, cte, node, statement)
                place = cte.args["alias"]
                yield self.finding(statement, place, f"{cte.alias} is never read", "remove it", fix)

    def _remove(self, cte: exp.CTE, clause: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(cte)
        if place is None or cte.find(exp.Insert, exp.Update, exp.Delete):
            return
        if len(clause.expressions) == 1:
            if statement.words[place.first - 1] == "WITH":
                yield remove(statement, TokenRange(place.first - 1, place.last))
        elif statement.words[place.last + 1] == ",":
            yield remove(statement, TokenRange(place.first, place.last + 1))
        else:
            yield remove(statement, TokenRange(place.first - 1, place.last))


def _is_read(cte: exp.CTE, statement: Statement) -> bool:
    """Say whether a table of this name is read outside of what the name stands for."""
    name = cte.alias.lower()
    return any(table.name.lower() == name and not _is_within(table, cte) for table in statement.find_all(exp.Table))


def _is_within(node: exp.Expr, outer: exp.Expr) -> bool:
    upward = node.parent
    while upward is not None and upward is not outer:
        upward = upward.parent
    return upward is outer
