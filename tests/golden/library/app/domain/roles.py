"""Who can be signed in."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    READER = "Reader"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in: the role and the key of the record."""

    role: Role
    key: str
