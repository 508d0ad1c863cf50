"""The database drivers of Python: which dialect they speak, how they write parameters, and what runs a query."""

import ast
from collections.abc import Iterable, Iterator

from msgspec import Struct

from .python_placeholders import Style


class Driver(Struct, frozen=True):
    """A library by the name it is imported by. No `dialect` where it speaks to several products."""

    module: str
    dialect: str
    styles: frozenset[Style] = frozenset()


_PERCENT = frozenset({Style.FORMAT, Style.PYFORMAT})
_SQLITE = frozenset({Style.QMARK, Style.NUMERIC, Style.NAMED, Style.AT_NAMED, Style.DOLLAR_NAMED})
_DUCKDB = frozenset({Style.QMARK, Style.DOLLAR, Style.DOLLAR_NAMED})
_COLON = frozenset({Style.NAMED, Style.NUMERIC})

DRIVERS = (
    Driver("sqlite3", "sqlite", _SQLITE),
    Driver("aiosqlite", "sqlite", _SQLITE),
    Driver("apsw", "sqlite", _SQLITE),
    Driver("sqlite_utils", "sqlite", _SQLITE),
    Driver("psycopg", "postgres", _PERCENT),
    Driver("psycopg2", "postgres", _PERCENT),
    Driver("psycopg_pool", "postgres", _PERCENT),
    Driver("aiopg", "postgres", _PERCENT),
    Driver("asyncpg", "postgres", frozenset({Style.DOLLAR})),
    Driver("django.contrib.postgres", "postgres"),
    Driver("sqlalchemy.dialects.postgresql", "postgres"),
    Driver("sqlalchemy.dialects.mysql", "mysql"),
    Driver("sqlalchemy.dialects.sqlite", "sqlite"),
    Driver("pymysql", "mysql", _PERCENT),
    Driver("aiomysql", "mysql", _PERCENT),
    Driver("MySQLdb", "mysql", _PERCENT),
    Driver("mysql.connector", "mysql", _PERCENT),
    Driver("duckdb", "duckdb", _DUCKDB),
    Driver("google.cloud.bigquery", "bigquery", frozenset({Style.AT_NAMED, Style.QMARK})),
    Driver("oracledb", "oracle", _COLON),
    Driver("cx_Oracle", "oracle", _COLON),
    Driver("snowflake.connector", "snowflake", _PERCENT | _COLON | {Style.QMARK}),
    Driver("snowflake.snowpark", "snowflake"),
    Driver("pyodbc", "tsql", frozenset({Style.QMARK})),
    Driver("pymssql", "tsql", _PERCENT),
    Driver("clickhouse_driver", "clickhouse", frozenset({Style.PYFORMAT})),
    Driver("clickhouse_connect", "clickhouse"),
    Driver("pyspark", "spark"),
    Driver("databricks.sql", "databricks"),
    Driver("trino", "trino", frozenset({Style.QMARK})),
    Driver("redshift_connector", "redshift"),
    Driver("django.db", "", _PERCENT),
)

# What runs SQL that is its first argument, or the one of these names.
RUNNING = frozenset(
    {"execute", "executemany", "executescript", "execute_sql", "execute_async", "exec_driver_sql", "prepare"}
    | {"read_sql", "read_sql_query", "fetch", "fetchrow", "fetchval", "fetch_all", "fetch_one", "fetchone", "fetchall"}
    | {"RunSQL", "SQL", "text", "sql", "query", "raw", "copy_expert", "mogrify", "callproc", "cursor_execute"}
)
EXECUTING = frozenset({"execute", "executemany", "fetch", "fetchrow", "fetchval"})
QUERY_KEYWORDS = frozenset({"sql", "query", "statement", "operation", "stmt", "reverse_sql", "command"})
_MIGRATIONS = ("django.db.migrations", "alembic.op", "alembic")


def imported(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Return what a module imports, with dots: `a.b` for `from a import b` as well as for `import a.b`."""
    return frozenset(_imported(nodes))


def drivers_among(names: frozenset[str]) -> tuple[Driver, ...]:
    """Return the drivers that are imported, by the names of what is imported."""
    return tuple(
        driver
        for driver in DRIVERS
        if any(name == driver.module or name.startswith(f"{driver.module}.") for name in names)
    )


def dialect_of(drivers: Iterable[Driver]) -> str:
    """Return the one dialect that drivers speak; empty where there are several, or none."""
    spoken = {driver.dialect for driver in drivers if driver.dialect}
    return spoken.pop() if len(spoken) == 1 else ""


def migrates(names: frozenset[str]) -> bool:
    """Say whether a module migrates a schema, by the names of what it imports."""
    return any(name == known for name in names for known in _MIGRATIONS)


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
