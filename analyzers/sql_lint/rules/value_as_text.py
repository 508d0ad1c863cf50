"""SQL043: a date, a number, an address or an identifier that is stored as text."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import COLUMNS, type_name
from ..rule import Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_TEXT = frozenset({"varchar", "char", "text", "bpchar", "nchar", "nvarchar"})
_MEANINGS = {
    "moment": r"(?:created|updated|deleted|modified|changed|expires|started|finished|paid|sent)_?(?:at|on)"
    r"|(?:\w+_)?(?:datetime|timestamp)",
    "day": r"(?:\w+_)?date|(?:birth|start|end|due|order|hire)date|date_of_birth|dob|birthday",
    "address": r"(?:\w+_)?ip(?:_?addr(?:ess)?)?",
    "identifier": r"(?:\w+_)?(?:uuid|guid)",
    "amount": r"(?:\w+_)?(?:price|salary|subtotal|amount)",
}
_EVERYWHERE = {"moment": "a timestamp", "day": "date", "amount": "numeric"}
_IN_POSTGRES = {"moment": "timestamptz", "day": "date", "amount": "numeric", "address": "inet", "identifier": "uuid"}
# The types that products have for such values, where they are not those of every product.
_TYPES = {
    "clickhouse": {**_EVERYWHERE, "address": "IPv6", "identifier": "UUID"},
    "duckdb": {**_EVERYWHERE, "identifier": "uuid"},
    "mariadb": {**_EVERYWHERE, "address": "inet6", "identifier": "uuid"},
    "mysql": {**_EVERYWHERE, "address": "varbinary(16), by INET6_ATON", "identifier": "binary(16), by UUID_TO_BIN"},
    "oracle": {**_EVERYWHERE, "identifier": "raw(16)"},
    "ansi": _IN_POSTGRES,
    "postgres": _IN_POSTGRES,
    "postgresql": _IN_POSTGRES,
    "sqlite": {"amount": "numeric"},
    "tsql": {**_EVERYWHERE, "identifier": "uniqueidentifier"},
}


class ValueAsText(NodeRule):
    """A value that has a type of its own is stored as text, so that anything can be stored and nothing be computed.

    Text takes more room, sorts `10` before `9`, lets `31.02.2024` in, and has to be converted for every comparison.
    What a column holds is told by its name; names that may well mean text are passed over, and so is what the product
    has no type for, as SQLite has none for dates.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, created_at varchar(30))
        ---
        CREATE TABLE sessions (id bigint PRIMARY KEY, ip_address varchar(45))
        ---
        CREATE TABLE sessions (session_uuid char(36) PRIMARY KEY, started boolean)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, total_price varchar(20))
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz, total_price numeric(12, 2))
        ---
        CREATE TABLE sessions (id bigint PRIMARY KEY, ip_address inet, session_uuid uuid)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, date_format varchar(20), price_note text, state text)
    """

    code = "SQL043"
    name = "value-as-text"
    grade = Grade.SUGGESTION
    nodes = COLUMNS
    impact = Impact(read=1.5, amplification=2, integrity=1, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of text whose name tells of another type."""
        better = _better_type(node.name, statement.dialect) if type_name(node) in _TEXT else ""
        if better:
            message = f"{node.name} is stored as text, so that anything can be stored in it"
            yield self.finding(statement, node.this, message, better)


def _better_type(name: str, dialect: str) -> str:
    """Return the type that a column of this name should have; nothing where text may well be meant."""
    types = _TYPES.get(dialect, _EVERYWHERE)
    return next((types[kind] for kind in types if re.fullmatch(_MEANINGS[kind], name.lower())), "")
