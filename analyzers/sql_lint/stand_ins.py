"""Lets SQLite run the functions of other products: one that is nobody's stands for each that it lacks.

It gives the same for the same arguments and nothing for NULL, which is all that most rewrites count on.
"""

import re
import sqlite3
from typing import Any
from zlib import crc32

from sqlglot import exp

NAME = "weft_stand_in"
_RANGE = 5
_CALL = re.compile(r"([A-Za-z_]\w*)\(")
_SYNTAX = frozenset({"CAST", "EXISTS", "NOT", "ANY", "ALL", "VALUES"})
_CHANGING = re.compile(r"(?i)rand|uuid|newid|seq|nextval|currval|lastval|setval|identity|sleep|serial|insert_id|lock")


def known_functions(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the functions that a database has, in upper case."""
    return frozenset(name.upper() for (name,) in connection.execute("SELECT name FROM pragma_function_list"))


def register(connection: sqlite3.Connection) -> None:
    """Give a database the function that stands for others, and what it calls for its operator REGEXP."""
    connection.create_function(NAME, -1, _value, deterministic=True)
    connection.create_function("REGEXP", 2, _matches, deterministic=True)


def lacking(tree: exp.Expr, known: frozenset[str]) -> frozenset[str]:
    """Return the names of the functions in a statement that something may stand for, as SQLite would be told them."""
    return frozenset(name for node in tree.find_all(exp.Func, exp.Interval) if (name := _lacking(node, known)))


def with_stand_ins(tree: exp.Expr, names: frozenset[str], known: frozenset[str]) -> exp.Expr:
    """Return a statement in which functions of these names give way."""
    tree = tree.copy()
    for node in reversed(list(tree.find_all(exp.Func, exp.Interval))):
        name = _lacking(node, known)
        if name in names:
            node.replace(exp.Anonymous(this=NAME, expressions=[exp.Literal.string(name), *_arguments(node)]))
    return tree


def _lacking(node: exp.Expr, known: frozenset[str]) -> str:
    """Return the name of a function that SQLite lacks; empty where it has it, or nothing can stand for it.

    What a user has declared may be an aggregate, so nothing stands for it among groups.
    """
    if isinstance(node, exp.Interval):
        return "INTERVAL"
    if isinstance(node, exp.AggFunc | exp.UDTF) or isinstance(
        node.parent, exp.Table | exp.Window | exp.Lateral | exp.Dot
    ):
        return ""
    select = node.find_ancestor(exp.Select)
    if isinstance(node, exp.Anonymous) and select is not None and select.args.get("group"):
        return ""
    call = _CALL.match(node.sql("sqlite"))
    name = call[1].upper() if call else ""
    return "" if name in known or name in _SYNTAX or _CHANGING.search(name) else name


def _arguments(node: exp.Expr) -> list[exp.Expr]:
    flat: list[Any] = []
    for name, value in node.args.items():
        if name != "this" or not isinstance(node, exp.Anonymous):
            flat += value if isinstance(value, list) else [value]
    return [_argument(part) for part in flat if part is not None]


def _argument(part: Any) -> exp.Expr:
    """Return an argument as SQLite takes it: units and types, which are no values, become strings."""
    if isinstance(part, exp.Condition | exp.Subquery) and not isinstance(part, exp.Var):
        return part.copy()
    return exp.Literal.string(part.sql() if isinstance(part, exp.Expr) else str(part))


def _value(name: str, *values: object) -> int | None:
    return None if None in values else crc32(repr((name, values)).encode("utf-8", "surrogatepass")) % _RANGE


def _matches(pattern: object, text: object) -> bool | None:
    """Say whether a regular expression is found in a text; one that Python cannot read stands for itself."""
    if pattern is None or text is None:
        return None
    try:
        return re.search(str(pattern), str(text)) is not None
    except re.error:
        return str(pattern) in str(text)
