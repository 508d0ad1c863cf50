"""SQL133: a statement that destroys what no transaction brings back."""

from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class DestructiveStatement(PatternRule):
    """A statement empties whole tables with all that refers to them, or drops a database.

    TRUNCATE … CASCADE empties every table that has a foreign key to this one, and theirs, without naming them.

    Bad:
        TRUNCATE TABLE customers CASCADE
        ---
        DROP DATABASE shop
    Good:
        TRUNCATE TABLE import_buffer
        ---
        DROP TABLE import_buffer
    """

    code = "SQL133"
    name = "destructive-statement"
    starts = ("TRUNCATE", "DROP")
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for TRUNCATE … CASCADE, and where a database or a schema is dropped."""
        if statement.starts_with("TRUNCATE") and "CASCADE" in statement.words:
            message = "this empties every table that refers to this one too"
            yield self.finding(statement, statement.tokens[0], message, "name the tables that are meant")
        elif statement.words[1:2] in {("DATABASE",), ("SCHEMA",)} and statement.words[0] == "DROP":
            message = f"this drops a whole {statement.words[1].lower()}"
            yield self.finding(statement, statement.tokens[0], message, "drop its tables by name")
