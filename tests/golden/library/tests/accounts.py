"""People who can sign in."""

from dataclasses import dataclass

from app.database import readers
from app.domain.reader import Reader
from app.domain.roles import Person, Role
from tests.world import World

PASSWORD = "correct-horse-battery"


@dataclass(frozen=True, slots=True)
class Account:
    """A person and what the person signs in with."""

    person: Person
    identifier: str
    password: str = PASSWORD


def add_reader(world: World, record: Reader, password: str = PASSWORD) -> Account:
    """Add a reader who can sign in."""
    password_hash = world.system.passwords.hash(password)
    readers.insert(world.connection, record, password_hash=password_hash)
    return Account(Person(Role.READER, record.name), record.email, password)


def account_of(world: World, role: Role, key: str) -> Account:
    """Return the account of somebody who is there already."""
    record = readers.find(world.connection, key)
    assert record is not None, f"there is no {role} {key}"
    return Account(Person(role, key), record.email)
