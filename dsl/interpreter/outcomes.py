"""How an action ends, and how a step of a scenario goes wrong."""

from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import Struct

from ...diagnostics import Span
from .rule_names import rule_name

Key = str | int


class Person(NamedTuple):
    """A signed-in person: a role, and the key of a record of that role."""

    role: str
    key: Key


class Accepted(Struct, frozen=True):
    """The action succeeded; `value` is the key of the record it returns, `session` who is signed in by it."""

    value: Key | None = None
    session: Person | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rule said no: its id, what the user is told, its place, and the values it looked at.

    Several wrong inputs are told of together: the first in `message`, the rest in `others`.
    """

    rule_id: str
    message: str
    span: Span | None = field(default=None, compare=False, repr=False)
    values: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    others: tuple[str, ...] = field(default=(), compare=False)

    @property
    def explanation(self) -> str:
        """Return `rule rejects it: message (name = value, …)`."""
        values = ", ".join(f"{name} = {value}" for name, value in self.values)
        return f"{rule_name(self.rule_id)} rejects it: {self.message}" + (f" ({values})" if values else "")


@dataclass(frozen=True, slots=True)
class Refused:
    """A service answered with another outcome than its first."""

    outcome: str
    message: str
    rule_id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def explanation(self) -> str:
        """Return `call is refused (outcome): message`."""
        return f"{rule_name(self.rule_id)} is refused ({self.outcome}): {self.message}"


Outcome = Accepted | Rejected | Refused


class StoppedError(Exception):
    """Ends a transaction that is to be rolled back, with the outcome it has."""

    def __init__(self, outcome: Rejected | Refused) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


class StepError(Exception):
    """A step of a scenario cannot be done or does not hold; `rule` is the place of what decided it."""

    def __init__(self, message: str, rule: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.rule = rule


class EvaluationError(StepError):
    """An expression has no value: a zero denominator, a missing record, a decision without a row."""


class UnsetError(EvaluationError):
    """A named input has no value yet: data of a workflow, or of a search that nobody made."""
