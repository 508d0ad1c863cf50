"""SQL172: a column for what a thief is after, in clear."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import type_name
from ..rule import Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_SENSITIVE = re.compile(
    r"(?i)^(?:\w+_)?(?:cvv2?|cvc2?|card_?number|(?:credit|debit|bank)_?card(?:_?(?:number|no))?|ssn"
    r"|social_?security(?:_?(?:number|no))?|passport_?(?:number|no)|tax_?payer_?id|bank_?account_?(?:number|no)|iban)$"
)
_CLEAR = frozenset({"varchar", "char", "text", "nvarchar", "nchar", "bpchar", "int", "bigint", "decimal", "longtext"})


class SensitiveColumn(NodeRule):
    """A column holds card numbers, social security numbers or account numbers as they are.

    Every backup, every report and every hole gives them away; check numbers of cards must not be stored at all. Encrypt
    them, store a token of the payment provider instead, or only the last four digits.

    Bad:
        CREATE TABLE payments (id bigint PRIMARY KEY, card_number varchar(20), cvv int)
        ---
        ALTER TABLE people ADD COLUMN ssn char(11)
    Good:
        CREATE TABLE payments (id bigint PRIMARY KEY, card_token varchar(40), card_last_four char(4))
        ---
        CREATE TABLE people (id bigint PRIMARY KEY, ssn varbinary(64), ssn_hash varchar(64), ssn_id bigint)
    """

    code = "SQL172"
    name = "sensitive-column"
    grade = Grade.SUGGESTION
    nodes = (exp.ColumnDef,)
    impact = Impact(integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column that is named so and not encrypted."""
        if _SENSITIVE.search(node.name) and type_name(node) in _CLEAR:
            message = f"{node.name} can be read by everyone who gets at a backup"
            yield self.finding(statement, node.this, message, "encrypt it, or store a token in its place")
