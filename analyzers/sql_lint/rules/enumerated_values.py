"""SQL027: values that a type or a condition lists."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

_ENUMERATED = frozenset({exp.DType.ENUM, exp.DType.SET})
_FEW = 2  # two words are mostly a pair that stays: on and off, left and right


class EnumeratedValues(NodeRule):
    """The values that a column may have stand in the schema, as an ENUM, a SET or a CHECK with a list.

    A new value is a change of the schema, which locks the table, and in a CHECK reads all of it; a value cannot carry
    more than its name, and a list of them for people is written down a second time. A table of the values with a
    foreign key does without all this. Where the values never change, a list is right.

    Bad:
        CREATE TABLE users (id bigint PRIMARY KEY, role text CHECK (role IN ('reader', 'author', 'editor')))
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, role ENUM('reader', 'author', 'editor'))
        ---
        ALTER TABLE users ADD CONSTRAINT roles CHECK (role = ANY (ARRAY['reader', 'author', 'editor']))
    Good:
        CREATE TABLE users (id bigint PRIMARY KEY, role text REFERENCES roles (name))
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, age int CHECK (age > 0), side text CHECK (side IN ('left', 'right')))
        ---
        SELECT id FROM users WHERE role IN ('reader', 'author', 'editor')
    """

    code = "SQL027"
    name = "enumerated-values"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    nodes = (exp.DataType, exp.CheckColumnConstraint)
    impact = Impact(write=10, maintainability=2, amplification=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each list of more than two values."""
        lists = [node.expressions] if isinstance(node, exp.DataType) and node.this in _ENUMERATED else []
        if isinstance(node, exp.CheckColumnConstraint):
            lists = [listing.expressions for listing in node.find_all(exp.In, exp.Array)]
        for values in lists:
            if len(values) > _FEW and all(isinstance(value, exp.Literal) for value in values):
                message = f"{len(values)} values stand in the schema, so that each new one changes it"
                yield self.finding(statement, node, message, "a table of the values, with a foreign key")
