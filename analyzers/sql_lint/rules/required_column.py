"""SQL138: a column that is added NOT NULL without a default."""

from collections.abc import Iterator

from ..alterations import alterations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement

_FILLED = (
    *("DEFAULT", "GENERATED", "SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4", "SERIAL8"),
    *("IDENTITY", "AUTO_INCREMENT", "AUTOINCREMENT", "ROWVERSION", "AS", "PERSISTED"),
)


class RequiredColumn(PatternRule):
    """A column that is added NOT NULL without a default is refused as soon as the table has one row.

    And code that is still running inserts rows without it. Add it with a default, or nullable first: fill it, then set
    it NOT NULL in a later migration. MySQL takes it, and puts a zero or an empty text into each row that is there.

    Bad:
        ALTER TABLE customers ADD COLUMN email text NOT NULL
        ---
        ALTER TABLE customers ADD COLUMN IF NOT EXISTS email text CHECK (email <> '') NOT NULL
        ---
        ALTER TABLE customers ADD email varchar(200) NOT NULL
    Good:
        ALTER TABLE customers ADD COLUMN email text NOT NULL DEFAULT ''
        ---
        ALTER TABLE customers ADD COLUMN email text CHECK (email IS NOT NULL OR phone IS NOT NULL)
        ---
        ALTER TABLE customers ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY NOT NULL
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY);
        ALTER TABLE customers ADD COLUMN email text NOT NULL;
    """

    code = "SQL138"
    name = "required-column"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    dialects = frozenset(
        {"ansi", "duckdb", "mariadb", "mysql", "oracle", "postgres", "postgresql", "redshift", "sqlite", "tsql"}
    )
    migration = True
    starts = ("ALTER",)
    impact = Impact(maintainability=2, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where no row that is there could have a value."""
        for _, action in alterations(statement):
            required = action.words[0] == "ADD" and action.column and action.find("NOT", "NULL")
            if required and not any(action.says(word) for word in _FILLED):
                message = "rows that are there have no value for this column"
                yield self.finding(statement, required, message, "a default, or nullable until it is filled")
