"""Values written into SQL, and what only looks like it."""

import psycopg
from psycopg import sql

STATUS = "open"
COLUMNS = ", ".join(["id", "total"])


def bad(cursor: psycopg.Cursor, customer: str, ids: list[int], least: str) -> None:
    cursor.execute(f"SELECT id FROM orders WHERE customer = '{customer}'")
    cursor.execute("SELECT id FROM orders WHERE customer = '%s'" % customer)
    cursor.execute("SELECT id FROM orders WHERE customer = '" + customer + "' AND total > 0")
    cursor.execute("SELECT id FROM orders WHERE customer = {name}".format(name=customer))
    cursor.execute(f"SELECT id FROM orders WHERE customer LIKE '%{customer}%'")
    query = "SELECT id FROM orders WHERE status = 'open'"
    if least:
        query += f" AND total > {least}"
    cursor.execute(query)
    cursor.execute(f"SELECT id FROM orders WHERE id IN ({', '.join(map(str, ids))})")


def good(cursor: psycopg.Cursor, table: str, ids: list[int], page: int) -> None:
    cursor.execute(f"SELECT {COLUMNS} FROM orders WHERE status = '{STATUS}'")
    cursor.execute(f"SELECT id FROM orders WHERE id IN ({', '.join(['%s'] * len(ids))})", ids)
    cursor.execute("SELECT id FROM orders WHERE id = %d" % page)
    cursor.execute(f"SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET {page * 20}")
    cursor.execute(sql.SQL("SELECT id FROM {} WHERE total > %s").format(sql.Identifier(table)), (page,))
    for name in ("orders", "lines"):
        cursor.execute(f"SELECT id FROM lists WHERE name = '{name}'")
    print(f"Select the order from the list = '{table}'")
    raise ValueError(f"SELECT id FROM orders WHERE id = '{table}' gives nothing")
