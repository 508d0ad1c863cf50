"""SQL142: a unique or primary key whose index is built under a lock."""

from collections.abc import Iterator
from functools import partial

from ..alterations import POSTGRES, Action, Alteration, alterations
from ..edits import insert_before, replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange


class BlockingKeyCreation(PatternRule):
    """A UNIQUE or PRIMARY KEY that is added builds its index while nobody can read or write the table.

    Build the index with `CREATE UNIQUE INDEX CONCURRENTLY` first, outside of a transaction; `ADD … USING INDEX` then
    makes it a key at once.

    Bad:
        ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number)
        ---
        ALTER TABLE orders ADD PRIMARY KEY (id)
        ---
        ALTER TABLE orders ADD COLUMN number text UNIQUE
    Good:
        ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE USING INDEX orders_number
        ---
        CREATE TABLE orders (id bigint);
        ALTER TABLE orders ADD PRIMARY KEY (id);
        ---
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0)
    """

    code = "SQL142"
    name = "blocking-key-creation"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=2, write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each key that has no index yet."""
        for alteration, action in alterations(statement):
            place = action.find("UNIQUE") or action.find("PRIMARY KEY")
            if place is None or action.words[0] != "ADD" or action.says("USING", "INDEX"):
                continue
            fix = partial(self._fix, alteration, action, place) if _is_plain(alteration, action, place) else None
            message = "nobody can read or write the table until the index of this key is built"
            yield self.finding(statement, place, message, "CREATE UNIQUE INDEX CONCURRENTLY, then USING INDEX", fix)

    def _fix(self, alteration: Alteration, action: Action, kind: TokenRange) -> Iterator[Edit]:
        statement, name = alteration.statement, action.constraint
        columns = TokenRange(kind.last + 1, action.place.last)
        listed = statement.text_of(columns)
        index = f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {alteration.target_text} {listed};\n"
        yield insert_before(statement, statement.tokens[0], index)
        yield replace(statement, columns, f"USING INDEX {name}")


def _is_plain(alteration: Alteration, action: Action, kind: TokenRange) -> bool:
    """Say whether the two steps can take its place: one named key of plain columns, in no transaction."""
    statement = alteration.statement
    alone = len(alteration.actions) == 1 and bool(action.kind and action.constraint)
    ends = statement.row.partners.get(kind.last + 1) == action.place.last
    unsure = {"IF", "ONLY"} & set(statement.words[2:4])
    return alone and ends and not unsure and not statement.text.in_transaction(statement)
