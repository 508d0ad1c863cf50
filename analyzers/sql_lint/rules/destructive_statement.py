"""SQL133: a statement that destroys what no transaction brings back."""

from collections.abc import Iterator

from ..alterations import gives_name
from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class DestructiveStatement(PatternRule):
    """A statement empties or drops a whole table, or a database.

    It fires no trigger for the rows, in most products no transaction brings them back, and with CASCADE it empties
    every table that refers to this one, and theirs, without naming them. A table that the same file creates is nothing
    to lose.

    Bad:
        TRUNCATE TABLE customers CASCADE
        ---
        DROP DATABASE shop
        ---
        DROP TABLE customers
        ---
        TRUNCATE customers
    Good:
        DROP TABLE customers;
        CREATE TABLE customers (id bigint PRIMARY KEY);
        ---
        DROP TABLE IF EXISTS report_of_today
        ---
        CREATE TEMPORARY TABLE import_buffer (id bigint);
        TRUNCATE TABLE import_buffer;
        ---
        DELETE FROM customers WHERE id = 7
    """

    code = "SQL133"
    name = "destructive-statement"
    starts = ("TRUNCATE", "DROP")
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table is emptied or dropped for good, and for a database or a schema."""
        if statement.starts_with("TRUNCATE") and "CASCADE" in statement.words:
            message = "this empties every table that refers to this one too"
            yield self.finding(statement, statement.tokens[0], message, "name the tables that are meant")
        elif statement.starts_with("DROP") and statement.words[1:2] in {("DATABASE",), ("SCHEMA",)}:
            if statement.words[2:3] and statement.words[2] not in _PARTS:
                message = f"this drops a whole {statement.words[1].lower()}"
                yield self.finding(statement, statement.tokens[0], message, "drop its tables by name")
        elif not statement.text.migrates and not _is_passing(statement):
            message = "this empties a whole table" if statement.starts_with("TRUNCATE") else "this drops a whole table"
            yield self.finding(statement, statement.tokens[0], message)


# What belongs to a database or a server and is named after it.
_PARTS = frozenset({"AUDIT", "ENCRYPTION", "LINK", "ROLE", "SCOPED"})
_BEFORE_TABLE = frozenset({"TABLE", "ONLY"})


def _is_passing(statement: Statement) -> bool:
    """Say whether a statement is about no table, or only about such as come and go with the text or the session.

    `IF EXISTS` says that the table may not be there: mostly it is made anew then.
    """
    words = statement.words
    if not statement.starts_with("TRUNCATE") and (words[1:2] != ("TABLE",) or words[2:4] == ("IF", "EXISTS")):
        return True
    rest = [word for word in words[1:] if word not in _BEFORE_TABLE]
    return not rest or rest[0] in {"#", "@"} or any(gives_name(statement, word) for word in rest)
