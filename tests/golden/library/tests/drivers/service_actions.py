"""Calls the services directly."""

from dataclasses import dataclass

from app.domain.roles import Person
from app.domain.values import Rejection
from app.security.sign_in import sign_in
from app.services.borrow import borrow as do_borrow
from app.services.context import Context
from app.system import System
from tests.accounts import Account
from tests.drivers.actions import DONE, Outcome, rejected


def outcome(result: object) -> Outcome:
    return rejected(result.message) if isinstance(result, Rejection) else DONE


@dataclass(frozen=True, slots=True)
class ServiceActions:
    """The actions as functions."""

    system: System

    def sign_in(self, identifier: str, password: str) -> Outcome:
        result = sign_in(self._as(None), identifier=identifier, password=password)
        return Outcome(person=result) if isinstance(result, Person) else rejected(result.message)

    def borrow(self, who: Account | None, *, book: str) -> Outcome:
        return outcome(do_borrow(self._as(who), book=book))

    def _as(self, who: Account | None) -> Context:
        return self.system.context(who.person if who else None)
