"""Keeps the tables of the parser of clauses, which take a second to build."""

import hashlib

import lark

from ..dsl.clauses import ClauseParser, build_tables, grammar_text
from .cache import cache_folder, keep, read_own


def clause_parser() -> ClauseParser:
    """Return the parser of clauses, from kept tables where there are some that fit."""
    made_from = f"{lark.__version__}\n{grammar_text()}"
    path = cache_folder() / f"clauses-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.kept"
    kept = read_own(path)
    if kept is not None:
        return ClauseParser(kept)
    tables = build_tables()
    keep(path, tables)
    return ClauseParser(tables)
