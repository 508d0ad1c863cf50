"""SQL139: a column that is added with a value of its own for every row, so that the table is written anew."""

from collections.abc import Iterator

from ..alterations import POSTGRES, Action, alterations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange

# What gives one value for the whole statement, so that it need not be stored row by row.
_CONSTANT = frozenset({
    "NOW", "CURRENT_TIMESTAMP", "STATEMENT_TIMESTAMP", "TRANSACTION_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_SETTING",
    "ABS", "ARRAY", "CAST", "CEIL", "COALESCE", "CONCAT", "DATE", "DATE_TRUNC", "DECODE", "EXTRACT", "FLOOR",
    "FORMAT", "GREATEST", "INTERVAL", "JSONB_BUILD_ARRAY", "JSONB_BUILD_OBJECT", "JSON_BUILD_ARRAY",
    "JSON_BUILD_OBJECT", "LEAST", "LENGTH", "LOWER", "MAKE_DATE", "MAKE_INTERVAL", "MAKE_TIMESTAMP",
    "MAKE_TIMESTAMPTZ", "MD5", "NULLIF", "POINT", "REPEAT", "REPLACE", "ROUND", "ROW", "SHA256", "TIMEZONE",
    "TO_CHAR",
    "TO_DATE", "TO_JSON", "TO_JSONB", "TO_TIMESTAMP", "TO_TSVECTOR", "TRIM", "TSTZRANGE", "UPPER", "UUID_NIL",
})  # fmt: skip
_NO_ARGUMENTS = frozenset({"NOW", "STATEMENT_TIMESTAMP", "TRANSACTION_TIMESTAMP"})
_NO_CALLS = frozenset({"::", "AS", "CONSTRAINT"})
_OPERATORS = frozenset({"+", "-", "*", "/", "||", "(", ",", "IN", "AND", "OR", "NOT", "DEFAULT"})
_ENDS = frozenset({"CHECK", "COLLATE", "CONSTRAINT", "NOT", "PRIMARY KEY", "REFERENCES", "UNIQUE"})
_SERIALS = ("SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4", "SERIAL8")


class RewritingColumn(PatternRule):
    """A column is added whose value differs from row to row, so that the whole table is written anew under a lock.

    So it is with defaults such as random() or gen_random_uuid(), with stored generated columns and with serial. A
    constant default, now() included, costs nothing since PostgreSQL 11. Add the column without a default, set the
    default for new rows, and fill the old ones in batches.

    Bad:
        ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid()
        ---
        ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED
        ---
        ALTER TABLE orders ADD COLUMN number bigserial
    Good:
        ALTER TABLE orders ADD COLUMN created_at timestamptz NOT NULL DEFAULT now() - interval '1 day'
        ---
        ALTER TABLE orders ADD COLUMN state varchar(10) DEFAULT 'new'::varchar(10)
        ---
        ALTER TABLE orders ADD COLUMN tags text[] DEFAULT array[]::text[]
        ---
        ALTER TABLE orders ADD COLUMN token uuid;
        ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
    """

    code = "SQL139"
    name = "rewriting-column"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(read=2, write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column that is added with values of its own."""
        for _, action in alterations(statement):
            place = _varying(action) if action.words[0] == "ADD" and action.column else None
            if place:
                message = "each row gets a value of its own, so the table is written anew under a lock"
                yield self.finding(statement, place, message, "add it empty, set the default, fill old rows in batches")


def _varying(action: Action) -> TokenRange | None:
    """Return what makes the values of an added column differ from row to row."""
    for word in ("STORED", "IDENTITY", *_SERIALS):
        if action.says(word) and (word not in _SERIALS or action.words.index(word) <= 5):
            return action.find(word)
    default = action.find("DEFAULT")
    return _varying_call(action, default.last) if default else None


def _varying_call(action: Action, default: int) -> TokenRange | None:
    """Return the first call in a default that may give another value each time."""
    words = action.statement.words
    behind = (number for number, word in zip(action.numbers, action.words, strict=True) if number > default + 1
              and word in _ENDS)  # fmt: skip
    for number in range(default + 1, next(behind, action.place.last + 1)):
        called = words[number + 1 : number + 2] == ("(",) and words[number][:1].isalpha()
        if not called or words[number] in _OPERATORS or words[number - 1] in _NO_CALLS:
            continue
        constant = words[number] in _CONSTANT
        if not constant or (words[number] in _NO_ARGUMENTS and words[number + 2 : number + 3] != (")",)):
            return TokenRange(number, number)
    return None
