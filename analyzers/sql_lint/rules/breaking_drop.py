"""SQL145: a table, a column, a constraint or a NOT NULL that is taken away while code still counts on it."""

from collections.abc import Iterator

from ..alterations import Action, Alteration, alteration_of, alterations, gives_name
from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class BreakingDrop(PatternRule):
    """A table, a column, a constraint or a NOT NULL is taken away, on which code that is still running counts.

    The data is gone for good, too. Remove what uses it first, deploy that, and drop it in a later migration; then allow
    it there by name. A table that the same file makes or makes again is nothing to lose, and neither is a constraint
    in the place of which the file puts another one.

    Bad:
        ALTER TABLE orders DROP COLUMN total
        ---
        DROP TABLE IF EXISTS orders
        ---
        ALTER TABLE orders ALTER COLUMN total DROP NOT NULL
        ---
        ALTER TABLE orders DROP CONSTRAINT positive
        ---
        ALTER TABLE orders DROP total
    Good:
        ALTER TABLE orders DROP CONSTRAINT positive;
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total >= 0);
        ---
        ALTER TABLE orders ADD CONSTRAINT known CHECK (state IS NOT NULL) NOT VALID;
        ALTER TABLE orders DROP CONSTRAINT known;
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
            if not all(gives_name(statement, name) or name.startswith("#") for name in _names(statement)):
                yield self.finding(statement, None, "this drops a table with all its rows")
            return
        for alteration, action in alterations(statement):
            if _drops_constraint(action):
                if not _is_replaced(alteration, action):
                    yield self.finding(statement, action.place, "what this has kept out of the table may come in")
            elif action.words[0] == "DROP" and action.column:
                yield self.finding(statement, action.place, "this drops a column that running code may read")
            elif action.words[0] == "ALTER" and action.says("DROP", "NOT", "NULL"):
                yield self.finding(statement, action.place, "code that reads this column counts on a value")


_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY KEY", "FOREIGN KEY", "UNIQUE", "CHECK"})


def _drops_constraint(action: Action) -> bool:
    """Say whether an action drops a constraint; SQL Server needs no word for it."""
    if action.words[0] != "DROP" or not action.words[1:]:
        return False
    bare = action.statement.dialect == "tsql" and action.words[1] not in {"COLUMN", "INDEX", "PERIOD"}
    return bare or action.words[1] in _CONSTRAINTS


def _is_replaced(alteration: Alteration, action: Action) -> bool:
    """Say whether the file adds a constraint of this name, too, or one of this kind behind it."""
    statement = alteration.statement
    name = action.constraint_key or next(iter(action.words[2:]), "").lower()
    kind = "PRIMARY KEY" if name.endswith("pkey") else action.words[1]
    for other in map(alteration_of, statement.text.statements):
        if other is None or other.table.lower() != alteration.table.lower():
            continue
        later = other.statement.number >= statement.number
        if any(each.kind and (each.constraint_key == name or (later and each.kind == kind)) for each in other.actions):
            return True
    return False


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
