"""SQL141: a foreign key or a CHECK that is added and held against all rows in one step."""

from collections.abc import Iterator
from functools import partial

from ..alterations import POSTGRES, Action, Alteration, alterations
from ..edits import insert_after
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class ScanningConstraint(PatternRule):
    """A foreign key or a CHECK that is added without NOT VALID reads all rows while others have to wait.

    A foreign key stops writes to both tables meanwhile. Added NOT VALID it holds for new rows at once;
    `VALIDATE CONSTRAINT`, in a transaction of its own, then reads the old rows and lets others go on.

    Bad:
        ALTER TABLE orders ADD CONSTRAINT customer FOREIGN KEY (customer_id) REFERENCES customers (id)
        ---
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0)
        ---
        ALTER TABLE orders ADD COLUMN region_id bigint DEFAULT 1 REFERENCES regions (id)
    Good:
        ALTER TABLE orders ADD CONSTRAINT customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT customer;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
        ---
        ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number)
        ---
        ALTER TABLE orders ADD COLUMN region_id bigint REFERENCES regions (id)
    """

    code = "SQL141"
    name = "scanning-constraint"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=1.5, write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each constraint that is held against rows which are there."""
        for alteration, action in alterations(statement):
            keyed = action.kind in {"FOREIGN KEY", "CHECK"} and not action.says("NOT", "VALID")
            if keyed or _is_filled_reference(action):
                fix = partial(self._fix, alteration, action) if keyed and _is_plain(alteration, action) else None
                message = "this reads all rows while others wait for the table"
                yield self.finding(statement, action.place, message, "NOT VALID, and VALIDATE CONSTRAINT later", fix)

    def _fix(self, alteration: Alteration, action: Action) -> Iterator[Edit]:
        validate = f"{alteration.head} VALIDATE CONSTRAINT {action.constraint}"
        last = alteration.statement.tokens[-1]
        yield insert_after(alteration.statement, last, f" NOT VALID;\n{validate}")


def _is_filled_reference(action: Action) -> bool:
    """Say whether a column is added with a value that has to be looked up; without one PostgreSQL looks up nothing."""
    return action.words[0] == "ADD" and bool(action.column) and action.says("REFERENCES") and action.says("DEFAULT")


def _is_plain(alteration: Alteration, action: Action) -> bool:
    """Say whether the two steps can take its place: one named constraint, in no transaction, on one whole table."""
    statement = alteration.statement
    table = statement.schema.table(alteration.table)
    alone = len(alteration.actions) == 1 and bool(action.constraint) and not (table and table.partitioned)
    inherited = action.kind == "CHECK" and "ONLY" in statement.words[2:5]
    return alone and not inherited and not statement.text.in_transaction(statement)
