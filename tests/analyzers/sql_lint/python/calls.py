"""How queries are called: in loops, for all rows, with parameters that do not fit."""

import sqlite3


def loops(connection: sqlite3.Connection, orders: list[tuple[int, int]]) -> None:
    for number, customer in orders:
        row = connection.execute("SELECT name FROM customers WHERE id = ?", (customer,)).fetchone()
        connection.execute("UPDATE orders SET name = ? WHERE id = ?", (row[0], number))
    names = [connection.execute("SELECT name FROM customers WHERE id = ?", (key,)) for key, _ in orders]
    for attempt in range(3):
        connection.execute("DELETE FROM orders WHERE id = ?", (attempt,))
    for number, _ in connection.execute("SELECT id, customer FROM orders WHERE id > ?", names):
        print(number)


def rows(cursor: sqlite3.Cursor) -> int:
    cursor.execute("SELECT id FROM orders WHERE total > 3")
    found = cursor.fetchall()
    if len(found) > 0:
        cursor.execute("SELECT id FROM lines WHERE total > 3")
        return len(cursor.fetchall())
    return cursor.execute("SELECT id FROM orders ORDER BY id").fetchall()[0]


def parameters(cursor: sqlite3.Cursor, number: int, name: str) -> None:
    cursor.execute("SELECT id FROM orders WHERE id = %s", (number,))
    cursor.execute("SELECT id FROM orders WHERE id = ? AND name = ?", (number,))
    cursor.execute("SELECT id FROM orders WHERE id = :id AND name = :name", {"id": number})
    cursor.execute("SELECT id FROM orders WHERE name = '?'", (name,))
    cursor.execute("SELECT id FROM orders WHERE id = ?1 OR parent = ?1", (number,))
