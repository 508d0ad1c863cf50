"""The SQL dialects by their common names."""

from sqlglot.dialects.dialect import Dialect

# Name people use → name sqlglot uses; an empty name is its reading of the standard.
DIALECTS = {
    "ansi": "",
    "athena": "athena",
    "bigquery": "bigquery",
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "drill": "drill",
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


def reader(dialect: str) -> Dialect:
    """Return sqlglot's dialect of a name in `DIALECTS`; raises KeyError on any other name."""
    return Dialect.get_or_raise(DIALECTS[dialect])
