"""SQL038: a character set that cannot hold every character."""

import re
from collections.abc import Iterator
from functools import partial

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_WORDS = (("CHARSET",), ("CHARACTER", "SET"), ("CHARACTER SET",))
_CHARSETS = r"utf8|utf8mb3|latin\d|ucs2|cp125\d|gbk|gb2312|sjis|big5|euckr|koi8r"
_NARROW = re.compile(rf"(?i){_CHARSETS}")
_COLLATION = re.compile(rf"(?i)(?:{_CHARSETS})_\w+")
_SPOKEN = re.compile(r"(?i)utf8(?:mb3)?")


class NarrowCharset(PatternRule):
    """A character set that cannot hold every character refuses or garbles what people type.

    MySQL's utf8 takes three bytes a character, which leaves out emoji and many names; latin1 holds western Europe only.
    utf8mb4 holds everything. A join of columns with different character sets uses no index, either.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100)) DEFAULT CHARSET=utf8
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100) CHARACTER SET latin1)
        ---
        CREATE DATABASE shop CHARACTER SET utf8mb3
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100) COLLATE latin1_swedish_ci)
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100)) DEFAULT CHARSET=utf8mb4
        ---
        CREATE TABLE tokens (id bigint PRIMARY KEY, token varchar(100) CHARACTER SET ascii)
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, charset varchar(100), name text COMMENT 'CHARSET=utf8')
    """

    code = "SQL038"
    name = "narrow-charset"
    grade = Grade.UNSAFE
    dialects = frozenset({"mysql", "mariadb"})
    starts = ("CREATE", "ALTER")
    impact = Impact(accuracy=1, integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each character set that leaves characters out."""
        for number in _named(statement):
            word = statement.tokens[number]
            if _NARROW.fullmatch(word.text):
                fix = partial(self._fix, statement, number) if _is_plain(statement, word.text) else None
                message = f"{word.text} cannot hold every character"
                yield self.finding(statement, word, message, "utf8mb4", fix)
        for number in _behind(statement, "COLLATE"):
            word = statement.tokens[number]
            if _COLLATION.fullmatch(word.text) and not set(_named(statement)):
                message = f"a text of the collation {word.text} cannot hold every character"
                yield self.finding(statement, word, message, "a collation of utf8mb4")

    def _fix(self, statement: Statement, number: int) -> Iterator[Edit]:
        yield replace(statement, statement.tokens[number], "utf8mb4")


def _named(statement: Statement) -> Iterator[int]:
    """Yield the number of each token that names a character set."""
    for words in _WORDS:
        yield from _behind(statement, *words)


def _behind(statement: Statement, *words: str) -> Iterator[int]:
    """Yield the number of each token behind these words and an equals sign, where there is one."""
    for place in statement.find_words(*words):
        number = place.last + 1
        number += statement.words[number : number + 1] == ("=",)
        if number < len(statement.tokens):
            yield number


def _is_plain(statement: Statement, charset: str) -> bool:
    """Say whether the name alone can be swapped: a collation would have to follow it."""
    return bool(_SPOKEN.fullmatch(charset)) and "COLLATE" not in statement.words
