"""SQL144: a table or a column that gets another name while code still uses the old one."""

import re
from collections.abc import Iterator

from ..alterations import Action, Alteration, alteration_of, alterations
from ..rule import Finding, Grade, Impact, PatternRule, Place, Severity
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
        ---
        RENAME TABLE orders TO purchases
        ---
        ALTER TABLE orders CHANGE COLUMN total amount int
        ---
        EXEC sp_rename 'orders.total', 'amount', 'COLUMN'
    Good:
        RENAME TABLE orders TO orders_old, orders_new TO orders
        ---
        ALTER TABLE orders CHANGE COLUMN total total bigint
        ---
        EXEC sp_rename 'orders.by_number', 'orders_by_number', 'INDEX'
        ---
        ALTER TABLE orders RENAME CONSTRAINT positive TO total_is_positive
        ---
        CREATE TABLE orders_new (id bigint PRIMARY KEY);
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
        ---
        ALTER TABLE orders RENAME TO orders_old;
        CREATE TABLE orders (id bigint PRIMARY KEY);
        ---
        ALTER TABLE orders ADD COLUMN new_state text;
        UPDATE orders SET new_state = 'open' WHERE state = 0;
        ALTER TABLE orders RENAME COLUMN new_state TO state;
        ---
        ALTER TABLE orders RENAME TO purchases;
        CREATE VIEW orders AS SELECT id FROM purchases;
    """

    code = "SQL144"
    name = "breaking-rename"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    migration = True
    starts = ("ALTER", "EXEC", "EXECUTE", "RENAME")
    impact = Impact(maintainability=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name that is gone after this file."""
        if statement.words[0] in {"EXEC", "EXECUTE"}:
            yield from self._procedure(statement)
            return
        for alteration, action in alterations(statement):
            if _changes_name(action):
                yield self._gone(statement, action.place, "column")
            harmless = action.words[1:2] in _HARMLESS or _is_kept(alteration, action) or _is_added(alteration, action)
            if action.words[0] != "RENAME" or harmless:
                continue
            yield self._gone(statement, action.place, "table" if action.words[1:2] in {("TO",), ("AS",)} else "column")
        renamed = _renamed_tables(statement) if _RENAME_TABLE.match(statement.masked_sql) else []
        if any(not statement.text.creates(old) and not _returns(old, statement) for old in renamed):
            yield self._gone(statement, statement.whole, "table")

    def _procedure(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where SQL Server's sp_rename gives a column or a table another name."""
        found = _SP_RENAME.match(statement.masked_sql)
        kind = found["kind"].upper() if found and found["kind"] else "TABLE"
        if found and kind in {"COLUMN", "OBJECT", "TABLE"}:
            yield self._gone(statement, statement.whole, kind.lower().replace("object", "table"))

    def _gone(self, statement: Statement, place: Place, what: str) -> Finding:
        message = f"code that is still running uses the old name of this {what}"
        return self.finding(statement, place, message, "a new one beside it, or a view with the old name")


_HARMLESS = {("CONSTRAINT",), ("INDEX",), ("KEY",)}


def _is_kept(alteration: Alteration, action: Action) -> bool:
    """Say whether the file gives the old name of a table to another one, or to a view."""
    if action.words[1:2] not in {("TO",), ("AS",)}:
        return False
    return _returns(alteration.table, alteration.statement)


def _changes_name(action: Action) -> bool:
    """Say whether MySQL's CHANGE gives a column another name."""
    if action.words[0] != "CHANGE" or action.column is None:
        return False
    number = action.numbers.index(action.column)
    return action.words[number : number + 1] != action.words[number + 1 : number + 2]


def _is_added(alteration: Alteration, action: Action) -> bool:
    """Say whether the same file adds the column that gets another name, so that nobody knows the old one."""
    old = next((word for word in action.words[1:] if word != "COLUMN"), "").lower()
    earlier = alteration.statement.text.statements[: alteration.statement.number]
    same = (other for other in map(alteration_of, earlier) if other and other.table == alteration.table)
    added = (other for each in same for other in each.actions if other.words[0] == "ADD" and other.column)
    return any(other.statement.words[other.column or 0].lower() == old for other in added)


def _renamed_tables(statement: Statement) -> list[str]:
    """Return the tables that MySQL's RENAME TABLE takes the names of; none where it swaps tables.

    The tokenizer reads all behind RENAME as one string.
    """
    pairs = [(old.strip("`"), new.strip("`")) for old, new in _PAIR.findall(statement.masked_sql)]
    given = {new.lower() for _, new in pairs}
    return [] if any(old.lower() in given for old, _ in pairs) else [old for old, _ in pairs]


_SP_RENAME = re.compile(
    r"(?is)EXEC(?:UTE)?\s+(?:[\w\[\]]*\.)*\[?sp_rename\]?\s+(?:@objname\s*=\s*)?N?'[^']*'\s*,\s*"
    r"(?:@newname\s*=\s*)?N?'[^']*'(?:\s*,\s*(?:@objtype\s*=\s*)?N?'(?P<kind>\w+)')?"
)
_RENAME_TABLE = re.compile(r"(?i)RENAME\s+TABLES?\b")
_PAIR = re.compile(r"(?i)([\w$`]+)\s+TO\s+(?:[\w$`]+\.)?([\w$`]+)")


def _returns(table: str, statement: Statement) -> bool:
    """Say whether the rest of the file gives the name of a table to another one, or to a view."""
    old = table.upper()
    later = statement.text.statements[statement.number + 1 :]
    created = (other for other in later if other.words[0] == "CREATE" and {"TABLE", "VIEW"} & set(other.words[:5]))
    swapped = (other for other in later if "RENAME" in other.words and other.words[-1].upper() == old)
    return any(old in map(str.upper, other.words[:8]) for other in created) or any(swapped)
