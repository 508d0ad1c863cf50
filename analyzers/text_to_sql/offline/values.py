"""Reads the values that a database holds, a bounded number of each column, and finds them in questions."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from ...sql_lint.connection import OutOfTime, QueryFailed, quoted
from ..database import Database
from ..linking.words import Token, tokens_of
from ..schema.schema import Schema
from .layout import FlatColumn, Layout

MOST_VALUES = 3000
_SECONDS = 1.0
_LONGEST_TEXT = 60
_DATE = re.compile(r"\d{1,4}([-/])\d{1,2}\1\d{1,4}")
_DATE_LENGTH = 5  # three numbers and two signs
_ENDS = frozenset(".?!;:")
_LONGEST_MENTION = 8
_NUMBER_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORDS: dict[str, int] = {name: at for at, name in enumerate(_NUMBER_NAMES, 1)} | {"once": 1, "twice": 2}
_INITIALS = {"male": "m", "female": "f", "men": "m", "women": "f", "boy": "m", "girl": "f", "yes": "t", "no": "f"}


class Place(Struct, frozen=True):
    """A value in a column, as it is written there."""

    column: int
    text: str


class ValueMention(Struct, frozen=True):
    """A value that a question says: its first token and the one after its last, and where the database has it.

    A value that is only quoted or has a capital has no places.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    is_marked: bool
    is_exact: bool = True


class NumberMention(Struct, frozen=True):
    """A number that a question says, in digits or as a word, and the columns that hold it."""

    at: int
    text: str
    is_word: bool
    columns: frozenset[int]


class ValueIndex(Struct, frozen=True):
    """Values by the stems of their words, and the columns that hold each number.

    `declared` are the stems of values that the schema names itself: they are values however common their words are.
    """

    texts: dict[str, tuple[Place, ...]]
    numbers: dict[str, frozenset[int]]
    declared: frozenset[str] = frozenset()


def read_values(layout: Layout, database: Database, schema: Schema | None = None) -> ValueIndex:
    """Return the values of all columns, at most `MOST_VALUES` of each; a column that cannot be read has none.

    With the schema of the layout, the samples that it gives are values, too.
    """
    texts: dict[str, list[Place]] = {}
    numbers: dict[str, set[int]] = {}
    samples = [column.samples for table in schema for column in table.columns] if schema else []
    samples = samples or [()] * len(layout.columns)
    for column in layout.columns:
        for value in dict.fromkeys((*samples[column.number], *_values(layout, column, database))):
            if isinstance(value, int | float) or _is_number(value):
                numbers.setdefault(_plain_number(str(value)), set()).add(column.number)
            if isinstance(value, str) and value and len(value) < _LONGEST_TEXT:
                texts.setdefault(_key(tokens_of(value)), []).append(Place(column.number, value))
    return ValueIndex(
        {key: tuple(places) for key, places in texts.items() if key},
        {text: frozenset(columns) for text, columns in numbers.items()},
        frozenset(_key(tokens_of(value)) for values in samples for value in values),
    )


def _values(layout: Layout, column: FlatColumn, database: Database) -> list[Any]:
    table = ".".join(quoted(part) for part in layout.tables[column.table].name.split("."))
    sql = f"SELECT DISTINCT {quoted(column.name)} FROM {table}"
    try:
        return [row[0] for row in database.query(sql, seconds=_SECONDS, row_limit=MOST_VALUES).rows]
    except (QueryFailed, OutOfTime):
        return []


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d+)?", value) is not None


def _plain_number(text: str) -> str:
    """Return a number as it is compared: 5 and 5.0 are the same."""
    plain = text.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _key(tokens: Sequence[Token]) -> str:
    return " ".join(token.stem for token in tokens)


