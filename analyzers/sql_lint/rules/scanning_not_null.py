"""SQL140: a column that is set NOT NULL, which reads the whole table under a lock."""

from collections.abc import Iterator
from functools import partial

from ..alterations import POSTGRES, Action, Alteration, alteration_of, alterations, short_name
from ..edits import insert_after, insert_before
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange


class ScanningNotNull(PatternRule):
    """SET NOT NULL reads the whole table while nobody else can read or write it.

    Since PostgreSQL 12 it need not where a valid CHECK constraint says the same: add one NOT VALID, which needs no
    scan, validate it, which lets others go on, then set NOT NULL and drop the constraint.

    Bad:
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL
        ---
        ALTER TABLE orders ADD CONSTRAINT other CHECK (state IS NOT NULL) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT other;
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
    Good:
        ALTER TABLE orders VALIDATE CONSTRAINT customer_known;
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
        ---
        ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new'
    """

    code = "SQL140"
    name = "scanning-not-null"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=2, write=3)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where no constraint has been validated before that says the same."""
        for alteration, action in alterations(statement):
            if action.words[0] == "ALTER" and action.column and action.says("SET", "NOT", "NULL"):
                if _is_proved(alteration, statement.words[action.column]):
                    continue
                single = len(alteration.actions) == 1 and not statement.text.in_transaction(statement)
                fix = partial(self._fix, alteration, action) if single else None
                message = "this reads the whole table while nobody can read or write it"
                hint = "CHECK … NOT VALID, VALIDATE CONSTRAINT, SET NOT NULL, DROP CONSTRAINT"
                yield self.finding(statement, action.place, message, hint, fix)

    def _fix(self, alteration: Alteration, action: Action) -> Iterator[Edit]:
        statement, number = alteration.statement, action.column or 0
        column = statement.text_of(TokenRange(number, number))
        name = short_name(alteration.target_text, column, "not_null")
        check = f"ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID"
        before = "".join(f"{alteration.head} {step};\n" for step in (check, f"VALIDATE CONSTRAINT {name}"))
        yield insert_before(statement, statement.tokens[0], before)
        yield insert_after(statement, statement.tokens[-1], f";\n{alteration.head} DROP CONSTRAINT {name}")


def _is_proved(alteration: Alteration, column: str) -> bool:
    """Say whether a constraint is validated before that may say the same: one of this column, or one unseen."""
    statement = alteration.statement
    others = (alteration_of(other) for other in statement.text.statements[: statement.number])
    same = [other for other in others if other and other.table.lower() == alteration.table.lower()]
    actions = [action for other in same for action in other.actions]
    added = {action.constraint_key: action for action in actions if action.kind == "CHECK"}
    validated = [added.get(action.constraint_key) for action in actions if action.words[0] == "VALIDATE"]
    return any(check is None or _demands(check, column) for check in validated)


def _demands(check: Action, column: str) -> bool:
    """Say whether a CHECK demands a value for a column."""
    statement = check.statement
    places = statement.find_words("IS", "NOT", "NULL", within=check.place)
    return any(statement.words[place.first - 1].lower() == column.lower() for place in places)
