"""Reads the statements of a text: each as a tree, else as a row of tokens, else with the reason why it is neither."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ErrorLevel
from sqlglot.tokenizer_core import Token, TokenType

from . import dialects
from .recovery import (
    NoStatement,
    declaration_end,
    is_expression,
    is_left_to_template,
    is_read_whole,
    is_utility,
    missing_end,
    swallowed,
    told,
)
from .splitting import NEVER_CLOSED, split, tokenize
from .tsql_blocks import body_start, without_blocks


class Reading(StrEnum):
    """How far a statement could be read: as a tree, only as a row of tokens, or not at all."""

    ANALYSED = "analysed"
    PATTERN_ONLY = "pattern-only"
    UNPARSED = "unparsed"


class ReadStatement(Struct):
    """The tokens of a statement and what could be made of them, as `Statement` has it."""

    tokens: list[Token]
    tree: exp.Expr | None
    reading: Reading
    problem: str = ""
    unended: bool = False


def read_statements(content: str, masked: str, dialect: str) -> list[ReadStatement]:
    """Return all statements of a text in their order; none is left out, whether it could be parsed or not.

    `masked` is the content as the parser sees it, as long as it was.
    """
    reader = dialects.reader(dialect)
    tokens = tokenize(masked, reader)
    ends = {token.start for token in tokens if token.token_type is TokenType.SEMICOLON and content[token.start] != ";"}
    reading = _TextReader(content, masked, dialect, reader, [])
    reading.add_all(split(tokens, ends, dialect))
    return reading.found


class _TextReader(Struct):
    """The text that is read, and the statements found in it so far."""

    content: str
    masked: str
    dialect: str
    reader: Dialect
    found: list[ReadStatement]

    def add_all(self, parts: Iterable[list[Token]]) -> None:
        """Add the statements of these parts of the text."""
        for part in parts:
            for piece in without_blocks(part) if self.dialect == "tsql" else (part,):
                self._add(piece)

    def _add(self, tokens: list[Token]) -> None:
        """Add the statement of these tokens; several, where only semicolons are missing between them.

        A procedure of T-SQL that no parser reads as a whole is read by the statements in it.
        """
        while tokens:
            statement, cut = self._read(tokens)
            body = body_start(tokens) if self.dialect == "tsql" and not is_read_whole(statement.tree) else 0
            if body:
                self.found.append(ReadStatement(tokens[:body], None, Reading.PATTERN_ONLY))
                self.add_all(split(tokens[body:]))
                return
            if cut:
                statement, _ = self._read(tokens[:cut])
                statement.unended = True
            self.found.append(statement)
            tokens = tokens[cut:] if cut else []

    def _read(self, tokens: list[Token]) -> tuple[ReadStatement, int]:
        """Return the statement of these tokens, and the number of the token a missing semicolon belongs before."""
        if len(tokens) == 1 and tokens[0].token_type is TokenType.UNKNOWN:  # sqlglot would take it for a name
            return ReadStatement(tokens, None, Reading.UNPARSED, NEVER_CLOSED), 0
        try:
            tree = self._parsed(tokens)
        except Exception as refusal:  # sqlglot raises more than its own errors, TypeError for one
            cut = missing_end(tokens, refusal)
            tree = None if cut else self._declared(tokens)
            if tree is None:
                return self._unread(tokens, refusal), cut
        if isinstance(tree, exp.Command):
            tree = self._declared(tokens)
        if tree is None:
            return ReadStatement(tokens, None, Reading.PATTERN_ONLY), swallowed(tokens)
        if is_expression(tree):
            return self._unread(tokens, NoStatement("no statement begins like this")), 0
        return ReadStatement(tokens, tree, Reading.ANALYSED), 0

    def _parsed(self, tokens: list[Token]) -> exp.Expr | None:
        """Return the tree of one statement's tokens; raises whatever sqlglot raises."""
        trees = self.reader.parser(error_level=ErrorLevel.IMMEDIATE).parse(tokens, self.masked)
        return trees[0] if trees else None

    def _declared(self, tokens: list[Token]) -> exp.Expr | None:
        """Return the columns of a CREATE TABLE whose further options no parser reads; None where it is none."""
        end = declaration_end(tokens)
        try:
            tree = self._parsed(tokens[:end]) if end else None
        except Exception:  # the columns are not understood either
            return None
        return tree if isinstance(tree, exp.Create) else None

    def _unread(self, tokens: list[Token], refusal: Exception) -> ReadStatement:
        written = self.content[tokens[0].start : tokens[-1].end + 1]
        is_known = is_utility(tokens) or is_left_to_template(written, refusal)
        return ReadStatement(tokens, None, Reading.PATTERN_ONLY if is_known else Reading.UNPARSED, told(refusal))
