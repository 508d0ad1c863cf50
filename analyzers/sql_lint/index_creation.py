"""What a CREATE INDEX says of the table it locks, and how it is told to leave writers alone."""

from collections.abc import Iterator
from functools import partial

from .edits import in_case_of, insert_after
from .rule import Edit, Finding, StatementRule
from .sql_text import Statement, TokenRange


def blocking_creations(rule: StatementRule, statement: Statement) -> Iterator[Finding]:
    """Yield a finding of a rule where an index is created under a lock, on a table that stood before this file."""
    index = next(statement.find_words("INDEX"), None)
    if index is None or index.first > 2 or statement.words[index.last + 1 : index.last + 2] == ("CONCURRENTLY",):
        return
    if statement.text.creates(_table_of(statement)):
        return
    message = "this stops all writes to the table until the index is built"
    fix = None if statement.text.in_transaction(statement) else partial(_fix, statement, index)
    yield rule.finding(statement, index, message, "CREATE INDEX CONCURRENTLY, outside a transaction", fix)


def _fix(statement: Statement, index: TokenRange) -> Iterator[Edit]:
    word = statement.tokens[index.last]
    yield insert_after(statement, word, " " + in_case_of("CONCURRENTLY", word.text))


def _table_of(statement: Statement) -> str:
    """Return the name behind ON, without its schema; empty where there is none."""
    for place in statement.find_words("ON"):
        names = [token.text for token in statement.tokens[place.last + 1 : place.last + 5]]
        names = names[1:] if names[:1] == ["ONLY"] else names
        return "".join(names[2:3] if names[1:2] == ["."] else names[:1])
    return ""
