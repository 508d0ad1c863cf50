"""The SQL dialects by their common names, and a guess with its reason where nobody named one."""

import re
from dataclasses import dataclass

from sqlglot.dialects.dialect import Dialect

# Name people use → name sqlglot uses; an empty name is its reading of the standard.
DIALECTS = {
    "ansi": "",
    "athena": "athena",
    "bigquery": "bigquery",
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "duckdb": "duckdb",
    "exasol": "exasol",
    "hive": "hive",
    "mariadb": "mysql",
    "mysql": "mysql",
    "oracle": "oracle",
    "postgres": "postgres",
    "postgresql": "postgres",
    "presto": "presto",
    "redshift": "redshift",
    "snowflake": "snowflake",
    "spark": "spark",
    "sparksql": "spark",
    "sqlite": "sqlite",
    "starrocks": "starrocks",
    "teradata": "teradata",
    "trino": "trino",
    "tsql": "tsql",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A dialect that a text seems to be written in, and what gave it away; the standard where nothing did."""

    dialect: str
    reason: str


# The first that matches wins, so what only one product has stands before what several share.
SIGNS = (
    ("tsql", re.compile(r"(?im)^\s*GO\s*$|\bNVARCHAR\b|\bGETDATE\(|\bSELECT\s+TOP\b|\[dbo\]|\bIDENTITY\(\d")),
    ("bigquery", re.compile(r"(?i)`[\w-]+\.\w+\.\w+`|\bSAFE_CAST\(|\bSTRUCT<|\bUNNEST\(|\bINT64\b|\bSAFE_DIVIDE\(")),
    ("mysql", re.compile(r"(?i)\bENGINE\s*=|\bAUTO_INCREMENT\b|^\s*DELIMITER\b|`\w+`")),
    ("oracle", re.compile(r"(?im)\bVARCHAR2\b|\bNUMBER\(\d|\bFROM\s+DUAL\b|\bSYSDATE\b|^/\s*$")),
    ("clickhouse", re.compile(r"(?i)\bMergeTree\b|\bLowCardinality\(|\bPREWHERE\b")),
    ("snowflake", re.compile(r"(?i)\bLATERAL\s+FLATTEN\b|\bVARIANT\b|\bTIMESTAMP_NTZ\b|\bFILE\s+FORMAT\b")),
    ("hive", re.compile(r"(?i)\bSTORED\s+AS\b|\bLATERAL\s+VIEW\b|\bROW\s+FORMAT\b")),
    ("spark", re.compile(r"(?i)\bUSING\s+(delta|parquet)\b")),
    ("sqlite", re.compile(r"(?i)\bAUTOINCREMENT\b|\bPRAGMA\b|\bWITHOUT\s+ROWID\b|\bsqlite_")),
    ("duckdb", re.compile(r"(?i)\bread_(csv|parquet|json)(_auto)?\(|\bHUGEINT\b|\bEXCLUDE\s*\(")),
    (
        "postgres",
        re.compile(
            r"(?im)::\w|\$\$|\bBIGSERIAL\b|\bSERIAL\b|\bJSONB\b|\bILIKE\b|\bTIMESTAMPTZ\b|\bCONCURRENTLY\b"
            r"|^\\\w|\bRETURNING\b|\bplpgsql\b|\bNOT\s+VALID\b|\bON\s+CONFLICT\b|\b(?:SET|DROP)\s+NOT\s+NULL\b"
            r"|\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?ONLY\b|\bALTER\s+(?:COLUMN\s+)?\S+\s+TYPE\b|\bADD\s+VALUE\b"
            r"|\bUSING\s+(?:gin|gist|brin)\b|\bCHARACTER\s+VARYING\b|\bWITH(?:OUT)?\s+TIME\s+ZONE\b|\bDETACH\s+PARTITION\b"
            r"|\bCREATE\s+(?:EXTENSION|DOMAIN|POLICY)\b|\bROW\s+LEVEL\s+SECURITY\b|(?<!SQL )\bSECURITY\s+DEFINER\b"
            r"|\bREINDEX\s+(?:\(|TABLE|INDEX|SCHEMA|DATABASE)|\bVACUUM\s+(?:\(|FULL|ANALYZE)|\b(?:lock|statement)_timeout\b"
            r"|\bREFRESH\s+MATERIALIZED\b|\bVALIDATE\s+CONSTRAINT\b|\bnextval\(|\bgen_random_uuid\(|\bBYTEA\b"
        ),
    ),
)


def guess(text: str) -> Guess:
    """Return the dialect that a text of SQL gives away, with the words that did."""
    for dialect, sign in SIGNS:
        found = sign.search(text)
        if found:
            return Guess(dialect, f"it says {' '.join(found.group().split())!r}")
    return Guess("ansi", "nothing in it belongs to one product only")


def reader(dialect: str) -> Dialect:
    """Return sqlglot's dialect of a name in `DIALECTS`; raises KeyError on any other name."""
    return Dialect.get_or_raise(DIALECTS[dialect])
