"""Reduces a statement to its fingerprint: what stays the same when only literals, layout, comments or case differ."""

import hashlib
import re
from collections.abc import Callable
from functools import cache

_Literal = tuple[str, str]  # the character that a literal begins with, and what comes after it

# Reads as a number unless it is part of a name; `$1` stands for a literal that a database has taken out itself.
_NUMBERS: tuple[_Literal, ...] = (
    ("0-9", r"(?<![\w.][0-9])(?:(?<=0)x[0-9a-f]++|[0-9]*+(?:\.[0-9]*+)?(?:e[-+]?[0-9]++)?)(?!\w)"),
    (".", r"[0-9](?<![\w\"`\]]\.[0-9])[0-9]*+(?:e[-+]?[0-9]++)?(?!\w)"),
    ("$", r"[0-9]++(?![\w$])"),
    ("%", r"s\b"),
)
# An unended string or comment reaches to the end: logs cut long statements off.
_STRING = "'", r"(?:[^']|'')*+(?:'|\Z)"
_ESCAPED_STRING = "'", r"(?:[^'\\]|''|\\.)*+\\?(?:'|\Z)"
_MARKED_STRING = "'", r"(?<=\be'|\bE')(?:[^'\\]|''|\\.)*+\\?(?:'|\Z)"  # as in E'it\'s'
_DOUBLE_STRING = '"', r'(?:[^"\\]|""|\\.)*+\\?(?:"|\Z)'
_DOLLAR_STRING = "$", r"(?P<tag>[a-z_]\w*+)?\$(?:.*?\$(?P=tag)\$|.*\Z)"
_PLAIN_DOLLAR_STRING = "$", r"\$(?:.*?\$\$|.*\Z)"
_COMMENT = r"/\*(?:.*?\*/|.*\Z)|--[^\n]*+"
_NAMES = {'"': r'"(?:[^"]|"")*+"', "`": r"`(?:[^`]|``)*+`", "[": r"\[[a-z_@# ][^\]\n]*+\]"}

_WITH_BACKSLASHES = frozenset(
    {"bigquery", "clickhouse", "databricks", "hive", "mariadb", "mysql", "snowflake", "spark", "sparksql", "starrocks"}
)
_WITH_DOUBLE_STRINGS = frozenset(
    {"bigquery", "databricks", "hive", "mariadb", "mysql", "spark", "sparksql", "starrocks"}
)
_WITH_HASH_COMMENTS = frozenset({"bigquery", "clickhouse", "mariadb", "mysql", "starrocks"})
_WITH_BRACKETS = frozenset({"sqlite", "tsql"})

_BLANKS_AT_PUNCTUATION = re.compile(r" (?:(?<=[^\w?\"`$#@] )|(?=[^\w?\"`$#@])|(?=@[^\w@]))")
_SIGN_AFTER_MARK = re.compile(r"(?<=[=(,<>*/%])[-+]\?")
_WORDS_BEFORE_SIGN = ("and", "between", "by", "else", "in", "limit", "offset", "or", "return", "select", "then", "when")
_SIGN_AFTER_WORD = re.compile("(?:" + "|".join(rf"(?<=\b{word})" for word in _WORDS_BEFORE_SIGN) + r")[-+]\?")
_LIST = re.compile(r"\bin\((?:\?|\.\.\.)(?:,(?:\?|\.\.\.))*+\)")
_ROWS = re.compile(r"(?<=\bvalues)(\([^()]*\))(?:,\1)++")


def fingerprint(normalised_sql: str) -> bytes:
    """Return sixteen bytes that stand for a normalised statement."""
    return hashlib.blake2b(normalised_sql.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@cache
def normaliser(dialect: str) -> Callable[[str], str]:
    """Return a function that takes a statement in this dialect and returns it normalised.

    Literals become `?`, as do `$1` and `%s`; a list of them behind IN becomes one, and so do rows of VALUES that look
    alike. Comments, layout and a last semicolon go, all but quoted names is made lower case. TRUE, FALSE and NULL stay.
    """
    names = [mark for mark in ('"', "`", "[") if _is_name(mark, dialect)]
    literal = re.compile(_any_of((*_NUMBERS, *_strings(dialect))), re.DOTALL)
    comment = f"{_COMMENT}|#[^\n]*+" if dialect in _WITH_HASH_COMMENTS else _COMMENT
    kept = "|".join(_NAMES[mark] for mark in names)
    split = re.compile(f"(?P<name>{kept})|(?P<comment>{comment})|(?:{literal.pattern})", re.DOTALL | re.IGNORECASE)
    marks = ("--", "/*", *names, *(("#",) if dialect in _WITH_HASH_COMMENTS else ()))

    def normalise(sql: str) -> str:
        if any(mark in sql for mark in marks):
            return _tidy(_taken_apart(sql, split))
        return _tidy(literal.sub(" ? ", sql.lower()))

    return normalise


def _is_name(mark: str, dialect: str) -> bool:
    if mark == "[":
        return dialect in _WITH_BRACKETS
    return mark == "`" or dialect not in _WITH_DOUBLE_STRINGS


def _any_of(literals: tuple[_Literal, ...]) -> str:
    """Return a pattern that is quick where no literal is: it looks for their first characters before all else."""
    firsts = "".join(dict.fromkeys(first for first, _ in literals))
    return f"[{firsts}](?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in literals)})"


def _strings(dialect: str) -> tuple[_Literal, ...]:
    string = _ESCAPED_STRING if dialect in _WITH_BACKSLASHES else _STRING
    double = (_DOUBLE_STRING,) if dialect in _WITH_DOUBLE_STRINGS else ()
    return (_MARKED_STRING, string, *double, _PLAIN_DOLLAR_STRING, _DOLLAR_STRING)


def _taken_apart(sql: str, split: re.Pattern[str]) -> str:
    """Return a statement that holds comments or quoted names without its literals; quoted names keep their case."""
    parts: list[str] = []
    end = 0
    for found in split.finditer(sql):
        parts.append(sql[end : found.start()].lower())
        kind = found.lastgroup
        parts.append(_quoted(found.group()) if kind == "name" else " " if kind == "comment" else " ? ")
        end = found.end()
    parts.append(sql[end:].lower())
    return "".join(parts)


def _quoted(name: str) -> str:
    """Return a quoted name with its blanks out of reach of the tidying."""
    return name.replace(" ", "\0")


def _tidy(text: str) -> str:
    """Return a text without needless blanks, signs and repetitions."""
    text = _BLANKS_AT_PUNCTUATION.sub("", " ".join(text.split())).rstrip("; ")
    if "-" in text or "+" in text:
        text = _SIGN_AFTER_WORD.sub(" ?", _SIGN_AFTER_MARK.sub("?", text))
    if "in(" in text:
        text = _LIST.sub("in(?)", text)
    return _ROWS.sub(r"\1", text) if "),(" in text else text
