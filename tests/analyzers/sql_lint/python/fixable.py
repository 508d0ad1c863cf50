"""Strings that hold SQL in every way Python has for them."""

from textwrap import dedent

from sqlalchemy import text

TABLE = "orders"


def read(cursor, customer, name, table):
    cursor.execute("SELECT COUNT(1) FROM orders")
    cursor.execute("SELECT id\nFROM orders\n\tWHERE total = NULL")  # escapes
    cursor.execute("SELECT id FROM orders " "WHERE total = NULL")
    cursor.execute(
        "SELECT COUNT(1)"  # a comment between
        ' FROM orders JOIN customers USING (id) '
        r"WHERE name = 'x\d' AND total "
        "= NULL"
    )
    cursor.execute(("SELECT id FROM orders " 
        f"WHERE customer = {customer} AND total = NULL"))
    cursor.execute(f"SELECT COUNT(1) FROM {table} WHERE name = '{name}' AND total <> NULL AND j = '{{}}'")
    cursor.execute(f"""
        SELECT COUNT(1) -- é
        FROM {table} JOIN {TABLE} ON {table}.id = {TABLE}.id
        WHERE total = NULL AND customer = {customer!r:>{10}}
    """)
    cursor.execute(text("SELECT COUNT(1) FROM orders WHERE total = :total"), {"total": 1})
    cursor.execute(dedent("""\
        SELECT COUNT(1)
        FROM orders \
        WHERE total = NULL
    """))
    cursor.execute("SELECT id FROM orders WHERE total = %s OR total = %s", (1, 2))
    cursor.execute("SELECT id FROM orders WHERE \"total\" = 1 AND name = '\t' AND total = NULL")
    cursor.execute(f"SELECT id FROM orders WHERE total = {customer} OR total = {name} OR total = NULL")


def keep_order(cursor, customer, name):
    cursor.execute(f"SELECT a.id FROM a, b WHERE a.name = {name} AND b.c = {customer} AND a.id = b.id")
    cursor.execute("SELECT a.id FROM a, b WHERE a.name = ? AND b.c = ? AND a.id = b.id", (name, customer))
    cursor.execute("SELECT id FROM a WHERE name = :name OR name = :other", {"name": name, "other": customer})
    cursor.execute(f"SELECT id FROM a WHERE name = 'a' OR name = '{name}' OR name = 'b'")


def leave(cursor, customer, name, rest):
    cursor.execute(f'SELECT id FROM "{name}" AS "{customer}"')
    cursor.execute("SELECT COUNT(1) FROM orders" + rest)
    cursor.execute("SELECT COUNT(1) FROM %s" % name)
    cursor.execute("SELECT COUNT(1) FROM {}".format(name))
    cursor.execute("SELECT COUNT(1) FROM orders")  # weft: allow count-of-constant
