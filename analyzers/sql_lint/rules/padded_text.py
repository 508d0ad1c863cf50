"""SQL030: text that is padded with blanks."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, is_new_column, swap_type, type_length, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_ITS_OWN_TYPE = frozenset({"postgres", "postgresql"})


class PaddedText(NodeRule):
    """char(n) fills every value up with blanks, which then take space and come back in comparisons and LIKE.

    In PostgreSQL it is not faster than varchar either. Only text of which each value has the same length is as well
    in it; elsewhere than in PostgreSQL a single character is left alone, and in SQL Server two of them. Products that
    take char for varchar are not meant.

    Bad:
        CREATE TABLE countries (id bigint PRIMARY KEY, name char(40))
        ---
        ALTER TABLE countries ADD COLUMN code nchar(8)
        ---
        CREATE TABLE countries (id bigint PRIMARY KEY, short character(10))
    Good:
        CREATE TABLE countries (id bigint PRIMARY KEY, name varchar(40))
        ---
        CREATE TABLE countries (id bigint PRIMARY KEY, letter char(1))
    """

    code = "SQL030"
    name = "padded-text"
    grade = Grade.SAFE
    dialects = frozenset(
        {"ansi", "exasol", "hive", "mariadb", "mysql", "oracle", "redshift", "teradata", "tsql"} | _ITS_OWN_TYPE
    )
    nodes = COLUMNS
    impact = Impact(read=1.1, amplification=2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of padded text."""
        if type_name(node) in {"char", "nchar", "bpchar"} and (type_length(node) or 1) > _longest_full(
            statement.dialect
        ):
            fixable = is_new_column(node) and can_swap(node) and type_name(node) == "char"
            fix = partial(self._fix, node, statement) if fixable else None
            message = f"each shorter value of {node.name} is filled up with blanks"
            yield self.finding(statement, node.this, message, "text, or varchar with a length", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, f"varchar({type_length(node) or 1})")


def _longest_full(dialect: str) -> int:
    """Return up to which length a char is taken to be full: a letter, or what is shorter so than as a varchar."""
    return 0 if dialect in _ITS_OWN_TYPE else 2 if dialect == "tsql" else 1
