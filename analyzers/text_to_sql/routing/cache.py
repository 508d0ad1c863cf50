"""Remembers the SQL that answered a question, never its rows: those may have changed since."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Protocol

import msgspec
from msgspec import Struct, field

from ..language_model.usage import Usage
from ..question import Question

Clock = Callable[[], datetime]
now: Clock = partial(datetime.now, UTC)


class Match(StrEnum):
    """How alike a question is to the earlier one whose answer serves: letter for letter, or by its words."""

    EXACT = "exact"
    NORMALISED = "normalised"


class Remembered(Struct, frozen=True):
    """The SQL that answered a question, by which pipeline and when, how likely it was right, and what it took then."""

    question: str
    sql: str
    pipeline: str
    time: datetime
    probability: float | None = None
    usage: Usage = Usage()


class Memory(Protocol):
    """Where answers are remembered, by keys that `key_of` makes."""

    def find(self, key: str) -> Remembered | None:
        """Return what is remembered; None where nothing is."""
        ...

    def keep(self, key: str, remembered: Remembered) -> None:
        """Remember an answer."""
        ...


class Cache(Struct):
    """A memory for as long as the program runs."""

    answers: dict[str, Remembered] = field(default_factory=dict[str, Remembered])

    def find(self, key: str) -> Remembered | None:
        """Return what is remembered; None where nothing is."""
        return self.answers.get(key)

    def keep(self, key: str, remembered: Remembered) -> None:
        """Remember an answer."""
        self.answers[key] = remembered


def key_of(question: Question, settings: str = "", match: Match = Match.NORMALISED) -> str:
    """Return the key of a question: a hash of its text, its evidence, its schema, and how it is to be answered.

    An exact key takes text and evidence letter for letter. In a normalised one case, spaces and the mark at the end do
    not count; quoted text does, as it may be a value.
    """
    words = (question.text, question.evidence)
    content = (match, words if match is Match.EXACT else tuple(map(normalised, words)), question.schema, settings)
    return sha256(msgspec.json.encode(content)).hexdigest()


def normalised(text: str) -> str:
    """Return a text in lower case with single spaces, without what ends a sentence; quoted parts as they are."""
    parts = text.replace("\u201c", '"').replace("\u201d", '"').split('"')
    plain = [" ".join(part.lower().split()) if at % 2 == 0 else part for at, part in enumerate(parts)]
    return '"'.join(plain).rstrip(" ?.!")
