"""SQL068: text put together from a column that may be NULL."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..schema_types import is_text
from ..sources import column_of
from ..sql_text import Statement

# Products in which CONCAT of a NULL is NULL, and the one to which NULL is an empty text.
_CONCAT_OF_NULL = frozenset({"bigquery", "mariadb", "mysql", "snowflake", "spark", "sparksql", "databricks"})
_NULL_IS_EMPTY = frozenset({"oracle"})


class NullableConcatenation(NodeRule):
    """A text is put together from a column that may be NULL, so that all of it is NULL then.

    A missing second name makes the whole name disappear. It is told only where the schema says that the column may be
    NULL.

    Bad:
        CREATE TABLE people (first text NOT NULL, last text);
        SELECT first || ' ' || last FROM people
    Good:
        CREATE TABLE people (first text NOT NULL, last text);
        SELECT first || ' ' || COALESCE(last, '') FROM people
        ---
        CREATE TABLE people (first text NOT NULL, last text);
        SELECT first || ' ' || last FROM people WHERE last IS NOT NULL
        ---
        SELECT first || last FROM people
    """

    code = "SQL068"
    name = "nullable-concatenation"
    grade = Grade.UNSAFE
    nodes = (exp.DPipe, exp.Add, exp.Concat)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of text in a concatenation that the schema says may be NULL."""
        if not _spreads_null(node, statement.dialect):
            return
        operands: list[exp.Expr] = [node.this, node.expression] if isinstance(node, exp.Binary) else node.expressions
        for column in operands:
            if isinstance(column, exp.Column) and _may_be_null(column, statement):
                fix = partial(self._coalesce, column, statement)
                message = f"all of the text is NULL where {column.name} is"
                yield self.finding(statement, column, message, f"write COALESCE({column.name}, '')", fix)

    def _coalesce(self, column: exp.Column, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(column)
        if place:
            yield replace(statement, place, f"COALESCE({statement.text_of(place)}, '')")


def _spreads_null(node: exp.Expr, dialect: str) -> bool:
    if isinstance(node, exp.DPipe):
        return dialect not in _NULL_IS_EMPTY
    return dialect == "tsql" if isinstance(node, exp.Add) else dialect in _CONCAT_OF_NULL


def _may_be_null(column: exp.Column, statement: Statement) -> bool:
    """Say whether the schema lets a column of text be NULL, and nothing around it deals with that."""
    query = column.find_ancestor(exp.Select, exp.Update, exp.Delete)
    known = column_of(column, statement.sources_of(query)) if query else None
    if known is None or not known.nullable or not is_text(known.type):
        return False
    if column.find_ancestor(exp.Coalesce, exp.If, exp.Case, exp.Constraint, exp.ColumnDef):
        return False
    conditions = [query.args.get(part) for part in ("where", "having")] if query else []
    read = (other for part in conditions if part for other in part.find_all(exp.Column))
    return not any(other.name.lower() == column.name.lower() for other in read)
