"""SQL168: a call that runs programs or texts, reads files, or waits on purpose."""

import re
from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement

_LEAVES = {
    "XP_CMDSHELL": "runs programs on the server",
    "XP_REGWRITE": "writes to the registry of the server",
    "SP_OACREATE": "runs code outside of the database",
    "OPENROWSET": "reads from wherever it is told",
    "LOAD_FILE": "reads files of the server",
    "PG_READ_FILE": "reads files of the server",
    "PG_READ_BINARY_FILE": "reads files of the server",
    "PG_LS_DIR": "reads the folders of the server",
    "LO_IMPORT": "reads files of the server",
    "LO_EXPORT": "writes files on the server",
    "UTL_FILE": "reads and writes files of the server",
    "UTL_HTTP": "calls other servers",
    "BENCHMARK": "keeps the server busy",
    "SLEEP": "makes a connection wait",
    "PG_SLEEP": "makes a connection wait",
}

_RUNNING = frozenset({"EXEC", "EXECUTE", "PREPARE"})
_SIGNS = frozenset({*_RUNNING, *_LEAVES, "PROGRAM"})
# What stands before a table that happens to have such a name.
_BEFORE_TABLES = frozenset({"INTO", "TABLE", "EXISTS", "ON", "REFERENCES", "VIEW", "UPDATE", "FROM", "JOIN", "AS"})


class DangerousFunction(PatternRule):
    """A statement runs a program or a text, reads or writes a file, or keeps a connection waiting.

    Whoever finds a way to change such a statement gets at the server itself, and the rights it needs are those of an
    owner. Do this in the program that sends the statement.

    Bad:
        EXEC xp_cmdshell 'dir'
        ---
        EXEC master.dbo.xp_cmdshell 'dir'
        ---
        SELECT pg_read_file('/etc/passwd')
        ---
        COPY orders TO PROGRAM 'gzip > /tmp/orders.gz'
        ---
        EXEC (@text)
        ---
        EXECUTE IMMEDIATE 'DROP TABLE ' || name
    Good:
        COPY orders TO STDOUT
        ---
        SELECT sleep FROM nights
        ---
        SELECT 'xp_cmdshell' AS name
        ---
        INSERT INTO benchmark (id) VALUES (1)
    """

    code = "SQL168"
    name = "dangerous-function"
    impact = Impact(read=2, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each call that leaves the database."""
        if _SIGNS.isdisjoint(statement.words):
            return
        words = (*statement.words, "")
        for number, word in enumerate(words[:-1]):
            if word in _LEAVES and _is_called(words, number):
                yield self.finding(statement, statement.tokens[number], f"this {_LEAVES[word]}")
            elif word == "PROGRAM" and statement.words[0] == "COPY" and words[number - 1] in {"FROM", "TO"}:
                yield self.finding(statement, statement.tokens[number], "this runs a program on the server")
            elif word in _RUNNING and _runs_text(words[number + 1 : number + 5]):
                message = "this runs a text as a statement, and whoever gets at the text decides what it does"
                yield self.finding(statement, statement.tokens[number], message)


_RUN_TEXT = re.compile(r"(?i)IMMEDIATE (?!'[^']*'$)|\w+ FROM @")


def _runs_text(after: tuple[str, ...]) -> bool:
    """Say whether what follows EXEC, EXECUTE or PREPARE is a text that is put together first."""
    if after[:1] == ("(",):
        return "@" in after[:3] or "+" in after
    if _RUN_TEXT.match(" ".join(after)):
        return True
    return after[:2] == ("SP_EXECUTESQL", "@") and after[3:4] != (",",)


def _is_called(words: tuple[str, ...], number: int) -> bool:
    """Say whether a name, qualified or not, is called and does not name a table."""
    first = number
    while first and words[first - 1] == ".":
        first -= 1 if words[first - 2] == "." else 2
    before = words[first - 1]
    called = words[number + 1] in {"(", "."} or before in {"EXEC", "EXECUTE"}
    return called and before not in _BEFORE_TABLES
