"""SQL095: a table that is joined twice in the same way."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class RepeatedJoin(NodeRule):
    """A table is joined twice by the same condition, and nothing else tells the two apart.

    The second one adds nothing but copies of the rows; mostly it is a slip, or a column of the first one would do.

    Bad:
        SELECT a.name, b.city FROM orders AS o JOIN customers AS a ON a.id = o.c_id JOIN customers AS b ON b.id = o.c_id
    Good:
        SELECT a.name, b.city FROM orders AS o JOIN customers AS a ON a.id = o.c_id JOIN customers AS b ON b.id = o.p_id
        ---
        SELECT o.id FROM orders AS o JOIN tags AS a ON a.o_id = o.id JOIN tags AS b ON b.o_id = o.id
        WHERE a.name = 'new' AND b.name = 'paid'
    """

    code = "SQL095"
    name = "repeated-join"
    severity = Severity.INFO
    nodes = (exp.Select,)
    impact = Impact(read=2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each join whose table and condition are those of one before it."""
        joins: list[exp.Join] = node.args.get("joins") or []
        names = [join.this.name.lower() for join in joins]
        if len(set(names)) == len(names):
            return
        where = node.args.get("where")
        narrowed = {column.table.lower() for column in where.find_all(exp.Column)} if where else set[str]()
        if "" in narrowed:
            return
        known: dict[str, exp.Join] = {}
        for join in joins:
            form = _form(join)
            twin = known.setdefault(form, join) if form else join
            both = {twin.this.alias_or_name.lower(), join.this.alias_or_name.lower()}
            if twin is not join and both.isdisjoint(narrowed):
                message = f"{join.this.name} is joined twice by the same condition"
                yield self.finding(statement, join, message, f"use {twin.this.alias_or_name}")


def _form(join: exp.Join) -> str:
    """Return a join as a text in which its own table has no name of its own; empty where it is not a plain one."""
    table, condition = join.this, join.args.get("on")
    if not isinstance(table, exp.Table) or not isinstance(table.this, exp.Identifier) or condition is None:
        return ""
    copy = condition.copy()
    for column in copy.find_all(exp.Column):
        if column.table.lower() == table.alias_or_name.lower():
            column.set("table", exp.to_identifier("?"))
    parts = ".".join(part.name for part in table.parts)
    return f"{join.side} {join.kind} {parts} {copy.sql(comments=False)}".lower()
