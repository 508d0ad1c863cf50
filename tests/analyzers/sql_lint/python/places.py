"""Each way to write a string: the star is found where it stands in this file."""

import sqlite3
from textwrap import dedent

BASE = "SELECT * FROM orders"


def run(connection: sqlite3.Connection, table: str, number: int) -> None:
    connection.execute("SELECT * FROM orders")
    connection.execute('SELECT\t\x2a\nFROM orders WHERE note = \'é\' AND "id" IN (SELECT * FROM other)')
    é = "é"; connection.execute("SELECT * FROM orders WHERE note = ?", (é,))  # fmt: skip
    connection.execute(
        "SELECT id, "  # a comment between
        r"total, "
        "(SELECT max(day) FROM days) AS day, o.* "
        "FROM orders AS o"
    )
    connection.execute(
        """
        SELECT
            o.*
        FROM orders AS o
        WHERE o.id = :id
        """,
        {"id": number},
    )
    connection.execute(
        dedent("""\
            SELECT *
            FROM orders
        """)
    )
    connection.execute(f"SELECT * FROM {table} WHERE id = {int(number)} AND total > {{}}")
    connection.execute("SELECT * FROM {} WHERE id = ?".format(table), (number,))
    connection.execute("SELECT * FROM %s WHERE note LIKE '%%new'" % table)
    connection.execute("SELECT * " + "FROM " + table)
    connection.execute(BASE + " ORDER BY id")
    query = "SELECT * FROM lines WHERE order_id = ?"
    connection.execute(query, (number,))
