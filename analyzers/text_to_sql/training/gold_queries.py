"""Parses the SQL of examples, as the corpora write it."""

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ....diagnostics import WeftError
from ..corpora.example import Example


class NoQuery(WeftError, ValueError):
    """The SQL of an example is no query."""


def query_of(example: Example) -> exp.Query:
    """Return the SQL of an example as a tree; raises NoQuery where it is none that can be parsed."""
    where = f"{example.database}, question {example.id}"
    try:
        query = sqlglot.parse_one(example.sql, read="sqlite")
    except SqlglotError as error:
        raise NoQuery(f"{where}: {str(error).splitlines()[0]}") from None
    if not isinstance(query, exp.Query):
        raise NoQuery(f"{where}: the SQL is no query")
    return query
