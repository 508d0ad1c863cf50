"""SQL041: text of one character, because its length is left out, or by intent."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_length, type_name, type_of
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_FIXED = {"varchar": "char", "nvarchar": "nchar", "varbinary": "binary"}


class OmittedLength(NodeRule):
    """varchar without a length is one character in a column of SQL Server, and longer values are refused.

    It means thirty characters in a CAST and one in a declaration, which few expect. A varchar of one or two
    characters is longer in storage than the char of the same length, as it stores its length too.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar)
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, state varchar(2))
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100), note nvarchar(max))
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, state char(2))
    """

    code = "SQL041"
    name = "omitted-length"
    grade = Grade.UNSAFE
    dialects = frozenset({"tsql"})
    nodes = COLUMNS
    impact = Impact(amplification=1, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each varchar without a length, or with a tiny one."""
        kind, length = type_name(node), type_length(node)
        data_type = type_of(node)
        if kind not in _FIXED or not isinstance(data_type, exp.DataType):
            return
        if not data_type.expressions:
            message = f"{node.name} takes one character, as its length is left out"
            yield self.finding(statement, node.this, message, "name its length")
        elif length and length <= 2:
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} stores its length with every value of at most {length} characters"
            yield self.finding(statement, node.this, message, f"{_FIXED[kind]}({length})", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, f"{_FIXED[type_name(node)]}({type_length(node)})")
