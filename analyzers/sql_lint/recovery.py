"""What to make of a statement that the parser refused: where a semicolon is missing, whether its words are known."""

from itertools import pairwise

from sqlglot import exp
from sqlglot.errors import ParseError
from sqlglot.tokenizer_core import Token, TokenType

from .splitting import BODY_KINDS

# Statements that no parser of ours reads as a tree, but whose words the rules know.
_UTILITY_STARTS = frozenset(
    {
        *("ANALYZE", "BEGIN", "CALL", "CLUSTER", "COPY", "DECLARE", "DO", "EXEC", "EXECUTE", "GRANT", "IMPORT", "LOAD"),
        *("LOCK", "OPTIMIZE", "PREPARE", "REFRESH", "REINDEX", "RENAME", "REVOKE", "SET", "VACUUM", "WITH_PROCEDURE"),
    }
)
# What steers a procedure, where its body did not stay whole.
_STEERING = frozenset(
    {
        *("BREAK", "CLOSE", "CONTINUE", "DEALLOCATE", "ELSE", "ELSEIF", "ELSIF", "END", "EXCEPTION", "FETCH", "GOTO"),
        *("LEAVE", "OPEN", "RAISE", "RAISERROR", "RETURN", "SIGNAL", "THROW", "WAITFOR"),
    }
)
_EXPRESSIONS = (exp.Condition, exp.Alias, exp.Aliases, exp.Identifier, exp.Interval, exp.Star, exp.Tuple)
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
    | {"USE", "WITH", "TRUNCATE", "BEGIN", "RETURN", "COMMIT", "ROLLBACK"}
)
_NO_COLUMNS = frozenset({"AS", "LIKE", "SELECT", "VIRTUAL"})
# Words that begin a statement wherever they begin a line.
_UNMISTAKABLE = frozenset(
    {("ALTER", "TABLE"), ("DROP", "TABLE"), *(("CREATE", kind) for kind in ("INDEX", "TABLE", "UNIQUE", "VIEW"))}
)
# Statements that hold no other: what begins a line behind them begins a statement.
_LINES = frozenset({"DECLARE", "EXEC", "EXECUTE", "PRINT", "SET"})
_GOES_ON_AFTER = frozenset({"ALL", "AS", "DISTINCT", "EXCEPT", "INTERSECT", "MINUS", "ON", "SET", "THEN", "UNION", "("})


class NoStatement(ValueError):
    """What a parser took for an expression, because no statement begins like it."""


def is_utility(tokens: list[Token]) -> bool:
    """Say whether these tokens are a statement that no parser reads as a tree, but whose words are known."""
    words = [token.text.upper() for token in tokens[:8]]
    return words[0] in _UTILITY_STARTS | _STEERING or (words[0] == "CREATE" and not BODY_KINDS.isdisjoint(words))


def is_expression(tree: exp.Expr) -> bool:
    """Say whether a parser took what is no statement for an expression: a slip of the pen, or a piece of a template."""
    return isinstance(tree, _EXPRESSIONS)


def is_read_whole(tree: exp.Expr | None) -> bool:
    """Say whether a tree holds all statements of a body; what a parser leaves as a command may hide several."""
    return tree is not None and (not isinstance(tree, exp.Create) or tree.find(exp.Command) is None)


def is_left_to_template(written: str, refusal: Exception) -> bool:
    """Say whether only a template knows what statement it is: it begins with a value, or is a piece of a macro."""
    return written.startswith("{{") or (isinstance(refusal, NoStatement) and ("{{" in written or "{%" in written))


def missing_end(tokens: list[Token], refusal: Exception) -> int:
    """Return the number of the token before which a semicolon is missing, as the refusal tells; 0 where none is."""
    is_body = any(token.token_type is TokenType.SEMICOLON for token in tokens)
    if is_body or not isinstance(refusal, ParseError) or not refusal.errors:
        return 0
    line = refusal.errors[0].get("line")
    depth = 0
    for number, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if number and depth == 0 and token.line == line and _begins_line(tokens, number):
            return number
    return 0


def swallowed(tokens: list[Token]) -> int:
    """Return the number of the token that begins a second statement in what a parser took whole; 0 where none does."""
    words = [token.text.upper() for token in tokens]
    if words[0] in _LINES:
        return next((number for number in range(1, len(words)) if _ends_before(tokens, number)), 0)
    if words[0] not in {"CREATE", "ALTER"} or "SCHEMA" in words[1:2] or not BODY_KINDS.isdisjoint(words[:8]):
        return 0
    depth = 0
    for number, pair in enumerate(pairwise(words)):
        depth += (pair[0] == "(") - (pair[0] == ")")
        if number and depth == 0 and pair in _UNMISTAKABLE and _begins_line(tokens, number):
            return number
    return 0


def _begins_line(tokens: list[Token], number: int) -> bool:
    before, token = tokens[number - 1], tokens[number]
    return before.line < token.line and token.text.upper() in _BEGINNINGS and before.text.upper() not in _GOES_ON_AFTER


def declaration_end(tokens: list[Token]) -> int:
    """Return the number behind the bracket with the columns of CREATE TABLE; 0 where there is none, or all is in it.

    What follows says how the table is stored; where that is not understood, its columns still are. It is no such thing
    where it holds what begins a line as statements do.
    """
    words = [token.text.upper() for token in tokens[:12]]
    opening = words.index("(") if "(" in words else 0
    head = words[:opening]
    if words[0] != "CREATE" or "TABLE" not in head or not _NO_COLUMNS.isdisjoint(head):
        return 0
    depth, number = 0, opening
    while number < len(tokens):
        depth += (tokens[number].text == "(") - (tokens[number].text == ")")
        number += 1
        if depth == 0:
            break
    swallowed = any(_begins_line(tokens, later) for later in range(number, len(tokens)))
    return 0 if number == len(tokens) or swallowed else number


def _ends_before(tokens: list[Token], number: int) -> bool:
    before, token = tokens[number - 1], tokens[number]
    is_next = before.line < token.line and token.text.upper() in _BEGINNINGS
    return is_next and before.text.upper() not in {"=", ",", "(", "AS", "FOR", "+"}


def told(refusal: Exception) -> str:
    """Return what a parser says of what it refused, in one line."""
    if isinstance(refusal, ParseError) and refusal.errors:
        first = refusal.errors[0]
        reason, _, _token = str(first.get("description")).partition(" but got <Token")  # the place is told anyway
        return f"{reason}, at {first.get('highlight')!r}"
    if isinstance(refusal, RecursionError):
        return "it is nested too deep"
    return str(refusal).splitlines()[0] if str(refusal) else type(refusal).__name__
