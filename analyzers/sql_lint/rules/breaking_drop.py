"""SQL145: a table, a column or a NOT NULL that is taken away while code still counts on it."""

from collections.abc import Iterator

from ..alterations import alterations
from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class BreakingDrop(PatternRule):
    """A table, a column or a NOT NULL is taken away, on which code that is still running counts.

    The data is gone for good, too. Remove what uses it first, deploy that, and drop it in a later migration; then allow
    it there by name. A table that the same file makes or makes again is nothing to lose.

    Bad:
        ALTER TABLE orders DROP COLUMN total
        ---
        DROP TABLE IF EXISTS orders
        ---
        ALTER TABLE orders ALTER COLUMN total DROP NOT NULL
    Good:
        ALTER TABLE orders DROP CONSTRAINT positive
        ---
        CREATE TABLE scratch (id bigint PRIMARY KEY);
        DROP TABLE scratch;
        ---
        DROP TABLE IF EXISTS shop.orders CASCADE;
        CREATE TABLE shop.orders (id bigint PRIMARY KEY);
        ---
        CREATE TABLE orders_new (id bigint PRIMARY KEY);
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
        ---
        ALTER TABLE orders ALTER COLUMN total DROP DEFAULT
    """

    code = "SQL145"
    name = "breaking-drop"
    migration = True
    starts = ("ALTER", "DROP")
    impact = Impact(maintainability=3, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each thing that is not there any more after this file."""
        if statement.starts_with("DROP", "TABLE"):
            if not all(_is_made(statement, name) for name in _names(statement)):
                yield self.finding(statement, None, "this drops a table with all its rows")
            return
        for _, action in alterations(statement):
            if action.words[0] == "DROP" and action.column and action.words[1] in {"COLUMN", "IF"}:
                yield self.finding(statement, action.place, "this drops a column that running code may read")
            elif action.words[0] == "ALTER" and action.says("DROP", "NOT", "NULL"):
                yield self.finding(statement, action.place, "code that reads this column counts on a value")


def _names(statement: Statement) -> Iterator[str]:
    """Yield the names of the tables that are dropped, without their schemas."""
    words = [*statement.words[2:], ","]
    for number, word in enumerate(words):
        if (
            word in {",", "CASCADE", "RESTRICT", "PURGE"}
            and number
            and words[number - 1] not in {"CASCADE", "RESTRICT"}
        ):
            yield words[number - 1].upper()


def _is_made(statement: Statement, name: str) -> bool:
    """Say whether the file creates a table of this name, or gives the name to another one."""
    if statement.text.creates(name) or name.startswith("#"):
        return True
    later = statement.text.statements[statement.number + 1 :]
    return any("RENAME" in other.words and other.words[-1].upper() == name for other in later)
