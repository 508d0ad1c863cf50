"""Guesses the dialect of a text of SQL: by what only one product says, then by its path, then by what several say."""

import re
from collections.abc import Mapping, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

LONGEST = 200_000  # characters that are looked into: what gives a product away stands early or all over
_UNSAID = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^'\n]|'')*'", re.DOTALL)
_WORD = re.compile(r"\w+|[@\[]\w+|::|`|\$\w*\$")


class Guess(Struct, frozen=True):
    """A dialect that a text seems to be written in, and what gave it away; the standard where nothing did.

    `is_sure` where only one product says so, or the path names it.
    """

    dialect: str
    reason: str
    is_sure: bool = False


class Shape(Struct, frozen=True):
    """What words cannot tell: how something must stand, and a word or characters without which nobody need look."""

    dialect: str
    needs: str
    pattern: re.Pattern[str]


class Signs(Struct, frozen=True):
    """What gives a product away: words, or two words in a row, and shapes. The first dialect with any of them wins."""

    words: Mapping[str, tuple[str, ...]]
    shapes: tuple[Shape, ...]


PROPER = Signs(
    {
        "tsql": (
            *("DATETIME2", "DATETIMEOFFSET", "DECLARE @", "GETUTCDATE", "NEWID", "NOLOCK", "SELECT TOP"),
            *("SYSDATETIME", "UNIQUEIDENTIFIER", "[DBO"),
        ),
        "mysql": (
            *("AUTO_INCREMENT", "ENGINE INNODB", "ENGINE MYISAM", "FOREIGN_KEY_CHECKS", "LOCAL INFILE", "LONGTEXT"),
            *("MEDIUMINT", "MEDIUMTEXT", "ON DUPLICATE", "SQL_MODE", "STRAIGHT_JOIN", "TINYTEXT", "UNIQUE_CHECKS"),
        ),
        "clickhouse": ("LOWCARDINALITY", "MERGETREE", "PREWHERE", "REPLACINGMERGETREE", "SUMMINGMERGETREE"),
        "oracle": ("BINARY_INTEGER", "NVARCHAR2", "PLS_INTEGER", "SYS_GUID", "VARCHAR2"),
        "redshift": ("DISTKEY", "DISTSTYLE", "SORTKEY"),
        "bigquery": (
            *("FLOAT64", "FORMAT_DATE", "INT64", "PARSE_DATE", "SAFE_CAST", "SAFE_DIVIDE", "SAFE_OFFSET"),
            *("TIMESTAMP_MICROS", "TIMESTAMP_MILLIS", "_TABLE_SUFFIX"),
        ),
        "snowflake": (
            *(":: VARIANT", "FILE FORMAT", "FLATTEN INPUT", "LATERAL FLATTEN", "OBJECT_CONSTRUCT", "TIMESTAMP_LTZ"),
            *("TIMESTAMP_NTZ", "TO_TIMESTAMP_NTZ", "TO_VARCHAR", "TRY_TO_NUMBER"),
        ),
        "hive": ("LATERAL VIEW", "ROW FORMAT", "SERDEPROPERTIES", "STORED AS", "TBLPROPERTIES"),
        "spark": ("USING DELTA", "USING ICEBERG", "USING PARQUET"),
        "sqlite": ("AUTOINCREMENT", "JULIANDAY", "SQLITE_MASTER", "SQLITE_SEQUENCE", "WITHOUT ROWID"),
        "duckdb": ("HUGEINT", "READ_CSV", "READ_CSV_AUTO", "READ_JSON", "READ_PARQUET"),
        "postgres": ("BIGSERIAL", "BYTEA", "CONCURRENTLY", "JSONB", "PG_CATALOG", "PLPGSQL", "REGCLASS", "TSVECTOR"),
        "teradata": ("MULTISET TABLE", "VOLATILE TABLE"),
    },
    (
        Shape("tsql", "GO", re.compile(r"^[ \t]*GO[ \t]*;?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)),
        Shape("mysql", "DELIMITER", re.compile(r"^[ \t]*DELIMITER[ \t]+\S+", re.MULTILINE | re.IGNORECASE)),
        Shape("oracle", "\n/", re.compile(r"^/[ \t]*\r?$", re.MULTILINE)),
        Shape("bigquery", "`", re.compile(r"`[\w-]+\.[\w-]+\.[\w*$-]+`|`\w+(?:-\w+)+[.`]")),
        Shape("postgres", "\\", re.compile(r"^\\[a-z]\w*", re.MULTILINE)),
    ),
)
SHARED = Signs(
    {
        "tsql": ("GETDATE", "NONCLUSTERED", "NVARCHAR", "VARCHAR MAX"),
        "snowflake": ("IFF", "VARIANT"),
        "bigquery": ("UNNEST",),
        "postgres": (
            *("$$", "::", "ADD VALUE", "CHARACTER VARYING", "CREATE DOMAIN", "CREATE EXTENSION", "CREATE POLICY"),
            *(
                "DETACH PARTITION",
                "DROP NOT",
                "GEN_RANDOM_UUID",
                "ILIKE",
                "LEVEL SECURITY",
                "LOCK_TIMEOUT",
                "NOT VALID",
            ),
            *(
                "ON CONFLICT",
                "REFRESH MATERIALIZED",
                "REINDEX INDEX",
                "REINDEX TABLE",
                "RETURNING",
                "SERIAL",
                "SET NOT",
            ),
            *(
                "STATEMENT_TIMEOUT",
                "TABLE ONLY",
                "TIMESTAMPTZ",
                "USING BRIN",
                "USING GIN",
                "USING GIST",
                "VACUUM ANALYZE",
            ),
            *("VACUUM FULL", "VALIDATE CONSTRAINT"),
        ),
        "oracle": ("FROM DUAL", "ROWNUM", "SYSDATE"),
        "sqlite": ("PRAGMA", "STRFTIME"),
        "mysql": ("`",),
    },
    (
        Shape("snowflake", '"."', re.compile(r'"\w+"\."\w+"\."\w+"')),
        Shape("oracle", "NUMBER", re.compile(r"\bNUMBER\(\d", re.IGNORECASE)),
    ),
)
# What files and folders are called after, in words of letters alone.
PRODUCTS = {
    **{name: name for name in ("athena", "bigquery", "clickhouse", "databricks", "drill", "duckdb", "hive", "mariadb")},
    **{name: name for name in ("mysql", "oracle", "postgres", "presto", "redshift", "snowflake", "spark", "sqlite")},
    **{name: name for name in ("starrocks", "teradata", "trino", "tsql")},
    **dict.fromkeys(("cockroachdb", "greenplum", "netezza", "postgresql", "timescaledb", "yugabytedb"), "postgres"),
    **dict.fromkeys(("mssql", "sqlserver", "synapse", "sql server"), "tsql"),
    "impala": "hive",
    "plsql": "oracle",
    ".bq": "bigquery",
    ".hql": "hive",
    ".pgsql": "postgres",
    ".psql": "postgres",
    ".tsql": "tsql",
}


def guess(text: str, path: str = "") -> Guess:
    """Return the dialect that a text of SQL gives away, or else its path, with the words that did."""
    said = _UNSAID.sub(" ", text[:LONGEST])
    row = _WORD.findall(said.upper())
    words = {*row, *map(" ".join, pairwise(row))}
    sure = _shown(PROPER, said, words) or _named(path)
    if sure:
        return replace(sure, is_sure=True)
    return _shown(SHARED, said, words) or Guess("ansi", "nothing in it belongs to one product only")


def _shown(signs: Signs, said: str, words: Set[str]) -> Guess | None:
    for shape in signs.shapes:
        is_likely = shape.needs in words or shape.needs in said
        found = shape.pattern.search(said) if is_likely else None
        if found:
            return Guess(shape.dialect, f"it says {' '.join(found.group().split())!r}")
    for dialect, telling in signs.words.items():
        for word in telling:
            if word in words:
                return Guess(dialect, f"it says {word!r}")
    return None


def _named(path: str) -> Guess | None:
    """Return the product that the path names last, so that a file's own name weighs more than its folders' names."""
    for part in reversed(re.split(r"[/\\]", path.lower())):
        row = re.findall(r"\.[a-z]+$|[a-z]+", part)
        for name in reversed([*map(" ".join, pairwise(row)), *row]):
            if name in PRODUCTS:
                return Guess(PRODUCTS[name], f"its path says {name!r}")
    return None
