"""SQL039: a storage engine without transactions."""

from collections.abc import Iterator
from functools import partial

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_UNSAFE = frozenset({"MYISAM", "ARIA", "ISAM", "MERGE", "MRG_MYISAM", "CSV", "ARCHIVE"})
# Tables of these are emptied by a restart, so that another engine would make them something else.
_PASSING = frozenset({"MEMORY", "HEAP"})


class UnsafeEngine(PatternRule):
    """A table of MyISAM and the like knows no transactions, checks no foreign keys, and is locked as a whole.

    What a transaction undoes in other tables stays here, and a crash can leave the table broken. InnoDB has none of
    this. The fix changes how the table is stored.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY) ENGINE=MyISAM
        ---
        ALTER TABLE orders ENGINE = MyISAM
        ---
        CREATE TABLE counts (id bigint PRIMARY KEY) TYPE=HEAP
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY) ENGINE=InnoDB
        ---
        CREATE TEMPORARY TABLE counts (id bigint PRIMARY KEY) ENGINE=MEMORY
        ---
        CREATE TABLE cars (id bigint PRIMARY KEY, engine varchar(20) COMMENT 'ENGINE=MyISAM')
    """

    code = "SQL039"
    name = "unsafe-engine"
    grade = Grade.UNSAFE
    dialects = frozenset({"mysql", "mariadb"})
    starts = ("CREATE", "ALTER")
    impact = Impact(write=2, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table gets such an engine."""
        if "TEMPORARY" in statement.words[:3]:
            return
        places = (
            *statement.find_words("ENGINE", "="),
            *statement.find_words("TYPE", "="),
            *statement.find_words("ENGINE"),
        )
        for number in (place.last + 1 for place in places):
            engine = "".join(statement.words[number : number + 1]).upper()
            if engine in _UNSAFE | _PASSING:
                word = statement.tokens[number]
                fix = partial(self._fix, statement, number) if engine in _UNSAFE else None
                yield self.finding(statement, word, f"{word.text} undoes nothing and checks no keys", "InnoDB", fix)

    def _fix(self, statement: Statement, number: int) -> Iterator[Edit]:
        yield replace(statement, statement.tokens[number], "InnoDB")
