"""SQL153: a table that is altered several times in a row where once would do."""

from collections.abc import Iterator

from ..alterations import alteration_of
from ..rule import Finding, Grade, Impact, ScriptRule
from ..sql_text import SqlText


class SeparateAlterations(ScriptRule):
    """A table is altered several times in a row, and MySQL may copy it each time.

    One ALTER TABLE takes all the actions, parted by commas, and copies once at most.

    Bad:
        ALTER TABLE orders ADD COLUMN note text;
        ALTER TABLE orders ADD INDEX by_customer (customer_id);
    Good:
        ALTER TABLE orders ADD COLUMN note text, ADD INDEX by_customer (customer_id);
        ---
        ALTER TABLE orders ADD COLUMN note text;
        ALTER TABLE customers ADD COLUMN note text;
        ---
        ALTER TABLE orders ADD COLUMN total int;
        UPDATE orders SET total = 0;
        ALTER TABLE orders MODIFY COLUMN total int NOT NULL;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY);
        ALTER TABLE orders ADD COLUMN note text;
        ALTER TABLE orders ADD COLUMN total int;
    """

    code = "SQL153"
    name = "separate-alterations"
    grade = Grade.SUGGESTION
    dialects = frozenset({"mysql", "mariadb"})
    migration = True
    impact = Impact(write=2)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for each ALTER TABLE right behind another one of the same table."""
        before = ""
        for statement in text.statements:
            alteration = alteration_of(statement)
            name = alteration.target_text.lower().replace("`", "") if alteration and not alteration.is_new else ""
            if alteration and name and name == before:
                message = "the statement before alters this table, too: MySQL may copy it twice"
                yield self.finding(statement, alteration.target, message, "one ALTER TABLE with both actions")
            before = name
