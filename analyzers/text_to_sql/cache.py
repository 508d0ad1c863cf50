"""Remembers answers by question, meaning the same one however it is spaced, cased and punctuated."""

from hashlib import sha256

import msgspec
from msgspec import Struct, field

from .question import Question
from .routing.answer import Answer


class Cache(Struct):
    """Answers by their keys. Only what was accepted is worth remembering."""

    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])

    def find(self, question: Question, settings: str = "") -> Answer | None:
        """Return what was answered before; None where nothing was."""
        return self.answers.get(key_of(question, settings))

    def keep(self, question: Question, answer: Answer, settings: str = "") -> None:
        """Remember an answer."""
        self.answers[key_of(question, settings)] = answer


def key_of(question: Question, settings: str = "") -> str:
    """Return the key of a question: a hash of its words, its evidence, its schema, and how it is to be answered.

    Case, spaces and the mark at its end do not count; quoted text does, as it may be a value.
    """
    content = (_normalised(question.text), _normalised(question.evidence), question.schema, settings)
    return sha256(msgspec.json.encode(content)).hexdigest()


def _normalised(text: str) -> str:
    """Return a text in lower case with single spaces, without what ends a sentence; quoted parts as they are."""
    parts = text.replace("\u201c", '"').replace("\u201d", '"').split('"')
    plain = [" ".join(part.lower().split()) if at % 2 == 0 else part for at, part in enumerate(parts)]
    return '"'.join(plain).rstrip(" ?.!")
