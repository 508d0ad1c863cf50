"""What comments allow, on the line of a string or of the call around it."""

import sqlite3


def run(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("SELECT * FROM a")  # noqa: SQL059
    connection.execute("SELECT * FROM b")  # weft: allow select-star (all are shown)
    # weft: allow select-star (all are shown)
    connection.execute("SELECT * FROM c")
    connection.execute(  # noqa: SQL167, S608
        f"SELECT id FROM d WHERE name = '{name}'"
    )
    connection.execute(
        """
        SELECT *
        FROM e
        """  # noqa
    )
    connection.execute("SELECT * FROM told")  # noqa: S608
    connection.execute("SELECT id FROM f")  # weft: allow select-star (of no use)
    connection.execute("SELECT id FROM g")  # weft: allow selct-star
