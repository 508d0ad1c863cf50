"""Hides what is not SQL from the parser: templates, client commands, parameters. Every offset stays what it was."""

import re
from collections.abc import Callable

from .template_masking import blank, mask_templates, named

_BYTE_ORDER_MARK = "\ufeff"
_SCHEMA_PARAMETER = re.compile(r"(?<![\w@'\"])@(?=\w+\.)")
_HASH_LINE = re.compile(r"^#[^\n]*", re.MULTILINE)
_PSQL_COMMAND = re.compile(r"^\\[^\n]*", re.MULTILINE)
_DOT_COMMAND = re.compile(r"^\.\w[^\n]*", re.MULTILINE)
_DELIMITER = re.compile(r"^[ \t]*DELIMITER[ \t]+(\S+)[^\n]*", re.IGNORECASE | re.MULTILINE)
_SLASH_LINE = re.compile(r"^[ \t]*/[ \t]*$", re.MULTILINE)
_SQLPLUS_COMMAND = re.compile(
    r"^[ \t]*(?:SET[ \t]+(?!ROLE|TRANSACTION|CONSTRAINT)|PROMPT\b|SPOOL\b|DEFINE\b|WHENEVER\b|REM\b|@@?[\w/.])[^;\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_ORACLE_STORAGE = re.compile(
    r"\bTABLESPACE[ \t]+\"?\w+\"?|\bPARALLEL[ \t]+\d+|\b(?:NOLOGGING|NOPARALLEL|NOCOMPRESS)\b"
    r"|\b(?:PCTFREE|PCTUSED|INITRANS|MAXTRANS)[ \t]+\d+",
    re.IGNORECASE,
)
_ORACLE_PARTITIONS = re.compile(
    r"\bPARTITION[ \t]+BY[ \t]+(?:RANGE|LIST|HASH)\b(?:(?!\bAS\s+SELECT\b)[^;])*", re.IGNORECASE
)
# What says how an index or a table is stored stands in scripts that were made for several products, too.
_CLUSTERED_INDEX = re.compile(r"\b(?:NON)?CLUSTERED\b(?=\s+INDEX\b)", re.IGNORECASE)
_COLUMN_STORE = re.compile(
    r"(?<=\bCREATE )COLUMN(?= TABLE\b)|\bCS_(?:INT|LONGDATE|STRING|DOUBLE|FIXED)\b", re.IGNORECASE
)
_NONCONCURRENTLY = re.compile(r"(?<=\bINDEX )NONCONCURRENTLY\b", re.IGNORECASE)
_SUB_TYPE = re.compile(r"\bSUB_TYPE[ \t]+\w+", re.IGNORECASE)
_CLUSTERING = re.compile(r"\b(?:NON)?CLUSTERED\b", re.IGNORECASE)
_COMPOUND_ASSIGNMENT = re.compile(r"(@\w+[ \t]*)[-+*/%&^|](?==[^=])")
_SQLCMD_VARIABLE = re.compile(r"\$\(\w+\)")
_EDITOR_PARAMETER = re.compile(r"<[\w ]+,[\w ]*,[^<>\n]*>")
_BATCH_LINE = re.compile(r"^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_COPY_DATA = re.compile(r"(?<=;)(?<=FROM stdin;)\n.*?^\\\.$", re.IGNORECASE | re.DOTALL | re.MULTILINE)

_DASH_COMMENT_DIALECTS = frozenset({"ansi", "duckdb", "sqlite", "oracle", "snowflake", "redshift", "trino", "presto"})


def mask(text: str, dialect: str) -> str:
    """Return the text with all that is not SQL made blank or a name; as long as before, with the same line ends."""
    text = f" {text[1:]}" if text.startswith(_BYTE_ORDER_MARK) else text
    masked = mask_templates(text) if "{" in text else text
    if "@" in masked:
        masked = _SCHEMA_PARAMETER.sub("_", masked)
    lower = masked.lower()
    if "clustered" in lower:
        masked = _CLUSTERED_INDEX.sub(blank, masked)
    if "column table" in lower:
        masked = _COLUMN_STORE.sub(blank, masked)
    if "#" in masked and dialect in _DASH_COMMENT_DIALECTS:
        masked = _HASH_LINE.sub(blank, masked)
    return _MASKS.get(dialect, _unchanged)(masked)


def is_stand_in(name: str) -> bool:
    """Say whether a name, or a part of it, stands in for a template, so that nobody knows what it will be."""
    return "j___" in name


def _mask_postgres(text: str) -> str:
    if "stdin;" in text.lower():
        text = _COPY_DATA.sub(blank, text)
    if "nonconcurrently" in text.lower():
        text = _NONCONCURRENTLY.sub(blank, text)
    return _PSQL_COMMAND.sub(blank, text) if "\\" in text else text


def _mask_mysql(text: str) -> str:
    """Blank DELIMITER lines; between two of them, let what they declared end statements as a semicolon does."""
    parts: list[str] = []
    end, delimiter = 0, ";"
    for line in _DELIMITER.finditer(text):
        parts += [_ended(text[end : line.start()], delimiter), blank(line)]
        end, delimiter = line.end(), line[1]
    return "".join([*parts, _ended(text[end:], delimiter)])


def _ended(text: str, delimiter: str) -> str:
    return text if delimiter == ";" else text.replace(delimiter, ";".ljust(len(delimiter)))


def _mask_oracle(text: str) -> str:
    text = _SLASH_LINE.sub(lambda line: line.group().replace("/", ";"), text)
    if "partition by" in text.lower():
        text = _ORACLE_PARTITIONS.sub(blank, text)
    return _ORACLE_STORAGE.sub(blank, _SQLPLUS_COMMAND.sub(blank, text))


def _mask_tsql(text: str) -> str:
    text = _CLUSTERING.sub(blank, _COMPOUND_ASSIGNMENT.sub(r"\1 ", text))
    text = _EDITOR_PARAMETER.sub(named, _SQLCMD_VARIABLE.sub(named, text))
    return _BATCH_LINE.sub(lambda line: ";".ljust(len(line.group())), text)


def _mask_dot_commands(text: str) -> str:
    return _DOT_COMMAND.sub(blank, text)


def _mask_sqlite(text: str) -> str:
    return _SUB_TYPE.sub(blank, _mask_dot_commands(text))


def _unchanged(text: str) -> str:
    return text


_MASKS: dict[str, Callable[[str], str]] = {
    "postgres": _mask_postgres,
    "postgresql": _mask_postgres,
    "redshift": _mask_postgres,
    "mysql": _mask_mysql,
    "mariadb": _mask_mysql,
    "oracle": _mask_oracle,
    "tsql": _mask_tsql,
    "sqlite": _mask_sqlite,
    "duckdb": _mask_dot_commands,
}
