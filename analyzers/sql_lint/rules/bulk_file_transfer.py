"""SQL237: a table that is filled from a file, or written to one, by the server itself."""

from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement

_FILES = frozenset({"INFILE", "OUTFILE", "DUMPFILE"})


class BulkFileTransfer(PatternRule):
    """The server reads a table from a file, or writes one to a file, past the checks of the program.

    LOAD DATA skips rows it cannot take, with a warning at most, and its REPLACE destroys rows that were there. OUTFILE
    writes wherever the server may. Both need a right with which any file of the server can be read.

    Bad:
        LOAD DATA LOCAL INFILE '/tmp/orders.csv' INTO TABLE orders
        ---
        SELECT id FROM orders INTO OUTFILE '/tmp/orders.csv'
    Good:
        SELECT infile, outfile FROM transfers
        ---
        INSERT INTO orders (id) VALUES (1)
    """

    code = "SQL237"
    name = "bulk-file-transfer"
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each file that is read or written."""
        if _FILES.isdisjoint(statement.words):
            return
        words = ("", *statement.words)
        for number, word in enumerate(statement.words):
            if word in _FILES and word != "INFILE" and words[number] == "INTO":
                yield self.finding(statement, statement.tokens[number], "this writes a file on the server")
            elif word == "INFILE" and words[1] == "LOAD":
                yield self.finding(statement, statement.tokens[number], "this fills a table from a file, unchecked")
