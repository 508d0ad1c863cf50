"""SQL147: a statement of a migration that fails when the migration is run again."""

import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from ..alterations import POSTGRES, Action, alteration_of
from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, Options, ScriptRule
from ..sql_text import SqlText, Statement

_CREATED = re.compile(
    r"CREATE (?:(?:UNIQUE|TEMP|TEMPORARY|UNLOGGED) )?(?:INDEX\b(?: CONCURRENTLY)?+(?! ON )|TABLE\b)(?! IF )"
)
_DROPPED = re.compile(r"DROP (?:INDEX(?: CONCURRENTLY)?+|TABLE|TYPE)\b(?! IF )")


class UnrepeatableStatement(ScriptRule):
    """A statement outside of a transaction fails when its migration is run again after it broke off half way.

    What has been done before the failure stays done. `IF NOT EXISTS` and `IF EXISTS` let the second run pass over it.
    Most tools run a file as one transaction, which undoes it all; then only what cannot stand in one matters, such as
    CREATE INDEX CONCURRENTLY. Set the option `assume_in_transaction` to false where your tool does not.

    Bad:
        CREATE INDEX CONCURRENTLY orders_number ON orders (number)
        ---
        DROP INDEX CONCURRENTLY orders_number
        ---
        BEGIN;
        CREATE TABLE customers (id bigint PRIMARY KEY);
        COMMIT;
        ALTER TABLE orders ADD COLUMN customer_id bigint;
    Good:
        CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_number ON orders (number)
        ---
        ALTER TABLE orders ADD COLUMN number text
        ---
        BEGIN;
        CREATE TABLE customers (id bigint PRIMARY KEY);
        ALTER TABLE orders ADD COLUMN customer_id bigint;
        COMMIT;
    """

    code = "SQL147"
    name = "unrepeatable-statement"
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    options: ClassVar[Options] = {"assume_in_transaction": True}
    impact = Impact(maintainability=2)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for each statement that no transaction undoes and that cannot be run twice."""
        assumed = bool(self.settings["assume_in_transaction"])
        inside = assumed and not any(statement.words[0] in {"BEGIN", "START"} for statement in text.statements)
        dropped: set[str] = set()
        for statement in text.statements:
            if statement.words[0] in {"BEGIN", "START", "COMMIT", "ROLLBACK"}:
                inside = statement.words[0] in {"BEGIN", "START"}
            elif statement.starts_with("ALTER", "TABLE"):
                yield from self._altered(statement, inside, dropped)
            elif not inside or "CONCURRENTLY" in statement.words[2:4]:
                yield from self._made(statement)

    def _made(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where something is created or dropped outright."""
        head = " ".join(statement.words[:7])
        created, dropped = _CREATED.match(head), _DROPPED.match(head)
        kinds = (number for number, word in enumerate(statement.words[:4]) if word in {"INDEX", "TABLE", "TYPE"})
        number = next(kinds, None)
        if number is not None and ((created and not _is_passing(statement)) or dropped):
            words = "IF NOT EXISTS" if created else "IF EXISTS"
            number += statement.words[number + 1 : number + 2] == ("CONCURRENTLY",)
            yield self._found(statement, number, words)

    def _altered(self, statement: Statement, inside: bool, dropped: set[str]) -> Iterator[Finding]:
        alteration = alteration_of(statement)
        for action in alteration.actions if alteration else ():
            words = _missing_words(action, dropped)
            if inside or not words:
                continue
            if words.startswith("IF") and action.words[1] in {"COLUMN", "CONSTRAINT"}:
                yield self._found(statement, action.numbers[1], words)
            else:
                yield self.finding(statement, action.place, "a second run of this fails", "run it in a transaction")

    def _found(self, statement: Statement, number: int, words: str) -> Finding:
        fix = partial(self._fix, statement, number, words)
        return self.finding(statement, statement.tokens[number], f"a second run fails without {words}", words, fix)

    def _fix(self, statement: Statement, number: int, words: str) -> Iterator[Edit]:
        word = statement.tokens[number]
        yield insert_after(statement, word, " " + in_case_of(words, word.text))


def _missing_words(action: Action, dropped: set[str]) -> str:
    """Return what an action lacks to be run twice; nothing where it lacks nothing."""
    if action.words[:2] == ("DROP", "CONSTRAINT"):
        dropped.add(action.constraint_key)
    if action.says("IF", "EXISTS") or action.says("IF", "NOT", "EXISTS"):
        return ""
    if action.words[0] == "DROP" and (action.column or action.constraint):
        return "IF EXISTS"
    if action.words[0] == "ADD" and action.column:
        return "IF NOT EXISTS"
    named = action.kind or action.words[0] == "VALIDATE"
    return "" if named and action.constraint_key in dropped and not _is_taken(action, dropped) else "a transaction"


def _is_taken(action: Action, dropped: set[str]) -> bool:
    """Say whether a constraint is added a second time; a name that was dropped may be added once and validated."""
    key = f"+{action.constraint_key}"
    taken = bool(action.kind) and key in dropped
    dropped.add(key)
    return taken


def _is_passing(statement: Statement) -> bool:
    """Say whether a table goes away with its transaction."""
    return statement.words[1] in {"TEMP", "TEMPORARY"} and any(statement.find_words("ON", "COMMIT", "DROP"))
