"""Parts the blocks of T-SQL from the statements in them: no semicolon stands behind BEGIN, END, ELSE, TRY and CATCH."""

from collections.abc import Iterator

from sqlglot.tokenizer_core import Token

from .splitting import BODY_KINDS

_BLOCK_WORDS = frozenset({"BEGIN", "CATCH", "ELSE", "END", "TRY"})
_WITH_BODY = frozenset({"FUNCTION", "PROC", "PROCEDURE", "TRIGGER"})
_FIRST = frozenset(
    {"BEGIN", "DECLARE", "DELETE", "EXEC", "IF", "INSERT", "MERGE", "PRINT", "SELECT", "SET", "UPDATE", "WITH"}
)
_CONDITIONS = frozenset({"IF", "WHILE"})
_TRANSACTIONS = frozenset({"TRAN", "TRANSACTION", "DISTRIBUTED"})


def without_blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the statements among these tokens, and what stands between them, each on its own.

    That is a row of such words, or a condition with the BEGIN behind it. A procedure stays whole.
    """
    words = [token.text.upper() for token in tokens]
    if words[0] in {"CREATE", "ALTER"} and not BODY_KINDS.isdisjoint(words[:8]):
        yield tokens
        return
    start = depth = 0
    for number, word in enumerate(words):
        if number > start and depth == 0 and _parts(tokens, words, start, number):
            yield tokens[start:number]
            start = number
        depth += (word in {"(", "CASE"}) - (word == ")" or (word == "END" and depth > 0))
    yield tokens[start:]


def body_start(tokens: list[Token]) -> int:
    """Return where the statements of a procedure, a function or a trigger begin; 0 where these tokens are none."""
    words = [token.text.upper() for token in tokens]
    if words[0] not in {"CREATE", "ALTER"} or _WITH_BODY.isdisjoint(words[:8]):
        return 0
    begins = (number + 1 for number, word in enumerate(words[:-1]) if word == "AS" and words[number + 1] in _FIRST)
    start = next(begins, 0)
    while start and words[start : start + 1] and words[start] in _BLOCK_WORDS:
        start += 1
    return start if start < len(words) else 0


def _parts(tokens: list[Token], words: list[str], start: int, number: int) -> bool:
    """Say whether another piece begins at a token."""
    word, before = words[number], words[number - 1]
    if words[start] in _BLOCK_WORDS and words[start + 1] not in _TRANSACTIONS:
        return word not in _BLOCK_WORDS
    if words[start] in _CONDITIONS and before == "BEGIN":
        return True
    is_begin = word == "BEGIN" and words[start] not in _CONDITIONS
    return (is_begin or word in {"ELSE", "END"}) and tokens[number - 1].line < tokens[number].line
