"""SQL024: a table that inherits from another."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class TableInheritance(NodeRule):
    """A table that inherits from another shares its columns, but not its keys.

    Unique and foreign keys of the parent do not reach the rows of its children, so the same key can be in both. Tables
    that are parted by ranges or lists are declared with PARTITION BY; anything else is a foreign key to the parent.

    Bad:
        CREATE TABLE cities (name text, people int) INHERITS (places)
    Good:
        CREATE TABLE cities (place_id bigint PRIMARY KEY REFERENCES places (id), people int)
        ---
        CREATE TABLE cities PARTITION OF places FOR VALUES IN ('city')
    """

    code = "SQL024"
    name = "table-inheritance"
    nodes = (exp.InheritsProperty,)
    dialects = frozenset({"postgres", "postgresql", "ansi"})
    impact = Impact(maintainability=1, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each CREATE TABLE … INHERITS."""
        if node.expressions:
            hint = "PARTITION BY, or a foreign key to the parent"
            yield self.finding(statement, node, "the keys of the parent do not reach the rows of this table", hint)
