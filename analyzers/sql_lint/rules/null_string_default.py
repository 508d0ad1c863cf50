"""SQL021: a default that is the word NULL in quotes."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement


class NullStringDefault(NodeRule):
    """`DEFAULT 'NULL'` puts the word NULL into the column, four letters that no IS NULL finds.

    What was meant is no value at all: NULL without quotes. Where the column is NOT NULL, no default was meant. The fix
    changes what is stored from then on.

    Bad:
        CREATE TABLE people (id bigint PRIMARY KEY, nick text DEFAULT 'NULL')
        ---
        ALTER TABLE people ALTER COLUMN nick SET DEFAULT 'null'
        ---
        ALTER TABLE people ALTER COLUMN nick SET DEFAULT CAST('NULL' AS text)
    Good:
        CREATE TABLE people (id bigint PRIMARY KEY, nick text DEFAULT NULL)
        ---
        CREATE TABLE people (id bigint PRIMARY KEY, nick text DEFAULT 'none')
    """

    code = "SQL021"
    name = "null-string-default"
    severity = Severity.ERROR
    nodes = (exp.DefaultColumnConstraint, exp.AlterColumn)
    grade = Grade.UNSAFE
    impact = Impact(maintainability=1, accuracy=1, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a default is the string NULL."""
        default = node.args.get("default" if isinstance(node, exp.AlterColumn) else "this")
        while isinstance(default, exp.Paren | exp.Cast):
            default = default.this
        if isinstance(default, exp.Literal) and default.is_string and default.name.upper() == "NULL":
            fix = None if _needs_value(node) else partial(self._fix, default, statement)
            message = "this default is the word NULL, not the missing value"
            yield self.finding(statement, default, message, "NULL without quotes", fix)

    def _fix(self, default: exp.Literal, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(default)
        if place and place.first == place.last:
            yield replace(statement, place, in_case_of("NULL", default.name))


def _needs_value(node: exp.Expr) -> bool:
    """Say whether the column is NOT NULL, or might be: then NULL as its default would be refused."""
    column = node.find_ancestor(exp.ColumnDef)
    return column is None or any(
        not constraint.args.get("allow_null")
        for constraint in column.find_all(exp.NotNullColumnConstraint, exp.PrimaryKeyColumnConstraint)
    )
