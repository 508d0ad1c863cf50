"""SQL004: a list kept in one text column."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..schema_types import is_text
from ..sql_text import Statement

_LIST_NAME = re.compile(
    r"(?i:(?:^|_)(?:ids|tags|(?:id|tag|email|user|name|role|item|product|category|keyword)s?_?list|csv)$)|[a-z]Ids$"
)
_LIST_TOLD = re.compile(r"(?i)(?:comma|semicolon|pipe)[- ](?:separated|delimited)")
_DELIMITING = re.compile(r"\(\^\|[,;|]|[,;|]\|\$\)|\[\[:<:\]\]")
_DELIMITED = re.compile(r"%\s*[,;|].*[,;|]\s*%", re.DOTALL)
_DELIMITERS = frozenset({",", ", ", ";", "; ", "|"})
_SPLITTERS = frozenset({"STRING_SPLIT", "REGEXP_SPLIT_TO_TABLE", "REGEXP_SPLIT_TO_ARRAY", "STRING_TO_TABLE"})
_SPREADERS = frozenset({"REGEXP_SPLIT_TO_TABLE", "STRING_TO_TABLE"})
_LOADERS = frozenset({"athena", "bigquery", "databricks", "hive", "presto", "snowflake", "spark", "sparksql", "trino"})


class MultiValuedAttribute(NodeRule):
    """A list that is kept in one text column cannot be searched, joined or checked.

    To find one value means to read every list; no index and no foreign key reaches what stands between the commas, and
    two writers overwrite each other's additions. A table with a row for each value does all of that, an array some.

    Bad:
        CREATE TABLE tenants (id bigint PRIMARY KEY, user_ids text)
        ---
        SELECT id FROM tenants WHERE FIND_IN_SET('7', user_names)
        ---
        SELECT id FROM tenants WHERE users LIKE '%,7,%'
        ---
        SELECT t.id FROM tenants AS t JOIN users AS u ON ',' || t.users || ',' LIKE '%,' || u.id || ',%'
        ---
        SELECT id FROM tenants WHERE '7' = ANY(STRING_TO_ARRAY(users, ','))
        ---
        CREATE TABLE tenants (id bigint PRIMARY KEY, regions text COMMENT 'comma separated')
        ---
        SELECT id FROM tenants WHERE REGEXP_LIKE(users, '(^|,)7(,|$)')
        ---
        SELECT t.id, UNNEST(STRING_TO_ARRAY(t.users, ',')) AS user_id FROM tenants AS t
    Good:
        CREATE TABLE tenant_users (tenant_id bigint, user_id bigint, PRIMARY KEY (tenant_id, user_id))
        ---
        CREATE TABLE tenants (id bigint PRIMARY KEY, user_ids bigint[])
        ---
        SELECT id FROM tenants WHERE name LIKE '%, Inc.%'
        ---
        SELECT STRING_TO_ARRAY('1,2,3', ',')
    """

    code = "SQL004"
    name = "multi-valued-attribute"
    severity = Severity.ERROR
    nodes = (
        *(exp.ColumnDef, exp.Like, exp.ILike, exp.RegexpLike, exp.StringToArray, exp.Split),
        *(exp.SubstringIndex, exp.Anonymous),
    )
    grade = Grade.SUGGESTION
    impact = Impact(read=10, write=1, maintainability=2, amplification=1, integrity=1, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a list is declared as text, taken apart to be searched, or matched by its commas."""
        match node:
            case exp.ColumnDef():
                found = _is_declared_as_list(node)
            case exp.RegexpLike():
                found = isinstance(node.this, exp.Column) and bool(_DELIMITING.search(node.expression.name))
            case exp.Like() | exp.ILike():
                found = _is_matched_as_list(node)
            case exp.Anonymous():
                found = _is_searched_as_list(node) or (node.name.upper() in _SPLITTERS and _is_split(node, statement))
            case _:
                found = _is_split(node, statement)
        if found:
            message = "a list in one text column cannot be indexed, joined or checked"
            yield self.finding(statement, node, message, "a table with a row for each value")


def _is_declared_as_list(column: exp.ColumnDef) -> bool:
    if not is_text(column.args.get("kind")) or not (_LIST_NAME.search(column.name) or _is_told_as_list(column)):
        return False
    create = column.find_ancestor(exp.Create, exp.Alter)
    return create is not None and not create.find(exp.TemporaryProperty)


def _is_told_as_list(column: exp.ColumnDef) -> bool:
    return any(_LIST_TOLD.search(comment.name) for comment in column.find_all(exp.CommentColumnConstraint))


def _is_matched_as_list(like: exp.Expr) -> bool:
    """Say whether a column is matched with what stands between two delimiters."""
    column, pattern = like.args.get("this"), like.args.get("expression")
    if not isinstance(pattern, exp.Expr) or not isinstance(column, exp.Expr) or not column.find(exp.Column):
        return False
    parts = [part.name for part in pattern.find_all(exp.Literal, bfs=False) if part.is_string]
    return bool(_DELIMITED.fullmatch("".join(parts)))


def _is_searched_as_list(call: exp.Anonymous) -> bool:
    return call.name.upper() == "FIND_IN_SET" and isinstance(call.expressions[-1], exp.Column)


def _is_split(call: exp.Expr, statement: Statement) -> bool:
    """Say whether a column is taken apart where rows are picked or joined; loading data is no search."""
    arguments = call.expressions or [call.args.get("this"), call.args.get("expression") or call.args.get("delimiter")]
    column, delimiter = (*arguments, None, None)[:2]
    by_comma = isinstance(delimiter, exp.Literal) and delimiter.name in _DELIMITERS
    picks = call.find_ancestor(exp.Where, exp.Join, exp.Unnest, exp.Explode, exp.Select)
    spread = isinstance(call, exp.SubstringIndex) or call.name.upper() in _SPREADERS
    searched = (spread or not isinstance(picks, exp.Select)) and picks and statement.dialect not in _LOADERS
    return bool(searched) and by_comma and isinstance(column, exp.Column)
