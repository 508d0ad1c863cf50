"""What to make of a statement that the parser refused: where a semicolon is missing, whether its words are known."""

from sqlglot.errors import ParseError
from sqlglot.tokenizer_core import Token

from .splitting import BODY_KINDS

# Statements that no parser of ours reads as a tree, but whose words the rules know.
_UTILITY_STARTS = frozenset(
    {
        *("ANALYZE", "BEGIN", "CALL", "CLUSTER", "COPY", "DECLARE", "DO", "EXEC", "EXECUTE", "GRANT", "LOAD", "LOCK"),
        *("OPTIMIZE", "PREPARE", "REFRESH", "REINDEX", "RENAME", "REVOKE", "SET", "VACUUM", "WITH_PROCEDURE"),
    }
)
# Words that can only begin a statement: where one begins a line, a semicolon is missing before it.
_BEGINNINGS = frozenset(
    {
        "ALTER",
        "CREATE",
        "DECLARE",
        "DELETE",
        "DROP",
        "EXEC",
        "GRANT",
        "IF",
        "INSERT",
        "PRINT",
        "SELECT",
        "SET",
        "UPDATE",
    }
    | {"USE", "WITH", "TRUNCATE", "BEGIN", "RETURN"}
)
_GOES_ON_AFTER = frozenset({"ALL", "AS", "DISTINCT", "EXCEPT", "INTERSECT", "MINUS", "ON", "SET", "THEN", "UNION", "("})


def is_utility(tokens: list[Token]) -> bool:
    """Say whether these tokens are a statement that no parser reads as a tree, but whose words are known."""
    words = [token.text.upper() for token in tokens[:8]]
    return words[0] in _UTILITY_STARTS or (words[0] == "CREATE" and not BODY_KINDS.isdisjoint(words))


def missing_end(tokens: list[Token], refusal: Exception) -> int:
    """Return the number of the token before which a semicolon is missing, as the refusal tells; 0 where none is."""
    if not isinstance(refusal, ParseError) or not refusal.errors:
        return 0
    line = refusal.errors[0].get("line")
    depth = 0
    for number, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if number and depth == 0 and token.line == line and _begins_line(tokens, number):
            return number
    return 0


def _begins_line(tokens: list[Token], number: int) -> bool:
    before, token = tokens[number - 1], tokens[number]
    return before.line < token.line and token.text.upper() in _BEGINNINGS and before.text.upper() not in _GOES_ON_AFTER


def told(refusal: Exception) -> str:
    """Return what a parser says of what it refused, in one line."""
    if isinstance(refusal, ParseError) and refusal.errors:
        first = refusal.errors[0]
        reason, _, _token = str(first.get("description")).partition(" but got <Token")  # the place is told anyway
        return f"{reason}, at {first.get('highlight')!r}"
    return str(refusal).splitlines()[0] if str(refusal) else type(refusal).__name__
