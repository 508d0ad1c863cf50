"""SQL080: ORDER BY that names some directions and not others."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement


class MixedSortDirection(NodeRule):
    """ORDER BY names the direction of some columns and leaves others to the reader.

    Whoever reads `ORDER BY a, b DESC` asks whether DESC was meant for both.

    Bad:
        SELECT id FROM orders ORDER BY customer_id, placed_at DESC
    Good:
        SELECT id FROM orders ORDER BY customer_id ASC, placed_at DESC
        ---
        SELECT id FROM orders ORDER BY customer_id, placed_at
    """

    code = "SQL080"
    name = "mixed-sort-direction"
    severity = Severity.INFO
    nodes = (exp.Order,)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where one direction is written and another is not."""
        keys: list[exp.Expr] = [key for key in node.expressions if isinstance(key, exp.Ordered)]
        silent = [key for key in keys if key.args.get("desc") is None]
        told = [key for key in keys if key.args.get("desc") is not None]
        if silent and told:
            fix = partial(self._name_direction, silent, told, statement)
            yield self.finding(statement, silent[0], "some directions are named, this one is not", "write ASC", fix)

    def _name_direction(self, silent: list[exp.Expr], told: list[exp.Expr], statement: Statement) -> Iterator[Edit]:
        example = statement.range_of(told[0].this)
        word = statement.tokens[example.last + 1].text if example else ""
        for key in silent:
            place = statement.verified_range_of(key.this)
            if place:
                yield insert_after(statement, place, " " + in_case_of("ASC", word))
