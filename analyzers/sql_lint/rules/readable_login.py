"""SQL234: a password that is written out where a login is made."""

from collections.abc import Iterator

from sqlglot import exp
from sqlglot.tokenizer_core import TokenType

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
        if (
            not {"USER", "ROLE", "LOGIN", "PASSWORD", "IDENTIFIED"} & set(statement.words[:5])
            or "(" in statement.words[:5]
        ):
            return
        for words in (("PASSWORD",), ("IDENTIFIED", "BY")):
            for place in statement.find_words(*words):
                number = place.last + 1
                number += statement.words[number : number + 1] == ("=",)
                token = statement.tokens[number] if number < len(statement.tokens) else None
                if token and token.token_type is TokenType.STRING and is_readable(exp.Literal.string(token.text)):
                    yield self.finding(statement, token, "this password can be read", "set it from a vault")
