"""Decides on the syntax tree whether SQL only reads: one query, made of nothing but what an allow-list knows."""

import re
from collections.abc import Iterator

import sqlglot
from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ...sql_lint.descent import nodes_of
from ...sql_lint.parser_log import without_parser_log
from ..schema.schema import Schema
from .safe_nodes import RESERVED_WORDS, SAFE_FUNCTIONS, SAFE_NODES, SAFE_PARTS

_LONGEST = 20_000  # characters; nobody asks for more, and parsers are slow on what a machine makes up
_DEEPEST = 200  # brackets in brackets, before any parser runs out of stack
_SYSTEM = re.compile(
    r"(?i)(?:pg_.*|sqlite_.*|duckdb_.*|(?:.*\.)?information_schema(?:\..*)?|mysql|performance_schema|sys|sysobjects|master"
    r"|msdb|tempdb|snowflake|(?:all|user)_(?:tables|tab_.*|users|objects|source|views)|session_privs|dba_.*|g?v\$.*|svv_.*"
    r"|stl_.*|pragma_.*|dbstat)"
)
_OUTSIDE = re.compile(r"[/\\:*?~@]|\.(?:csv|json|parquet|txt|db|sqlite|duckdb|xlsx|arrow)\b", re.IGNORECASE)
_MINUSES = re.compile(r"--[^\s]")
_SEQUENCES = frozenset({"currval", "nextval"})  # to read such a column counts the sequence on


class Refusal(Struct, frozen=True):
    """Why SQL is not run, as a fact in lower case, and the words of it that are the cause, empty where it is all."""

    reason: str
    cause: str = ""


@without_parser_log()
def refusals(sql: str, dialect: str, schema: Schema | None = None) -> tuple[Refusal, ...]:
    """Return every reason not to run SQL on a database that it must leave alone; none where it only reads.

    With a schema, no other tables may be read; without one, none that look like a system's own or like files.
    The rule is an allow-list: what is not known to be harmless is refused, so a new kind of statement is, too.
    """
    if early := _unreadable(sql, dialect):
        return (early,)
    try:
        trees = sqlglot.parse(sql, read=dialect)
    except (SqlglotError, RecursionError) as error:
        return (Refusal("no parser reads it", str(error).splitlines()[0] if str(error) else ""),)
    statements = [tree for tree in trees if tree is not None and not isinstance(tree, exp.Semicolon)]
    if len(statements) != 1:
        return (Refusal(f"it is {len(statements) or 'no'} statements, not one"),)
    query = statements[0]
    if not isinstance(query, exp.Query):
        return (Refusal(f"it is no query but {_kind(query)}"),)
    return tuple(dict.fromkeys([*_unknown(query, dialect), *_foreign(query, schema)]))


def _unreadable(sql: str, dialect: str) -> Refusal | None:
    """Say why a text need not even be parsed."""
    if len(sql) > _LONGEST:
        return Refusal(f"it is longer than {_LONGEST:,} characters")
    if any(ord(character) < 32 and character not in "\t\n\r" for character in sql):
        return Refusal("it holds control characters")
    if any(mark in sql for mark in ("/*!", "/*+", "/*M!")):
        return Refusal("a comment in it is read by some products as SQL")
    if dialect == "mysql" and _MINUSES.search(sql):
        return Refusal("-- without a space behind it is no comment in MySQL")
    if _depth(sql) > _DEEPEST:
        return Refusal(f"brackets stand more than {_DEEPEST} deep")
    return None


def _depth(sql: str) -> int:
    deepest = depth = 0
    for character in sql:
        depth += (character in "([") - (character in ")]")
        deepest = max(deepest, depth)
    return deepest


def _unknown(query: exp.Query, dialect: str) -> Iterator[Refusal]:
    """Yield what the allow-list does not hold: kinds of nodes, functions, and parts of clauses."""
    for node in nodes_of(query):
        kind = type(node)
        if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
            if node.name.lower() not in SAFE_FUNCTIONS:
                yield Refusal(f"the function {node.name} is not known to be harmless", _shown(node, dialect))
        elif kind not in SAFE_NODES or (isinstance(node, exp.Column) and node.name.lower() in _SEQUENCES):
            yield Refusal(f"{_kind(node)} is not known to be harmless", _shown(node, dialect))
        elif isinstance(node, exp.Identifier) and _is_reserved(node, dialect):
            yield Refusal(f"{node.name.upper()} is no name here", node.name)
        for part in sorted(node.args.keys() - SAFE_PARTS.get(kind, node.args.keys())):
            if node.args[part]:
                yield Refusal(
                    f"{_kind(node)} with {part.strip('_')} is not known to be harmless", _shown(node, dialect)
                )


def _is_reserved(name: exp.Identifier, dialect: str) -> bool:
    """Say whether a product reads a name as something else; behind the name of a table, or in quotes, none does."""
    is_qualified = isinstance(name.parent, exp.Column) and bool(name.parent.table)
    return not (name.quoted or is_qualified) and name.name.lower() in RESERVED_WORDS.get(dialect, ())


def _foreign(query: exp.Query, schema: Schema | None) -> Iterator[Refusal]:
    """Yield the tables that may not be read."""
    for table in query.find_all(exp.Table):
        name = ".".join(part.name for part in table.parts)
        if not isinstance(table.this, exp.Identifier):
            yield Refusal("it reads from what is no table", name)
        elif _is_defined(table):
            continue
        elif schema is not None:
            if not _is_known(table, schema):
                yield Refusal(f"there is no table {name} to ask about", name)
        elif any(_SYSTEM.fullmatch(part.name) for part in table.parts):
            yield Refusal(f"{name} is a table of the database's own", name)
        elif _OUTSIDE.search(name):
            yield Refusal(f"{name} looks like a file", name)


def _is_defined(table: exp.Table) -> bool:
    """Say whether a table is a CTE that is seen from where it is read: a later one, or itself, only by recursion."""
    node: exp.Expr = table
    cte: exp.Expr | None = None
    while node.parent is not None and not (table.db or table.catalog):
        cte = node if isinstance(node, exp.CTE) else cte
        node = node.parent
        clause = node if isinstance(node, exp.With) else node.args.get("with_")
        if isinstance(clause, exp.With) and table.name.lower() in _seen(clause, cte):
            return True
    return False


def _seen(clause: exp.With, within: exp.Expr | None) -> set[str]:
    """Return the CTEs of a clause that are seen from the one named `within`; all of them where it is another's."""
    every = list(clause.expressions)
    is_inside = within in every and not clause.recursive
    return {cte.alias.lower() for cte in (every[: every.index(within)] if is_inside else every)}


def _is_known(table: exp.Table, schema: Schema) -> bool:
    """Say whether a table is one of the schema, alone or with the schema that its name has there."""
    names = [part.name for part in table.parts]
    return schema.table(".".join(names)) is not None or (names[:-1] == ["main"] and schema.table(names[-1]) is not None)


def _kind(node: exp.Expr) -> str:
    """Return what a node is, as SQL calls it."""
    if isinstance(node, exp.Command):
        return str(node.this).upper()
    return node.key.upper()


def _shown(node: exp.Expr, dialect: str) -> str:
    """Return the start of a node as SQL."""
    try:
        text = node.sql(dialect)
    except RecursionError:
        return ""
    return text if len(text) <= 80 else text[:79] + "…"
