"""A small shop as a schema and as a database, which the tests of the offline tier share."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.text_to_sql.database import Database, Result
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table
from weft.compiler.sql_database import open_database

SCHEMA = Schema(
    "shop",
    (
        Table(
            "customer",
            (Column("customer_id", "number"), Column("name", "text"), Column("city", "text"), Column("age", "number")),
            ("customer_id",),
        ),
        Table(
            "orders",
            (Column("order_id", "number"), Column("customer_id", "number"), Column("total amount", "number")),
            ("order_id",),
            (ForeignKey(("customer_id",), "customer", ("customer_id",)),),
        ),
        Table(
            "item",
            (Column("item_id", "number"), Column("order_id", "number"), Column("product", "text")),
            ("item_id",),
            (ForeignKey(("order_id",), "orders", ("order_id",)),),
        ),
        Table("island", (Column("code", "text"), Column("size", "number"))),
    ),
)
CONTENT = """
CREATE TABLE customer (customer_id NUMERIC, name TEXT, city TEXT, age NUMERIC);
INSERT INTO customer VALUES (1, 'Ann Lee', 'Paris', 34), (2, 'Bo Chen', 'Oslo', 51), (3, 'Cy Diaz', 'Paris', 27);
CREATE TABLE orders (order_id NUMERIC, customer_id NUMERIC, "total amount" NUMERIC);
INSERT INTO orders VALUES (10, 1, 50), (11, 1, 20), (12, 2, 70);
CREATE TABLE item (item_id NUMERIC, order_id NUMERIC, product TEXT);
INSERT INTO item VALUES (100, 10, 'lamp'), (101, 11, 'rope'), (102, 12, 'lamp');
CREATE TABLE island (code TEXT, size NUMERIC);
"""


@contextmanager
def shop_database(folder: Path) -> Generator[Database]:
    """Make the shop's database in a folder and open it."""
    path = folder / "shop.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(CONTENT)
    connection.close()
    with open_database(str(path)) as database:
        yield database


class Refusing:
    """A database that refuses every query."""

    dialect = "sqlite"

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Refuse a query."""
        raise QueryFailed("it is closed")
