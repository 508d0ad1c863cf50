"""Finds the SQL in what a model says: in a fence or bare, with talk around it, and never more than one statement."""

import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n`]*\n(.*?)^[ \t]*\1", re.DOTALL | re.MULTILINE)
_OPEN_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^\n`]*\n(.*)", re.DOTALL | re.MULTILINE)
_START = re.compile(
    r"^\s*(?:--[^\n]*\n\s*|/\*(?:(?!\*/).)*\*/\s*)*\(*\s*(?:SELECT|WITH|VALUES)\b", re.DOTALL | re.IGNORECASE
)
_BARE_START = re.compile(r"(?:^[ \t]*|`)(?:SELECT|WITH)\b|\bSELECT\b|\bWITH\b(?=\s+\w+\s+AS\b)", re.MULTILINE)
_ANY_CASE_START = re.compile(r"^[ \t]*(?:select|with)\b", re.MULTILINE | re.IGNORECASE)
_MOST_STARTS, _MOST_LINES = 8, 40  # that are tried for where bare SQL begins and ends
# What a query goes on with behind an empty line, where prose would not.
_CLAUSES = frozenset(
    {"FROM", "JOIN", "LEFT", "INNER", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT"}
    | {"SELECT", "AND", "OR", ")"}
)


def extracted_sql(answer: str, dialect: str, *, is_cut: bool = False) -> str:
    """Return the one statement of SQL in an answer, without its semicolon; empty where there is none.

    Of several fences the last that opens like a query counts, as reasoning comes first; of several statements in it,
    the first. Of an answer that was cut off, only what a fence closes is taken: half a query may be a query, too.
    """
    said = _THOUGHT.sub("", answer)
    fenced = [match[2] for match in _FENCE.finditer(said)]
    queries = [text for text in fenced if _START.match(text)]
    if queries:
        return _first_statement(queries[-1], dialect)
    if is_cut:
        return ""
    opened = _OPEN_FENCE.search(said) if not fenced else None
    if opened is not None and _START.match(opened[1]):
        return _first_statement(opened[1], dialect)
    return _bare(said, dialect)


def _bare(said: str, dialect: str) -> str:
    """Return the first query that stands in a text without a fence."""
    starts = [match.start() for pattern in (_BARE_START, _ANY_CASE_START) for match in pattern.finditer(said)]
    for start in list(dict.fromkeys(starts))[:_MOST_STARTS]:
        for text in _ends(said[start:].lstrip("` \t")):
            if _is_query(sql := _first_statement(text, dialect), dialect):
                return sql
    return ""


def _ends(text: str) -> Iterator[str]:
    """Yield what a text from the start of a query on may be of it, the longest first."""
    text = text.partition("`")[0] if text.count("`") % 2 else text
    lines = text.split("\n")[:_MOST_LINES]
    blank = next((at for at, line in enumerate(lines) if not line.strip() and not _goes_on(lines[at:])), len(lines))
    for end in range(blank, 0, -1):
        yield "\n".join(lines[:end]).rstrip().rstrip(".:")


def _goes_on(lines: list[str]) -> bool:
    """Say whether a query goes on behind blank lines."""
    following = next((line for line in lines if line.strip()), "")
    word = re.match(r"\s*(\w+|\))", following)
    return word is not None and word[1] in _CLAUSES


def _first_statement(text: str, dialect: str) -> str:
    """Return a text up to its first semicolon that is none of a string or a comment."""
    try:
        tokens = sqlglot.tokenize(text, read=dialect)
    except SqlglotError:
        return text.partition(";")[0].strip()
    end = next((token.start for token in tokens if token.token_type.name == "SEMICOLON"), len(text))
    return text[:end].strip()


def _is_query(sql: str, dialect: str) -> bool:
    try:
        return isinstance(sqlglot.parse_one(sql, read=dialect), exp.Query)
    except (SqlglotError, RecursionError):
        return False
