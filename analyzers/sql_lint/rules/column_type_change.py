"""SQL143: the type of a column is changed, which writes the table anew."""

from collections.abc import Iterator

from ..alterations import Action, alterations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement

# What MODIFY repeats the type for: where a column stands, what it is filled with, what is said of it.
_OTHER_PURPOSES = frozenset({"AUTO_INCREMENT", "COMMENT", "FIRST", "AFTER", "DEFAULT", "GENERATED", "INVISIBLE"})
_NO_COLUMNS = frozenset({"QUERY", "SETTING", "ORDER", "TTL", "COMMENT", "SAMPLE"})
_NO_TYPES = frozenset(
    {"SET", "DROP", "ADD", "TYPE", "RESTART", "NOT", "NULL", "CONSTRAINT", "CHECK", "ENCRYPT", "RENAME", "USING"}
    | {"COMMENT", "FIRST", "AFTER", "REMOVE", "RESET", "DEFAULT", "CODEC", "TTL", "ENABLE", "DISABLE", "VISIBLE"}
)


class ColumnTypeChange(PatternRule):
    """A column gets another type: most often the whole table and its indexes are written anew, under a lock.

    And code that is still running may not cope with the new type. Only a few changes cost nothing, such as varchar(n)
    to text. Add a column of the new type, write to both, fill it in batches, then switch over.

    Bad:
        ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2)
        ---
        ALTER TABLE orders ALTER COLUMN total SET DATA TYPE bigint
        ---
        ALTER TABLE orders ALTER COLUMN total decimal(12, 2) NOT NULL
        ---
        ALTER TABLE orders MODIFY COLUMN total decimal(12, 2)
    Good:
        ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0
        ---
        ALTER TABLE orders MODIFY COLUMN id int NOT NULL AUTO_INCREMENT
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, total real);
        ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);
    """

    code = "SQL143"
    name = "column-type-change"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=2, write=5, maintainability=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of a table with rows that gets another type."""
        for _, action in alterations(statement):
            if _gives_type(action):
                message = "another type most often writes the whole table anew, under a lock"
                yield self.finding(statement, action.place, message, "add a column of the new type and fill it")


def _gives_type(action: Action) -> bool:
    """Say whether an action names a type for a column that is there, and for no other purpose."""
    column = action.column
    if column is None or action.words[0] not in {"ALTER", "MODIFY"} or action.words[1] in _NO_COLUMNS:
        return False
    words = action.words[action.numbers.index(column) + 1 :]
    typed = words[:1] == ("TYPE",) or words[:3] == ("SET", "DATA", "TYPE")
    bare = action.words[0] != "ALTER" or action.statement.dialect in {"tsql", "ansi"}
    return typed or (bare and bool(words) and words[0] not in _NO_TYPES and not _OTHER_PURPOSES & set(words))
