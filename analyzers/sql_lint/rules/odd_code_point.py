"""SQL106: a character that looks like another or like nothing."""

import re
import unicodedata
from collections.abc import Iterator

from sqlglot.tokenizer_core import Token, TokenType

from ....diagnostics import Span
from ..rule import Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

# What cannot be seen and is no part of a text of any language; and what passes for quotes, commas, brackets, blanks.
_UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff]|(?<=^')\u00a0|\u00a0(?='$)")
_ODD = re.compile(
    "[\u00a0\u00ad\u200b-\u200f\u2018-\u201f\u202a-\u202e\u2060-\u2069\u3000\uff02\uff07-\uff09\uff0c\uff1b\uff1d\ufeff]"
)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/|#[^\n]*", re.DOTALL)
_LITERALS = frozenset({TokenType.STRING, TokenType.NATIONAL_STRING, TokenType.RAW_STRING, TokenType.HEREDOC_STRING})


class OddCodePoint(PatternRule):
    r"""A character looks like another one, or like nothing at all.

    Curved quotes, full-width commas and blanks that do not break come from word processors. Outside of strings the
    statement is refused or the character becomes part of a name; in a string nobody sees why it equals no other.

    Bad:
        SELECT id FROM customers WHERE name = “Ann”
        ---
        SELECT name AS “client” FROM customers
    Good:
        SELECT id FROM customers WHERE name = 'Ann'
        ---
        SELECT id FROM customers WHERE motto = 'he said “yes”'
        ---
        SELECT id FROM customers -- called “clients” once
    """

    code = "SQL106"
    name = "odd-code-point"
    grade = Grade.SUGGESTION
    impact = Impact(accuracy=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each odd character between tokens and in names, and each unseen one in strings."""
        if statement.masked_sql.isascii():
            return
        end = statement.tokens[0].start
        for token in statement.tokens:
            yield from self._between(end, token.start, statement)
            yield from self._inside(token, statement)
            end = token.end + 1

    def _between(self, start: int, end: int, statement: Statement) -> Iterator[Finding]:
        gap = _COMMENT.sub(lambda comment: " " * len(comment.group()), statement.text.masked[start:end])
        for found in _ODD.finditer(gap):
            yield self._told(start + found.start(), statement, "between words")

    def _inside(self, token: Token, statement: Statement) -> Iterator[Finding]:
        written = statement.text.masked[token.start : token.end + 1]
        literal = token.token_type in _LITERALS
        for found in (_UNSEEN if literal else _ODD).finditer(written):
            yield self._told(token.start + found.start(), statement, "in a string" if literal else "in a name")
            return

    def _told(self, offset: int, statement: Statement, where: str) -> Finding:
        text = statement.text
        place = text.place(offset)
        character = text.masked[offset]
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        span = Span(text.source, place, place + 1)
        hint = "write the plain character, or leave it out"
        return Finding(self, span, f"{name} (U+{ord(character):04X}) {where}", hint, self.grade, statement=statement)
