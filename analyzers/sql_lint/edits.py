"""Edits in terms of tokens: replace some, remove some, put something before or behind one."""

from sqlglot.tokenizer_core import Token

from ...diagnostics import Span
from .rule import Edit
from .sql_text import Statement, TokenRange


def replace(statement: Statement, place: Token | TokenRange, replacement: str) -> Edit:
    """Return the edit that puts a text in the place of tokens."""
    return Edit(statement.span(place), replacement)


def remove(statement: Statement, place: TokenRange) -> Edit:
    """Return the edit that removes tokens, and the blanks behind them up to the next token on the same line.

    Where nothing else stands on their lines, these go as a whole.
    """
    span = statement.span(place)
    text, end = span.source.text, span.end
    while end < len(text) and text[end] in " \t":
        end += 1
    line = _back_over_blanks(text, span.start)
    if end < statement.end and text[end] in "\r\n" and (line == 0 or text[line - 1] == "\n"):
        return Edit(_lines(statement, Span(span.source, line, end)), "")
    if end == len(text) or text[end] in "\r\n;),":
        end, start = span.end, _back_over_blanks(text, span.start)
        return Edit(Span(span.source, start, end), "")
    return Edit(Span(span.source, span.start, end), "")


def insert_before(statement: Statement, place: Token | TokenRange, insertion: str) -> Edit:
    """Return the edit that puts a text right before a token."""
    span = statement.span(place)
    return Edit(Span(span.source, span.start, span.start), insertion)


def insert_after(statement: Statement, place: Token | TokenRange, insertion: str) -> Edit:
    """Return the edit that puts a text right behind a token."""
    span = statement.span(place)
    return Edit(Span(span.source, span.end, span.end), insertion)


def in_case_of(word: str, example: str) -> str:
    """Return a keyword in capitals or not, as an example that stands beside it is written."""
    return word.lower() if example.islower() else word.upper()


def _lines(statement: Statement, span: Span) -> Span:
    """Return a span with the end of its last line; if a statement begins with it, without what stands before."""
    text = span.source.text
    if span.start <= statement.start:
        behind = text[span.end : statement.end]
        return Span(span.source, statement.start, span.end + len(behind) - len(behind.lstrip()))
    return Span(span.source, span.start, span.end + (2 if text.startswith("\r\n", span.end) else 1))


def _back_over_blanks(text: str, start: int) -> int:
    while start and text[start - 1] in " \t":
        start -= 1
    return start
