"""The table of readers."""

from app.database.credential import Credential
from app.database.database import Connection, load_statements
from app.database.dialect import Row
from app.database.paging import EVERYTHING, Paging
from app.domain.reader import Reader
from app.domain.roles import Person, Role

_SQL = load_statements("readers.sql")


def insert(connection: Connection, reader: Reader, *, password_hash: str) -> None:
    """Add a reader."""
    connection.execute(
        _SQL["insert_reader"],
        {"name": reader.name, "email": reader.email, "password_hash": password_hash},
    )


def find(connection: Connection, name: str) -> Reader | None:
    """Return the reader with this name."""
    row = connection.one(_SQL["find_reader"], {"name": name})
    return None if row is None else read_reader(row)


def find_by_email(connection: Connection, email: str) -> Reader | None:
    """Return the reader with this email."""
    row = connection.one(_SQL["find_reader_by_email"], {"email": email})
    return None if row is None else read_reader(row)


def find_credential_by_email(connection: Connection, email: str) -> Credential | None:
    """Return what a sign-in with this email is checked against."""
    row = connection.one(_SQL["find_credential_by_email"], {"email": email})
    if row is None:
        return None
    return Credential(Person(Role.READER, row["name"]), row["password_hash"])


def get(connection: Connection, name: str) -> Reader:
    """Return the reader that a reference names."""
    reader = find(connection, name)
    assert reader is not None, f"a reference names reader {name}, which is missing"
    return reader


def list_all(
    connection: Connection, *, email: str | None = None, paging: Paging = EVERYTHING
) -> list[Reader]:
    """Return the readers that match every filter given, ordered by name."""
    values = {"email": email, "limit": paging.limit, "offset": paging.offset}
    return [read_reader(row) for row in connection.all(_SQL["list_readers"], values)]


def count(connection: Connection, *, email: str | None = None) -> int:
    """Return how many readers match every filter given."""
    values = {"email": email}
    row = connection.one(_SQL["count_readers"], values)
    return 0 if row is None else row["total"]


def read_reader(row: Row, prefix: str = "") -> Reader:
    """Turn a row into a reader; the columns may carry a prefix."""
    return Reader(name=row[prefix + "name"], email=row[prefix + "email"])
