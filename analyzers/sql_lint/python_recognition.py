"""Tells SQL from prose: by the first words where a string is run, by more than these anywhere else."""

import re

_THINGS = (
    r"(?:TABLE|INDEX|VIEW|FUNCTION|PROCEDURE|TRIGGER|SCHEMA|DATABASE|SEQUENCE|TYPE|EXTENSION|ROLE|USER|POLICY|DOMAIN)"
)
_ADJECTIVES = (
    r"(?:(?:OR\s+REPLACE|GLOBAL|LOCAL|TEMP|TEMPORARY|UNIQUE|VIRTUAL|MATERIALIZED|UNLOGGED|EXTERNAL|FULLTEXT)\s+)*"
)
_BLANK = r"\s|--[^\n]*\n|/\*.*?\*/"
_CLAUSES = (
    r"SELECT\b(?=.*?\bFROM\b)",
    r"INSERT\s+(?:OR\s+\w+\s+|IGNORE\s+)?INTO\s+\S",
    r"REPLACE\s+INTO\s+\S",
    r"UPDATE\s+(?:ONLY\s+)?\S+\s+(?:AS\s+\w+\s+|\w+\s+)?SET\s",
    r"DELETE\s+FROM\s+\S",
    rf"CREATE\s+{_ADJECTIVES}{_THINGS}\s+\S",
    rf"ALTER\s+{_THINGS}\s+\S",
    rf"DROP\s+(?:MATERIALIZED\s+)?{_THINGS}\s+\S",
    r"TRUNCATE\s+(?:TABLE\s+)?\w+\s*(?:;|$|CASCADE|RESTART)",
    r"WITH\s+(?:RECURSIVE\s+)?\S+\s*(?:\([^)]*\)\s*)?AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(",
    r"MERGE\s+INTO\s+\S",
)
_WORDS = (
    r"(?:SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE|WITH|MERGE|PRAGMA|EXPLAIN|GRANT|REVOKE|VACUUM"
    r"|REINDEX|ANALYZE|LOCK|COPY|CALL|SET|BEGIN|COMMIT|ROLLBACK|ATTACH|DETACH|VALUES|COMMENT|REFRESH|CLUSTER|DO)\b"
)
_BEGINNING = re.compile(rf"(?:{_BLANK}|\()*{_WORDS}", re.IGNORECASE | re.DOTALL)
_SURE = re.compile(rf"(?:{_BLANK})*(?P<clause>{'|'.join(_CLAUSES)})", re.IGNORECASE | re.DOTALL)
_GATE = re.compile(
    r"\b(?:select[\s\\\"'*]|insert\s+(?:or\s+\w+\s+|ignore\s+)?into\b|replace\s+into\b|update\s+[^\s=(]+\s+(?:\w+\s+)?set\b"
    rf"|delete\s+from\b|create\s+{_ADJECTIVES}{_THINGS}\s|alter\s+{_THINGS}\s|drop\s+(?:materialized\s+)?{_THINGS}\s"
    r"|truncate\s|with\s+\w+\s+as\s*\(|merge\s+into\b|pragma\s|RunSQL\b|fetchall\b)",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(r"[*=?;(]|%s|\n")


def may_hold_sql(text: str) -> bool:
    """Say whether it is worth while to look for SQL in a module of Python."""
    return bool(_GATE.search(text))


def begins_like_sql(text: str) -> bool:
    """Say whether a text begins with a word that begins a statement."""
    return bool(_BEGINNING.match(text))


def is_surely_sql(text: str) -> bool:
    """Say whether a text is SQL wherever it stands: words in capitals, or in small letters with signs of SQL."""
    found = _SURE.match(text)
    if found is None:
        return False
    first = found["clause"].split()[0]
    if first.isupper():
        return first != "SELECT" or bool(re.search(r"\bFROM\b", text))
    return first.islower() and bool(_EVIDENCE.search(text))
