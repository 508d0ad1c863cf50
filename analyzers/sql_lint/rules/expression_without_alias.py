"""SQL104: a computed column without a name."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Options, Severity
from ..sql_text import Statement


class ExpressionWithoutAlias(NodeRule):
    """A computed column without an alias gets a name that each product makes up in its own way.

    Whoever reads the result by names depends on that. The option `allow_scalar` lets constants go without.

    Bad:
        SELECT UPPER(name), city FROM customers
    Good:
        SELECT UPPER(name) AS name, city FROM customers
        ---
        SELECT total::int, city FROM customers
        ---
        WITH totals(city, total) AS (SELECT city, SUM(total) FROM orders GROUP BY city) SELECT city, total FROM totals
    """

    code = "SQL104"
    name = "expression-without-alias"
    severity = Severity.INFO
    nodes = (exp.Select,)
    options: ClassVar[Options] = {"allow_scalar": True}
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each computed column that nothing names."""
        if not isinstance(node, exp.Select) or _is_named_outside(node):
            return
        for column in node.expressions:
            if self._lacks_name(column, statement, alone=len(node.expressions) == 1):
                yield self.finding(statement, column, "this column has no name of its own", "name it with AS")

    def _lacks_name(self, column: exp.Expr, statement: Statement, alone: bool) -> bool:
        if isinstance(column, exp.Literal):
            return not self.settings["allow_scalar"]
        plain = column
        while isinstance(plain, exp.Paren) or (isinstance(plain, exp.Cast) and not _is_call(plain, statement)):
            plain = plain.this
        is_named = isinstance(plain, exp.Column | exp.Alias | exp.Aliases | exp.PropertyEQ | exp.EQ | exp.Literal)
        return not (is_named or alone or column.is_star or column.find(exp.Columns, exp.Parameter))


def _is_call(cast: exp.Cast, statement: Statement) -> bool:
    """Say whether a cast is written as CAST(…), not as `value::type`, which keeps the name of a column."""
    place = statement.range_of(cast.this)
    return bool(place) and place.first > 1 and statement.words[place.first - 2 : place.first] == ("CAST", "(")


def _is_named_outside(select: exp.Select) -> bool:
    """Say whether the columns get their names from a list beside the query, or need none."""
    parent = select.parent
    alias = parent.args.get("alias") if parent else None
    listed = isinstance(alias, exp.TableAlias) and bool(alias.columns)
    return listed or isinstance(parent, exp.Exists | exp.In | exp.Insert)
