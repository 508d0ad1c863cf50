"""SQL152: a table in a migration that is named without its schema."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement


class UnqualifiedTable(NodeRule):
    """A table that is created, altered or dropped without its schema goes where the search path points that day.

    Two people who run the migration may change two different tables.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY)
        ---
        ALTER TABLE orders ADD COLUMN note text
    Good:
        CREATE TABLE shop.orders (id bigint PRIMARY KEY)
        ---
        CREATE TEMPORARY TABLE scratch (id bigint)
        ---
        DROP TABLE shop.orders
    """

    code = "SQL152"
    name = "unqualified-table"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    dialects = frozenset({"postgres", "postgresql", "redshift", "tsql"})
    migration = True
    nodes = (exp.Create, exp.Alter, exp.Drop)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the table of a statement has no schema."""
        if node is not statement.tree or node.args.get("kind") != "TABLE":
            return
        properties = node.args.get("properties")
        if node.args.get("temporary") or (properties and properties.find(exp.TemporaryProperty)):
            return
        dropped: list[object] = node.args.get("tables") or []
        for named in (node.args.get("this"), *dropped):
            table = named.this if isinstance(named, exp.Schema) else named
            if isinstance(table, exp.Table) and not table.db and not table.name.startswith("#"):
                message = f"the search path decides which {table.name} this is"
                yield self.finding(statement, table, message, "name its schema")
