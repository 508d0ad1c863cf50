"""SQL230: a constraint that is added NOT VALID and validated in the same transaction."""

from collections.abc import Iterator
from typing import ClassVar

from ..alterations import POSTGRES, alterations
from ..rule import Finding, Grade, Impact, Options, ScriptRule
from ..sql_text import SqlText


class ValidationInTransaction(ScriptRule):
    """A constraint that is added NOT VALID and validated in the same transaction gains nothing over adding it outright.

    The lock that adding it takes is held until COMMIT, and so while all rows are read. Validate it in a transaction of
    its own. The option `assume_in_transaction` says that a file without BEGIN runs as one transaction, too.

    Bad:
        BEGIN;
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
        COMMIT;
    Good:
        BEGIN;
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        COMMIT;
        BEGIN;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
        COMMIT;
        ---
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
    """

    code = "SQL230"
    name = "validation-in-transaction"
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    migration = True
    options: ClassVar[Options] = {"assume_in_transaction": False}
    impact = Impact(read=1.5, write=3)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for each constraint that is validated before the transaction ends which added it."""
        added: set[str] = set()
        inside = bool(self.settings["assume_in_transaction"])
        for statement in text.statements:
            if statement.words[0] in {"BEGIN", "START", "COMMIT", "ROLLBACK", "END"}:
                inside = statement.words[0] in {"BEGIN", "START"}
                added.clear()
            for _, action in alterations(statement) if inside else ():
                if action.says("NOT", "VALID"):
                    added.add(action.constraint_key)
                elif action.words[:2] == ("VALIDATE", "CONSTRAINT") and action.constraint_key in added:
                    message = "all rows are read under the lock that adding the constraint took"
                    yield self.finding(statement, action.place, message, "validate it in a later transaction")
