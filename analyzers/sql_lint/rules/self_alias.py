"""SQL214: a column that is named what it is called."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement, TokenRange

MESSAGE, HINT = "the alias repeats the name of the column", "remove it"


class SelfAlias(NodeRule):
    """An alias repeats the name of its column.

    It says nothing, and makes a reader look for the difference.

    Bad:
        SELECT city AS city FROM customers
    Good:
        SELECT city FROM customers
        ---
        SELECT city AS town FROM customers
    """

    code = "SQL214"
    name = "self-alias"
    severity = Severity.INFO
    nodes = (exp.Alias, exp.Column)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an alias and its column are the same name."""
        if isinstance(node, exp.Column):
            if statement.dialect == "bigquery" and _is_glued(node.name):
                yield self.finding(statement, node, MESSAGE, HINT)
            return
        column, alias = node.this, node.args.get("alias")
        is_column = isinstance(column, exp.Column) and isinstance(node.parent, exp.Select)
        if is_column and isinstance(alias, exp.Identifier) and _same(column.this, alias, statement):
            can_go = column.name == alias.name and not _orders(alias, node.parent)
            fix = partial(self._remove, column, alias, statement) if can_go else None
            yield self.finding(statement, node, MESSAGE, HINT, fix)

    def _remove(self, column: exp.Column, alias: exp.Identifier, statement: Statement) -> Iterator[Edit]:
        before, after = statement.range_of(column), statement.range_of(alias)
        if before and after and before.last < after.first:
            yield remove(statement, TokenRange(before.last + 1, after.last))


def _same(name: exp.Expr, alias: exp.Identifier, statement: Statement) -> bool:
    if not isinstance(name, exp.Identifier) or name.quoted != alias.quoted:
        return False
    return name.name == alias.name or (statement.dialect != "clickhouse" and name.name.lower() == alias.name.lower())


def _orders(alias: exp.Identifier, select: exp.Expr | None) -> bool:
    """Say whether rows are ordered by an alias: SQLite then looks for a column of this name in every table."""
    order = select.args.get("order") if select else None
    return order is not None and any(
        column.name == alias.name and not column.table for column in order.find_all(exp.Column)
    )


def _is_glued(name: str) -> bool:
    """Say whether a name is two equal ones in quotes without a blank between, which the parser reads as one."""
    column, _, alias = name.partition("`")
    return bool(alias) and column == alias
