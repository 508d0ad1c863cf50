"""SQL107: two statements without a semicolon between them."""

from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule, Severity
from ..splitting import BODY_KINDS
from ..sql_text import Statement
from ..statement_reading import Reading

# Statements that may be read as words only, and have no other statement inside.
_PLAIN_STARTS = frozenset({"ALTER", "COMMENT", "CREATE", "DROP", "SET"})
_WHOLE_STARTS = frozenset(
    {*_PLAIN_STARTS, "DELETE", "GRANT", "INSERT", "MERGE", "REVOKE", "SELECT", "TRUNCATE", "UPDATE", "USE", "WITH"}
)
_WITH_PARTS = frozenset({*BODY_KINDS, "RULE", "SCHEMA"})
# Words that begin a statement wherever they begin a line.
_BEGINNINGS = (
    *(("CREATE", kind) for kind in ("INDEX", "SEQUENCE", "TABLE", "UNIQUE", "VIEW")),
    *(("ALTER", "TABLE"), ("DELETE", "FROM"), ("DROP", "TABLE"), ("DROP", "VIEW"), ("INSERT", "INTO")),
)


class MissingTerminator(PatternRule):
    """A statement begins on a line of its own although the one before it has not ended.

    Most products refuse both, or take the second one for a part of the first. T-SQL needs no semicolons;
    a text of an unknown product without a single one is taken for it.

    Bad:
        SELECT id FROM orders
        SELECT id FROM customers;
        ---
        DELETE FROM orders WHERE id = 1
        INSERT INTO customers (id) VALUES (1);
    Good:
        SELECT id FROM orders;
        SELECT id FROM customers;
        ---
        INSERT INTO orders (id)
        SELECT id FROM old_orders;
        ---
        WITH o AS (SELECT id FROM orders)
        SELECT id FROM o
        ---
        GRANT CREATE SEQUENCE,
            CREATE TABLE TO shop
        ---
        {% if empty %}
        DROP TABLE orders
        {% else %}
        ALTER TABLE orders ADD COLUMN note text
        {% endif %}
    """

    code = "SQL107"
    name = "missing-terminator"
    severity = Severity.ERROR
    impact = Impact(accuracy=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a statement was parted from the next without a semicolon, or hides another."""
        if statement.dialect == "tsql" or (statement.dialect == "ansi" and ";" not in statement.text.content):
            return
        last = len(statement.tokens) - 1 if statement.unended and _is_whole(statement) else _before_hidden(statement)
        if last is not None:
            message = f"no semicolon ends this {statement.words[0]}"
            yield self.finding(statement, statement.tokens[last], message, "put one here")


def _is_whole(statement: Statement) -> bool:
    """Say whether a statement and the next can be read, and are no part of a body or a template."""
    words = statement.words
    if _has_parts(statement) or words[0] not in _WHOLE_STARTS or words[-1] in {";", "BEGIN", "THEN", "ELSE", "LOOP"}:
        return False
    following = statement.text.statements[statement.number + 1]
    gap = statement.text.content[statement.tokens[-1].end : following.tokens[0].start]
    return Reading.UNPARSED not in {statement.reading, following.reading} and "{%" not in gap


def _before_hidden(statement: Statement) -> int | None:
    """Return the number of the token before a statement that is hidden in one that is read as words only."""
    plain = statement.reading is Reading.PATTERN_ONLY and statement.words[0] in _PLAIN_STARTS
    if not plain or _has_parts(statement):
        return None
    for words in _BEGINNINGS:
        for place in statement.find_words(*words):
            if place.first and _begins_line(statement, place.first):
                return place.first - 1
    return None


def _begins_line(statement: Statement, number: int) -> bool:
    """Say whether a token stands on a line of its own, with no template before it that may end the statement."""
    before, token = statement.tokens[number - 1], statement.tokens[number]
    return before.line < token.line and "{%" not in statement.text.content[before.end : token.start]


def _has_parts(statement: Statement) -> bool:
    """Say whether a statement may have others inside: a body, a rule, a schema with its tables."""
    kinds = {"ALTER": statement.words[1:2], "CREATE": statement.words[:8]}.get(statement.words[0], ())
    return not _WITH_PARTS.isdisjoint(kinds)
