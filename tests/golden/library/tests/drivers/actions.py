"""What a scenario can do, however it is done."""

from dataclasses import dataclass, field
from typing import Protocol

from app.domain.roles import Person
from tests.accounts import Account


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an action went: done, or rejected with a message; `person` is who signed in by it."""

    rejected_with: str | None = None
    person: Person | None = field(default=None, compare=False)


DONE = Outcome()


def rejected(message: str) -> Outcome:
    return Outcome(rejected_with=message)


class Actions(Protocol):
    """The actions of the system; `who` is nobody for a visitor who is not signed in."""

    def sign_in(self, identifier: str, password: str) -> Outcome: ...

    def borrow(self, who: Account | None, *, book: str) -> Outcome: ...
