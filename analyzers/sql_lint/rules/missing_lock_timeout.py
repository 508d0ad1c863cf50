"""SQL146: a migration that would wait for a lock for ever."""

import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from ..alterations import POSTGRES, alteration_of
from ..edits import insert_before
from ..rule import Edit, Finding, Grade, Impact, Options, ScriptRule, Severity
from ..sql_text import SqlText, Statement

_SETTING = re.compile(r"(?i)^SET\s+(?:SESSION\s+|LOCAL\s+)?\w+_timeout\b|set_config\(\s*'\w+'")


class MissingLockTimeout(ScriptRule):
    """A table is altered without a lock_timeout, so that the migration waits for its lock as long as it takes.

    While it waits behind one long query, every later query on the table waits behind it. With a lock_timeout it gives
    up in time and can be tried again; a statement_timeout ends what works too long under its lock. The options are the
    limits that the fix sets; an empty one is not asked for. Many set both for the login or in the tool that runs the
    migrations, which no file tells; hence the rule is off by default.

    Bad:
        ALTER TABLE orders ADD COLUMN note text
        ---
        SET statement_timeout = '5s';
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        SET lock_timeout = '1s';
        SET statement_timeout = '5s';
        ALTER TABLE orders ADD COLUMN note text;
        ---
        SET LOCAL lock_timeout TO '1s';
        SET LOCAL statement_timeout TO '5s';
        DROP TABLE orders;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY);
        ALTER TABLE orders ADD COLUMN note text;
    """

    code = "SQL146"
    name = "missing-lock-timeout"
    severity = Severity.INFO
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    options: ClassVar[Options] = {"lock_timeout": "1s", "statement_timeout": "5s"}
    impact = Impact(read=2, write=2)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for the first statement that waits for a table without a limit."""
        missing = [name for name in self.options if self.settings[name]]
        for statement in text.statements:
            found = _SETTING.search(statement.masked_sql)
            if found:
                missing = [name for name in missing if name not in found[0].lower()]
            elif missing and _locks(statement):
                message = f"this waits for its lock without a limit: no {' and no '.join(missing)} is set"
                fix = partial(self._fix, statement, tuple(missing))
                yield self.finding(statement, statement.tokens[0], message, "SET lock_timeout before", fix)
                return

    def _fix(self, statement: Statement, missing: tuple[str, ...]) -> Iterator[Edit]:
        settings = "".join(f"SET {name} = '{self.settings[name]}';\n" for name in missing)
        yield insert_before(statement, statement.tokens[0], settings)


def _locks(statement: Statement) -> bool:
    """Say whether a statement needs a table for itself that stood before the file."""
    alteration = alteration_of(statement)
    if alteration:
        return not alteration.is_new
    if statement.starts_with("DROP", "TABLE"):
        return not any(statement.text.creates(word) for word in statement.words[2:7])
    rebuilt = statement.words[0] == "REINDEX" and "CONCURRENTLY" not in statement.masked_sql.upper()
    return rebuilt or statement.words[0] in {"TRUNCATE", "CLUSTER", "LOCK"}
