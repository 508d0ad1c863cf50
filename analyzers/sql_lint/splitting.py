"""Splits a text of SQL into statements by its tokens, so that one bad statement costs one statement."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

BODY_KINDS = frozenset({"PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "PACKAGE", "EVENT", "TYPE"})
_BLOCK_WORDS = frozenset({"BEGIN", "CASE", "IF", "LOOP", "WHILE", "REPEAT"})
_HEADER_LENGTH = 8
NEVER_CLOSED = "a quote or a comment is never closed"


def tokenize(text: str, dialect: Dialect) -> list[Token]:
    """Return the tokens of a text; where a string is never closed, only the statement it stands in is lost."""
    try:
        return _with_true_places(text, dialect.tokenize(text), dialect)
    except SqlglotError:
        return [token for start, end in _rough_statements(text) for token in _tokens_between(text, start, end, dialect)]


def split(tokens: list[Token], ends: Set[int] = frozenset(), dialect: str = "") -> Iterator[list[Token]]:
    """Yield the tokens of each statement, its semicolon left out; a body between BEGIN and END stays whole.

    `ends` are the places of semicolons that stand for a client's end of a statement, such as a line `GO` or `/`: they
    end a body, too. Only they end a block of PL/SQL in a script that has them, as for Oracle's own client.
    """
    statement: list[Token] = []
    depth = 0
    body = whole = False
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON and ((depth == 0 and not whole) or token.start in ends):
            if statement:
                yield statement
            statement, body, whole, depth = [], False, False, 0
            continue
        statement.append(token)
        whole = whole or (dialect == "oracle" and bool(ends) and _is_plsql(statement))
        if body:
            depth = max(0, depth + _block_step(statement))
        elif len(statement) == _HEADER_LENGTH and _opens_body(statement):
            body = True
            depth = sum(_block_step(statement[:length]) for length in range(1, _HEADER_LENGTH + 1))
    if statement:
        yield statement


def _with_true_places(text: str, tokens: list[Token], dialect: Dialect) -> list[Token]:
    """Return the tokens with the rest of a command, which sqlglot reads as one string, where it really stands.

    What stands behind an END is no command, and is read.
    """
    string = TokenType.STRING
    if not any(token.token_type is string and len(token.text) > token.end - token.start + 1 for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        start, content = -1, token.text.strip()
        if token.token_type is TokenType.STRING and found and token.end - token.start + 1 < len(token.text):
            start = text.find(content, found[-1].end + 1)
        if start < 0:
            found.append(token)
        elif found[-1].token_type is TokenType.END:
            found += _tokens_between(text, start, start + len(content), dialect)
        else:
            end = start + len(content) - 1
            found.append(Token(token.token_type, token.text, token.line, token.col, start, end, token.comments))
    return found


def _opens_body(statement: list[Token]) -> bool:
    words = [token.text.upper() for token in statement]
    return words[0] in {"CREATE", "ALTER"} and not BODY_KINDS.isdisjoint(words)


def _is_plsql(statement: list[Token]) -> bool:
    if len(statement) == 1:
        return statement[0].text.upper() in {"BEGIN", "DECLARE"}
    return len(statement) == _HEADER_LENGTH and _opens_body(statement)


def _block_step(statement: list[Token]) -> int:
    """Return by how much the last token changes the depth of blocks: `END IF` and `END LOOP` close what IF opened."""
    word = statement[-1].text.upper()
    previous = statement[-2].text.upper() if len(statement) > 1 else ""
    if word == "END":
        return -1
    if word not in _BLOCK_WORDS or previous == "END":
        return 0
    return 1 if word in {"BEGIN", "CASE"} or previous in {";", "THEN", "ELSE", "BEGIN", "LOOP", "DO"} else 0


# What ends a statement where quotes cannot be trusted: a semicolon at the end of a line.
_ROUGH_END = re.compile(r";[ \t]*(?:--[^\n]*)?(?:\n|$)")


def _rough_statements(text: str) -> Iterator[tuple[int, int]]:
    ends = [0, *(found.end() for found in _ROUGH_END.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        if text[start:end].strip():
            yield start, end


def _tokens_between(text: str, start: int, end: int, dialect: Dialect) -> list[Token]:
    part = text[start:end]
    line = text.count("\n", 0, start)
    try:
        tokens = _with_true_places(part, dialect.tokenize(part), dialect)
    except SqlglotError:
        return [_unreadable(part, start, line)]
    return [_moved(token, start, line) for token in tokens]


def _moved(token: Token, by: int, lines: int) -> Token:
    return Token(
        token.token_type, token.text, token.line + lines, token.col, token.start + by, token.end + by, token.comments
    )


def _unreadable(part: str, start: int, line: int) -> Token:
    """Return one token for a statement in which a quote or a comment is never closed."""
    blanks = len(part) - len(part.lstrip())
    content = part.strip()
    first = start + blanks
    return Token(TokenType.UNKNOWN, content, line + 1, 1, first, first + len(content) - 1, [])
