"""The door for generated systems: plain values in, plain values out, so that they need none of the types in here."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from .asker import Source, ask
from .records import read_scopes
from .visible_database import Run


def reply_to(
    question: str, scopes: str, role: str, statements: Mapping[str, str], dialect: str, run: Run
) -> dict[str, Any]:
    """Return the reply to a question as a dictionary with the fields of `Reply`.

    `scopes` is the JSON of what each role may ask about, `statements` are the SELECTs that it names, `run` runs one.
    Raises UnreadableScope, and KeyError for a role that has no scope.
    """
    return asdict(ask(question, read_scopes(scopes)[role], Source(statements, dialect, run)))


def examples_for(scopes: str, role: str) -> tuple[str, ...]:
    """Return the questions that a role may try first; raises UnreadableScope and KeyError as above."""
    return read_scopes(scopes)[role].examples
