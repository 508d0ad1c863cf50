"""SQL143: the type of a column is changed, which writes the table anew."""

from collections.abc import Iterator

from ..alterations import POSTGRES, alterations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class ColumnTypeChange(PatternRule):
    """A column gets another type: most often the whole table and its indexes are written anew, under a lock.

    And code that is still running may not cope with the new type. Only a few changes cost nothing, such as varchar(n)
    to text. Add a column of the new type, write to both, fill it in batches, then switch over.

    Bad:
        ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2)
        ---
        ALTER TABLE orders ALTER COLUMN total SET DATA TYPE bigint USING total::bigint
    Good:
        ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, total real);
        ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);
    """

    code = "SQL143"
    name = "column-type-change"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=2, write=5, maintainability=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of a table with rows that gets another type."""
        for _, action in alterations(statement):
            place = action.find("TYPE")
            if place and action.words[0] == "ALTER" and action.column and action.column < place.first:
                message = "another type most often writes the whole table anew, under a lock"
                yield self.finding(statement, action.place, message, "add a column of the new type and fill it")
