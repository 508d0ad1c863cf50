"""SQL130: an UPDATE of a primary key."""

from collections.abc import Iterator

from sqlglot import exp

from ..alterations import alteration_of
from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class PrimaryKeyUpdate(NodeRule):
    """A primary key is given a new value.

    Whatever remembers the old key outside the database, a link, a log, a cache, then points to nothing or to another
    row.

    Bad:
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        UPDATE orders SET id = 7 WHERE id = 6
    Good:
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        UPDATE orders SET total = 7 WHERE id = 6
        ---
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        UPDATE orders SET id = id WHERE id = 6 AND total > 0
        ---
        CREATE TABLE orders (number int, total int);
        UPDATE orders SET number = total WHERE number IS NULL;
        ALTER TABLE orders ADD PRIMARY KEY (number);
    """

    code = "SQL130"
    name = "primary-key-update"
    nodes = (exp.Update,)
    impact = Impact(write=2, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each assignment to a column of the primary key."""
        table = statement.schema.table(node.this.name) if isinstance(node.this, exp.Table) else None
        if table is None or _gets_key(table.name, statement):
            return
        key = {name.lower() for name in table.primary_key}
        for assignment in node.expressions:
            if isinstance(assignment, exp.EQ) and assignment.this.name.lower() in key and not _keeps(assignment):
                yield self.finding(
                    statement, assignment, "a primary key is given a new value", "insert a new row instead"
                )


def _keeps(assignment: exp.EQ) -> bool:
    """Say whether a column is given the value that it has: the statement only asks whether there is a row."""
    value = assignment.expression
    return isinstance(value, exp.Column) and value.name.lower() == assignment.this.name.lower()


def _gets_key(table: str, statement: Statement) -> bool:
    """Say whether the rest of the text gives the table its key, so that it has none yet."""
    later = map(alteration_of, statement.text.statements[statement.number + 1 :])
    same = (altered for altered in later if altered and altered.table.lower() == table.lower())
    return any(action.says("PRIMARY KEY") for altered in same for action in altered.actions)
