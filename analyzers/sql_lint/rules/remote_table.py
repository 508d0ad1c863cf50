"""SQL240: a table of another server."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement

_FUNCTIONS = frozenset({"OPENQUERY", "OPENDATASOURCE", "DBLINK"})


class RemoteTable(NodeRule):
    """A query reads a table of another server, by a linked server or a database link.

    Conditions are often not sent along, so that the whole table is, row by row. And the query fails with the other
    server. Copy what is needed, or ask the other server from the program.

    Bad:
        SELECT o.id FROM OPENQUERY(old_shop, 'SELECT id FROM orders') AS o
    Good:
        SELECT o.id FROM shop.orders AS o
    """

    code = "SQL240"
    name = "remote-table"
    nodes = (exp.Table, exp.Anonymous)
    dialects = frozenset({"ansi", "oracle", "postgres", "postgresql", "tsql"})
    impact = Impact(read=5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each table with four names, and for each call that opens another server."""
        called = isinstance(node, exp.Anonymous) and node.name.upper() in _FUNCTIONS
        named = statement.dialect == "tsql" and isinstance(node, exp.Table) and isinstance(node.this, exp.Dot)
        linked = statement.dialect == "oracle" and isinstance(node, exp.Table) and "@" in node.name
        if called or named or linked:
            yield self.finding(
                statement, node, "this is read from another server", "a copy of the rows that are needed"
            )
