"""The database of one test: a file, or a schema of its own on the server `APP_TEST_DATABASE`."""

import os
import sqlite3
from pathlib import Path
from uuid import uuid4

from app.database.database import ConflictError
from app.database.dialect import Cursor, dialect_of, postgres_driver

SERVER = os.environ.get("APP_TEST_DATABASE", "")
SEARCH_PATH = "options=-csearch_path%3D"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
NUMBERED = """
ALTER TABLE "{0}" ADD COLUMN rowid BIGINT;
ALTER TABLE "{0}" ALTER COLUMN rowid SET DEFAULT nextval('rows_made')
"""


def refusals() -> tuple[type[Exception], ...]:
    """Return what is raised when the tables refuse a value."""
    if not SERVER:
        return (sqlite3.IntegrityError,)
    errors = postgres_driver("psycopg.errors")
    return (errors.IntegrityError, errors.DatatypeMismatch, ConflictError)


REFUSED = refusals()


def empty_database(folder: Path) -> Path | str:
    """Return the path or address of a database without tables."""
    if not SERVER:
        return folder / "test.sqlite3"
    schema = f"test_{uuid4().hex}"
    run(SERVER, f"CREATE SCHEMA {schema}")
    return f"{SERVER}{'&' if '?' in SERVER else '?'}{SEARCH_PATH}{schema}"


def number_rows(address: Path | str) -> None:
    """Let a server number rows in the order of their making; a file does so by itself."""
    if SERVER:
        tables = run(address, TABLES).fetchall()
        lines = [NUMBERED.format(table["tablename"]) for table in tables]
        run(address, ";".join(["CREATE SEQUENCE rows_made", *lines]))


def drop_database(address: Path | str) -> None:
    """Leave nothing on the server; a file goes with its folder."""
    if SERVER:
        schema = str(address).rpartition(SEARCH_PATH)[2]
        run(SERVER, f"DROP SCHEMA {schema} CASCADE")  # weft: allow destructive-statement (its own)


def run(address: Path | str, sql: str) -> Cursor:
    """Run one or more statements by themselves."""
    connection = dialect_of(str(address)).connect()
    cursor = connection.execute(sql)
    connection.close()
    return cursor
