"""Reader: what it holds and what must hold of it."""

from dataclasses import dataclass

from app.domain import checks
from app.domain.values import Rejection, broken


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    email: str


def check_name(name: str) -> str | None:
    return checks.check_text("Name", name, most=60)


def check_email(email: str) -> str | None:
    return checks.check_text("Email", email, most=120)


def check_password(password: str) -> str | None:
    return checks.check_text("Password", password)


def broken_rule(reader: Reader) -> Rejection | None:
    """Return the first rule that this reader breaks."""
    if message := check_name(reader.name):
        return broken("entity:Reader/field:name", message)
    if message := check_email(reader.email):
        return broken("entity:Reader/field:email", message)
    return None
