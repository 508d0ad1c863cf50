"""SQL166: a password that can be read, in a statement or in a column too short for anything else."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import type_length, type_name
from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

PASSWORD = re.compile(
    r"(?i)^(?:user_?|login_?|account_?|admin_?)?(?:password|passwd|passwort|pwd|pass_?phrase)$|^user_?pass$"
)
_HASHED = re.compile(r"(?i)^(?:[${]|\*[0-9a-f]{40}|md5|scram|sha\d|pbkdf2|argon|scrypt|bcrypt|[0-9a-f]{32,}|0x|[!*]*$)")
_PLACEHOLDER = re.compile(r"[?:%@<>\[\]$]|^[x.]+$|^$")
# What the shortest hash in use needs, that of bcrypt.
_SHORTEST_HASH = 60
_TEXT = frozenset({"varchar", "char", "nvarchar", "nchar", "bpchar"})


class ReadablePassword(NodeRule):
    """A password stands in clear in a statement, or in a column that is too short for a hash.

    Whoever reads the file, the log or the table can use it, here and wherever its owner used it again. Store a salted
    hash such as bcrypt, which takes 60 characters, and pass passwords as parameters.

    Bad:
        CREATE TABLE users (id bigint PRIMARY KEY, password varchar(30))
        ---
        UPDATE users SET password = 'sunshine' WHERE id = 1
        ---
        SELECT id FROM users WHERE name = 'ann' AND password = 'sunshine'
        ---
        INSERT INTO users (id, name, password) VALUES (1, 'ann', 'sunshine')
    Good:
        CREATE TABLE users (id bigint PRIMARY KEY, password varchar(255), password_hint varchar(30))
        ---
        UPDATE users SET password = '$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW' WHERE id = 1
        ---
        SELECT id FROM users WHERE password = ?
        ---
        UPDATE users SET password = '' WHERE id = 1
    """

    code = "SQL166"
    name = "readable-password"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    nodes = (exp.EQ, exp.ColumnDef, exp.Insert)
    impact = Impact(integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each password that is written out, and for each column that can hold nothing else."""
        if isinstance(node, exp.ColumnDef):
            length = type_length(node)
            if PASSWORD.search(node.name) and type_name(node) in _TEXT and length and length < _SHORTEST_HASH:
                message = f"no salted hash fits into the {length} characters of {node.name}"
                yield self.finding(statement, node.this, message, "a salted hash, and room for it")
            return
        for literal in _compared(node) if isinstance(node, exp.EQ) else _inserted(node):
            if is_readable(literal):
                yield self.finding(statement, literal, "this password can be read", "a salted hash, as a parameter")


def is_readable(node: exp.Expr | None) -> bool:
    """Say whether a node is a password as text: not a hash of one, and nothing that stands in for one."""
    if not isinstance(node, exp.Literal) or not node.is_string:
        return False
    return not _HASHED.search(node.name) and not _PLACEHOLDER.search(node.name)


def _compared(node: exp.Expr) -> Iterator[exp.Expr]:
    """Yield what a password column is compared with or set to."""
    if isinstance(node.this, exp.Column) and PASSWORD.search(node.this.name):
        yield node.expression


def _inserted(node: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the values that VALUES gives for password columns."""
    columns = node.this.expressions if isinstance(node.this, exp.Schema) else []
    numbers = [number for number, column in enumerate(columns) if PASSWORD.search(column.name)]
    values = node.args.get("expression")
    for row in values.expressions if numbers and isinstance(values, exp.Values) else ():
        yield from (row.expressions[number] for number in numbers if number < len(row.expressions))
