"""SQL137: a statement that works on a whole table under a lock, where one exists that lets others go on."""

import re
from collections.abc import Iterator
from functools import partial

from ....diagnostics import Span
from ..alterations import POSTGRES, alterations
from ..edits import insert_after
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_REINDEX = re.compile(
    r"(?is)REINDEX\s+(?:\((?P<options>[^)]*)\)\s*)?(?P<kind>INDEX|TABLE|SCHEMA|DATABASE)\b(?P<rest>.*)"
)
_OFF = r"(?!\s+(?:FALSE|OFF|0)\b)"
_VACUUM_FULL = re.compile(rf"(?is)VACUUM\s+(?:FULL\b|\([^)]*\bFULL\b{_OFF}[^)]*\))")
_CONCURRENTLY = re.compile(rf"(?i)\bCONCURRENTLY\b{_OFF}")


class BlockingMaintenance(PatternRule):
    """REINDEX, DETACH PARTITION, VACUUM FULL or CLUSTER holds a lock on a table for as long as it works.

    `REINDEX … CONCURRENTLY` and `DETACH PARTITION … CONCURRENTLY` let others go on; outside of a transaction they take
    the place of the plain form. VACUUM FULL and CLUSTER have no such form: pg_repack does the same.

    Bad:
        REINDEX TABLE orders
        ---
        ALTER TABLE orders DETACH PARTITION orders_2020
        ---
        VACUUM (FULL, ANALYZE) orders
        ---
        CLUSTER orders USING orders_pkey
    Good:
        REINDEX TABLE CONCURRENTLY orders
        ---
        REINDEX (CONCURRENTLY) INDEX orders_pkey
        ---
        ALTER TABLE orders DETACH PARTITION orders_2020 CONCURRENTLY
        ---
        VACUUM (FULL false) orders
        ---
        VACUUM ANALYZE orders
    """

    code = "SQL137"
    name = "blocking-maintenance"
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    everywhere = True
    starts = ("REINDEX", "ALTER", "VACUUM", "CLUSTER")
    impact = Impact(read=2, write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table is locked for the length of the work."""
        if statement.starts_with("REINDEX"):
            yield from self._reindex(statement)
        elif statement.starts_with("ALTER"):
            yield from self._detach(statement)
        elif statement.starts_with("CLUSTER") or _VACUUM_FULL.match(statement.masked_sql):
            message = "this rewrites the table under a lock that stops all reads and writes"
            yield self.finding(statement, statement.tokens[0], message, "pg_repack does the same while others go on")

    def _reindex(self, statement: Statement) -> Iterator[Finding]:
        found = _REINDEX.match(statement.masked_sql)
        if found is None or _CONCURRENTLY.search(found["options"] or "") or _CONCURRENTLY.match(found["rest"].lstrip()):
            return
        fix = None if statement.text.in_transaction(statement) else partial(self._fix, statement, found)
        message = "this stops all writes to the table until its indexes are rebuilt"
        hint = f"REINDEX {found['kind'].upper()} CONCURRENTLY, outside a transaction"
        yield self.finding(statement, statement.tokens[0], message, hint, fix)

    def _fix(self, statement: Statement, found: re.Match[str]) -> Iterator[Edit]:
        """The words behind REINDEX are one token, hence the place is counted in characters."""
        if statement.text.verbatim and "CONCURRENTLY" not in (found["options"] or "").upper():
            place = statement.start + found.end("kind")
            word = " concurrently" if found["kind"].islower() else " CONCURRENTLY"
            yield Edit(Span(statement.text.source, place, place), word)

    def _detach(self, statement: Statement) -> Iterator[Finding]:
        for _, action in alterations(statement):
            words = action.words
            if words[:2] == ("DETACH", "PARTITION") and words[-1] not in {"CONCURRENTLY", "FINALIZE"}:
                message = "this waits for every query on the table, and all later ones wait for it"
                fix = None if statement.text.in_transaction(statement) else partial(self._fix_detach, statement)
                hint = "DETACH PARTITION … CONCURRENTLY, outside a transaction"
                yield self.finding(statement, action.place, message, hint, fix)

    def _fix_detach(self, statement: Statement) -> Iterator[Edit]:
        yield insert_after(statement, statement.tokens[-1], " CONCURRENTLY")
