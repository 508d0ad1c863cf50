"""SQL234: a password that is written out where a login is made."""

from collections.abc import Iterator

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement
from .readable_password import is_readable


class ReadableLogin(PatternRule):
    """A login is made with its password written out, for everyone who can read the file or the server's log.

    Set passwords by hand or from a vault; PostgreSQL also takes one that is hashed before.

    Bad:
        CREATE USER ann WITH PASSWORD 'sunshine'
        ---
        ALTER ROLE ann PASSWORD 'sunshine'
    Good:
        CREATE USER ann
        ---
        CREATE ROLE ann PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'
        ---
        CREATE USER ann PASSWORD NULL
    """

    code = "SQL234"
    name = "readable-login"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    starts = ("CREATE", "ALTER", "GRANT", "SET")
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each password in a statement about a login."""
        words = statement.words
        about = {"USER", "ROLE", "LOGIN", "PASSWORD", "IDENTIFIED"} & set(words if words[0] == "GRANT" else words[:5])
        if not about or "(" in words[:5]:
            return
        for number, word in enumerate(words):
            first = _password_at(words, number)
            token = statement.tokens[first] if word in _SETS and first < len(words) else None
            if token and _is_text(token, statement) and is_readable(exp.Literal.string(token.text)):
                yield self.finding(statement, token, "this password can be read", "set it from a vault")


_SETS = frozenset({"PASSWORD", "IDENTIFIED"})
_NO_PASSWORDS = frozenset({"VALUES", "EXTERNALLY", "GLOBALLY", "RANDOM", "PASSWORD", "NULL"})


def _password_at(words: tuple[str, ...], number: int) -> int:
    """Return the number of the token that PASSWORD or IDENTIFIED BY, maybe WITH a plugin, says is the password."""
    if words[number] == "IDENTIFIED":
        by = next((place for place in range(number, min(number + 4, len(words))) if words[place] == "BY"), len(words))
        return by + 1
    return number + 1 + (words[number + 1 : number + 2] in {("=",), ("(",)})


def _is_text(token: Token, statement: Statement) -> bool:
    """Say whether a token is a text; Oracle has passwords as names."""
    if statement.dialect == "oracle":
        return token.token_type in {TokenType.VAR, TokenType.IDENTIFIER} and token.text.upper() not in _NO_PASSWORDS
    return token.token_type in {TokenType.STRING, TokenType.NATIONAL_STRING}
