"""SQL123: rows that are inserted one statement at a time."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, Options, ScriptRule
from ..sql_text import SqlText, Statement


class RowByRowInsert(ScriptRule):
    """Many rows are inserted by as many statements, where one could take them all.

    Each statement is sent, planned, checked and, outside of a transaction, written to disk on its own. The option
    `statements` says how many of them in a row are too many.

    Bad:
        INSERT INTO colours (id) VALUES (1); INSERT INTO colours (id) VALUES (2); INSERT INTO colours (id) VALUES (3);
        INSERT INTO colours (id) VALUES (4); INSERT INTO colours (id) VALUES (5); INSERT INTO colours (id) VALUES (6);
        INSERT INTO colours (id) VALUES (7); INSERT INTO colours (id) VALUES (8); INSERT INTO colours (id) VALUES (9);
        INSERT INTO colours (id) VALUES (10);
    Good:
        INSERT INTO colours (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)
        ---
        INSERT INTO colours (id) VALUES (1);
        INSERT INTO sizes (id) VALUES (1);
        INSERT INTO colours (id) VALUES (2);
    """

    code = "SQL123"
    name = "row-by-row-insert"
    options: ClassVar[Options] = {"statements": 10}
    impact = Impact(write=5)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding at the first of each row of such statements; Oracle takes one row at a time only."""
        if text.dialect == "oracle":
            return
        run: list[Statement] = []
        target = ""
        for statement in (*text.statements, None):
            into = _target(statement) if statement else ""
            if into != target and len(run) >= self.number("statements"):
                message = f"{len(run)} statements insert one row each"
                yield self.finding(run[0], run[0].tokens[0], message, "one INSERT with all rows in VALUES")
            run = run if into == target else []
            target = into
            if statement and into:
                run.append(statement)


def _target(statement: Statement) -> str:
    """Return the table and the columns that a statement inserts a single row into; nothing for any other."""
    tree = statement.tree if statement.words[0] == "INSERT" else None
    values = tree.args.get("expression") if isinstance(tree, exp.Insert) else None
    if tree is None or not isinstance(values, exp.Values) or len(values.expressions) != 1:
        return ""
    table = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    columns = tree.this.expressions if isinstance(tree.this, exp.Schema) else []
    return f"{table.name} {','.join(column.name for column in columns)}".lower()
