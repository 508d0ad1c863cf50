"""SQL212: a JOIN whose condition stands in WHERE."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..join_conditions import links, may_link, move
from ..joins import has_condition, is_comma_join, joins_rows_of_the_left
from ..rule import Finding, Grade, Impact, NodeRule
from ..sql_text import Statement


class JoinConditionInWhere(NodeRule):
    """JOIN has no condition of its own: what links the tables stands in WHERE, among all other conditions.

    For an outer join that is not even the same: it throws away the rows without a match.

    Bad:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c WHERE c.id = o.customer_id AND o.status = 'open'
    Good:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.status = 'open'
        ---
        SELECT o.id, d.day FROM orders AS o CROSS JOIN days AS d WHERE d.day > o.placed_at
        ---
        SELECT o.id, d.day FROM orders AS o JOIN days AS d WHERE o.status = 'open'
    """

    code = "SQL212"
    name = "join-condition-in-where"
    nodes = (exp.Select,)
    grade = Grade.SAFE
    impact = Impact(maintainability=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table is joined by JOIN without a condition, under a WHERE that may link it."""
        joins: list[exp.Join] = node.args.get("joins") or []
        bare = [join for join in joins if _is_bare(join, statement)]
        if not bare or not may_link(node):
            return
        found = links(node, [join for join in bare if not join.side])
        fix = partial(move, node, found, statement) if found else None
        hint = "move what links the tables into ON"
        yield self.finding(statement, bare[0], "this join has its condition in WHERE", hint, fix)


def _is_bare(join: exp.Join, statement: Statement) -> bool:
    if has_condition(join, statement) or joins_rows_of_the_left(join) or is_comma_join(join, statement):
        return False
    return not join.this.args.get("joins") and not statement.text_of(join.this).startswith("{{")
