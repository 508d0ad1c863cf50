"""Splits questions and names into words, and words into stems, so that the two can be compared."""

import re

from msgspec import Struct

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[a-z]+)?|[^\s\w]|_")
_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|[\W_]+")


class Token(Struct, frozen=True):
    """A word, number or sign of a question: as written, its stem in lower case, and where it starts and ends."""

    text: str
    stem: str
    start: int
    end: int


def tokens_of(question: str) -> tuple[Token, ...]:
    """Return the words, numbers and signs of a question in their order."""
    found = _TOKEN.finditer(question)
    return tuple(Token(match[0], stem(match[0].lower()), match.start(), match.end()) for match in found)


def stems_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, endings and punctuation."""
    return tuple(token.stem for token in tokens_of(text) if token.text[0].isalnum())


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the stems of the words in the name of a table or column: `birthDate`, `birth_date`, `birth date`."""
    return tuple(stem(word.lower()) for word in _BREAK.split(name) if word)


def stem(word: str) -> str:
    """Return a word in lower case without the ending of its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxzh":
        return word[:-2]
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