def find_values(
    tokens: Sequence[Token],
    index: ValueIndex,
    common: frozenset[str],
    names: frozenset[str],
    quotes: Sequence[tuple[int, int]],
) -> tuple[ValueMention, ...]:
    """Return the values said in a question, the longest first found, in their order.

    `common` are words that are values only where they are marked: by a capital inside the sentence, or by quotes.
    `names` are words of the schema, which are no values for their capital. `quotes` are the first tokens of quoted
    parts and those after their last.
    """
    taken: set[int] = set()
    found: list[ValueMention] = []
    for start, end in quotes:
        places = index.texts.get(_key(tokens[start:end]), ())
        found.append(ValueMention(start, end, _text(tokens, start, end), places, True))
        taken.update(range(start - 1, end + 1))
    for length in range(min(_LONGEST_MENTION, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            span = range(start, start + length)
            if taken.isdisjoint(span) and (value := _value_at(tokens, start, start + length, index, common)):
                found.append(value)
                taken.update(span)
    found.extend(_dates(tokens, taken))
    found.extend(_capitalised(tokens, taken, names))
    return tuple(sorted(found, key=lambda value: value.start))


def _value_at(
    tokens: Sequence[Token], start: int, end: int, index: ValueIndex, common: frozenset[str]
) -> ValueMention | None:
    part = tokens[start:end]
    word = part[0].stem
    is_marked = start > 0 and part[0].text[:1].isupper()
    if end - start == 1 and (word.isdigit() or not word[0].isalpha()):
        return None
    if word in _INITIALS and end - start == 1 and (places := _initials(_INITIALS[word], word, index)):
        return ValueMention(start, end, word, places, True)
    places = index.texts.get(_key(part), ())
    is_marked = is_marked or _key(part) in index.declared
    if not places or (end - start == 1 and not is_marked and (len(word) == 1 or word in common)):
        return None
    said = [token.text.lower() for token in part]
    exact = tuple(place for place in places if [token.text.lower() for token in tokens_of(place.text)] == said)
    return ValueMention(start, end, _text(tokens, start, end), exact or places, is_marked, bool(exact))


def _initials(letter: str, word: str, index: ValueIndex) -> tuple[Place, ...]:
    """Return the places of a word, or else of the one letter it is short for."""
    return index.texts.get(word, ()) or index.texts.get(letter, ())


def _dates(tokens: Sequence[Token], taken: set[int]) -> list[ValueMention]:
    """Return dates that no column holds: three numbers joined by dashes or strokes."""
    found: list[ValueMention] = []
    for start in range(len(tokens) - _DATE_LENGTH + 1):
        text = _text(tokens, start, start + _DATE_LENGTH)
        span = range(start, start + _DATE_LENGTH)
        if _DATE.fullmatch(text) and taken.isdisjoint(span):
            found.append(ValueMention(start, start + _DATE_LENGTH, text, (), True))
            taken.update(span)
    return found


def _capitalised(tokens: Sequence[Token], taken: set[int], names: frozenset[str]) -> list[ValueMention]:
    """Return runs of words with capitals that are no known value: names that no column holds in that form."""
    found: list[ValueMention] = []
    at = 1
    while at < len(tokens):
        end = at
        while end < len(tokens) and end not in taken and _is_name(tokens[end - 1], tokens[end], names):
            end += 1
        if end > at:
            found.append(ValueMention(at, end, _text(tokens, at, end), (), True))
        at = end + 1
    return found


def _is_name(before: Token, token: Token, names: frozenset[str]) -> bool:
    is_word = token.text[:1].isupper() and token.text.isalpha() and len(token.text) > 1
    return is_word and before.text not in _ENDS and token.stem not in names


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the words of a span as they are written, with the spaces between them."""
    parts = [tokens[start].text]
    for before, token in zip(tokens[start : end - 1], tokens[start + 1 : end], strict=True):
        parts.append(" " * (token.start - before.end) + token.text)
    return "".join(parts)


def find_numbers(
    tokens: Sequence[Token], values: Sequence[ValueMention], index: ValueIndex
) -> tuple[NumberMention, ...]:
    """Return the numbers said in a question that are no part of a value."""
    taken = {at for value in values for at in range(value.start, value.end) if value.places or _DATE.match(value.text)}
    found: list[NumberMention] = []
    for at, token in enumerate(tokens):
        word = token.text.lower()
        if at in taken or not (token.text[0].isdigit() or word in _NUMBER_WORDS):
            continue
        text = _plain_number(token.text) if token.text[0].isdigit() else str(_NUMBER_WORDS[word])
        found.append(NumberMention(at, text, word in _NUMBER_WORDS, index.numbers.get(text, frozenset())))
    return tuple(found)
