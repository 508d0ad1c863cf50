"""SQL144: a table or a column that gets another name while code still uses the old one."""

from collections.abc import Iterator

from ..alterations import Action, Alteration, alterations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class BreakingRename(PatternRule):
    """A table or a column gets another name, so that all code which is still running fails.

    Between the migration and the last server that runs the new code there are always some that use the old name. Add a
    new column and write to both, or keep the old name as a view. Swapping in a table that the same file fills, as is
    usual for SQLite, is no rename to anybody else.

    Bad:
        ALTER TABLE orders RENAME COLUMN total TO amount
        ---
        ALTER TABLE orders RENAME TO purchases
    Good:
        ALTER TABLE orders RENAME CONSTRAINT positive TO total_is_positive
        ---
        CREATE TABLE orders_new (id bigint PRIMARY KEY);
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
        ---
        ALTER TABLE orders RENAME TO orders_old;
        CREATE TABLE orders (id bigint PRIMARY KEY);
        ---
        ALTER TABLE orders RENAME TO purchases;
        CREATE VIEW orders AS SELECT id FROM purchases;
    """

    code = "SQL144"
    name = "breaking-rename"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    migration = True
    starts = ("ALTER",)
    impact = Impact(maintainability=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name that is gone after this file."""
        for alteration, action in alterations(statement):
            if action.words[0] != "RENAME" or action.words[1:2] in _HARMLESS or _is_kept(alteration, action):
                continue
            what = "table" if action.words[1:2] in {("TO",), ("AS",)} else "column"
            message = f"code that is still running uses the old name of this {what}"
            yield self.finding(statement, action.place, message, "a new one beside it, or a view with the old name")


_HARMLESS = {("CONSTRAINT",), ("INDEX",), ("KEY",)}


def _is_kept(alteration: Alteration, action: Action) -> bool:
    """Say whether the file gives the old name of a table to another one, or to a view."""
    if action.words[1:2] not in {("TO",), ("AS",)}:
        return False
    old = alteration.table.upper()
    later = alteration.statement.text.statements[alteration.statement.number + 1 :]
    created = (other for other in later if other.words[0] == "CREATE" and {"TABLE", "VIEW"} & set(other.words[:5]))
    swapped = (other for other in later if "RENAME" in other.words and other.words[-1].upper() == old)
    return any(old in map(str.upper, other.words[:8]) for other in created) or any(swapped)
