"""Makes instances of a database up: the same schema, gold SQL and number give the same rows."""

from collections.abc import Iterable, Iterator
from random import Random

from msgspec import Struct

from ..schema.schema import Schema
from .column_values import ColumnValues, Value
from .keys import Keyed, keyed_tables
from .needs import Needs, needs_of
from .rows import Rows
from .witnesses import add_witnesses

USUAL_COUNT, USUAL_ROWS = 3, 100


class Filled(Struct, frozen=True):
    """A table with its keys, and rows in the order of its columns."""

    keyed: Keyed
    rows: tuple[tuple[Value, ...], ...]


class Instance(Struct, frozen=True):
    """A database that was made up, its tables in an order in which references find what they refer to."""

    name: str
    number: int
    tables: tuple[Filled, ...]


def make_instances(
    schema: Schema,
    gold: Iterable[str],
    *,
    count: int = USUAL_COUNT,
    rows: int = USUAL_ROWS,
    dialect: str = "sqlite",
) -> Iterator[Instance]:
    """Yield instances of a database, numbered from 1, in which gold SQL gives something wherever that was found out.

    Each table has `rows` random rows, fewer where its keys allow no more, and those that `gold` needs. Keys are unique
    and references hold. Queries that cannot be read are left out.
    """
    tables = keyed_tables(schema)
    found = [needs for sql in gold if (needs := needs_of(sql, schema, dialect)) is not None]
    known = [needs for needs in found if all(table in tables for table in needs.tables)]
    for number in range(1, count + 1):
        yield _instance(schema.name, number, tables, known, rows)


def _instance(name: str, number: int, tables: dict[str, Keyed], needs: list[Needs], count: int) -> Instance:
    random = Random(f"{name} {number}")  # text seeds it by its hash of SHA-512, which is the same everywhere
    rows = Rows(tables, ColumnValues(tables, needs, random), random)
    for table in tables:
        for _ in range(count):
            rows.add(table, {})
    for one in needs:
        add_witnesses(one, rows, random)
    rows.drop_dangling()
    filled = (
        Filled(keyed, tuple(tuple(row[column] for column in keyed.names) for row in rows.of[table]))
        for table, keyed in tables.items()
    )
    return Instance(name, number, tuple(filled))
