"""Builds made-up instances as databases of SQLite, in memory; the same instance gives the same bytes."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from functools import partial

from msgspec import Struct

from ..analyzers.text_to_sql.synthesis.instances import Instance
from ..analyzers.text_to_sql.synthesis.keys import Keyed
from ..analyzers.text_to_sql.synthesis.statements import create_table, insert_with_parameters
from ..diagnostics import WeftError
from .sql_database import Database, only_read, run_sqlite


class CannotBuild(WeftError, ValueError):
    """SQLite cannot hold a schema."""


class Built(Struct, frozen=True):
    """An instance as the bytes of a file, and as an open database that only reads."""

    content: bytes
    database: Database


@contextmanager
def built(instance: Instance) -> Generator[Built]:
    """Yield an instance as a database, open until the end; raises CannotBuild with the table that cannot be made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        with connection:
            for filled in instance.tables:
                _create(connection, filled.keyed, instance.name)
            for filled in instance.tables:
                connection.executemany(insert_with_parameters(filled.keyed), filled.rows)
        content = connection.serialize()
        only_read(connection)
        yield Built(content, Database(instance.name, "sqlite", partial(run_sqlite, connection)))


def _create(connection: sqlite3.Connection, keyed: Keyed, database: str) -> None:
    where = f"the table {keyed.table.name!r} of {database!r}"
    if not keyed.table.columns:
        raise CannotBuild(f"{where} has no columns, and SQLite has no such tables: leave it out of the schema")
    try:
        connection.execute(create_table(keyed))
    except sqlite3.Error as error:
        raise CannotBuild(f"{where} cannot be made in SQLite: {error}") from None
