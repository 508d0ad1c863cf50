"""What a sign-in is checked against."""

from dataclasses import dataclass

from app.domain.roles import Person


@dataclass(frozen=True, slots=True)
class Credential:
    """A person and the hash of the password."""

    person: Person
    password_hash: str
