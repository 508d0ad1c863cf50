"""The values in which actions answer: refusals and what was wrong."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an action did not happen."""

    SIGNED_OUT = "signed out"
    FORBIDDEN = "forbidden"
    INVALID = "invalid"
    RULE = "rule"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldError:
    """A parameter and what is wrong with it."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """An action that did not happen: the rule that stood in the way and the message to show."""

    reason: Reason
    rule: str
    message: str
    errors: tuple[FieldError, ...] = ()
    outcome: str | None = None


def signed_out() -> Rejection:
    return Rejection(Reason.SIGNED_OUT, "sign-in", "Please sign in first")


def forbidden(rule: str) -> Rejection:
    return Rejection(Reason.FORBIDDEN, rule, "You are not allowed to do this")


def invalid(rule: str, errors: tuple[FieldError, ...]) -> Rejection:
    """Reject for its parameters; the first error is the message."""
    return Rejection(Reason.INVALID, rule, errors[0].message, errors)


def broken(rule: str, message: str) -> Rejection:
    """Reject because a rule of the system would not hold."""
    return Rejection(Reason.RULE, rule, message)


def refused(rule: str, message: str, outcome: str) -> Rejection:
    """Reject because an outside service did not answer `ok`."""
    return Rejection(Reason.REFUSED, rule, message, outcome=outcome)


def outside_calendar() -> Rejection:
    return Rejection(Reason.RULE, "calendar", "The result lies outside the calendar")


def conflict() -> Rejection:
    message = "Somebody else changed this at the same time, please try again"
    return Rejection(Reason.CONFLICT, "conflict", message)
