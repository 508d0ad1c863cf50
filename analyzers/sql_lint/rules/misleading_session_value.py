"""SQL105: a value of the session that is not what it seems."""

from collections.abc import Iterator
from functools import partial

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement, TokenRange

# What is called for, by dialect: the words, why they mislead, and what to write.
_FOUND = {
    "tsql": (
        (("@", "@", "IDENTITY"), "@@IDENTITY is of any table, also one that a trigger fills", "SCOPE_IDENTITY()"),
        (("IDENT_CURRENT", "("), "IDENT_CURRENT tells what another session inserted", ""),
    ),
    "mysql": ((("SYSDATE", "(", ")"), "SYSDATE() changes while the statement runs", "NOW()"),),
    "postgres": ((("LASTVAL", "(", ")"), "LASTVAL() is of any sequence, also one that a trigger uses", ""),),
}
_SAME = {"mariadb": "mysql", "postgresql": "postgres"}


class MisleadingSessionValue(PatternRule):
    """A value of the session is not what it seems: it may come from a trigger, another table or another moment.

    `@@IDENTITY` and `LASTVAL()` tell of the last row anybody's trigger inserted. `SYSDATE()` in MySQL differs from row
    to row, so that no index is used and replicas disagree.

    Bad:
        SELECT id FROM orders WHERE created_at < SYSDATE()
        ---
        INSERT INTO audit (created_at) VALUES (SYSDATE())
    Good:
        SELECT id FROM orders WHERE created_at < NOW()
        ---
        SELECT 'SYSDATE()' AS name
    """

    code = "SQL105"
    name = "misleading-session-value"
    grade = Grade.UNSAFE
    dialects = frozenset({*_FOUND, *_SAME})
    impact = Impact(read=2, accuracy=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such value, with its place."""
        for words, why, instead in _FOUND[_SAME.get(statement.dialect, statement.dialect)]:
            for place in statement.find_words(*words):
                fix = partial(self._write, place, instead, statement) if instead else None
                hint = f"write {instead}" if instead else "let the statement return it: OUTPUT or RETURNING"
                yield self.finding(statement, place, why, hint, fix)

    def _write(self, place: TokenRange, instead: str, statement: Statement) -> Iterator[Edit]:
        yield replace(statement, place, instead)
