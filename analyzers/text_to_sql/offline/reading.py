"""What a question says: names of the schema, values of the database, numbers, and known words."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from ..linking.words import Token, tokens_of
from .layout import FlatColumn, Layout
from .lexicon import classes_of
from .mentions import Mention, mention_of, places_of
from .values import NumberMention, ValueIndex, ValueMention, find_numbers, find_values

_MARKS = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "`": "`"}
_LONGEST_QUOTE = 14


class Reading(Struct, frozen=True, dict=True):
    """A question read against a schema. `tables` and `columns` are the mentions by number.

    `known` are the stems where they are words of the vocabulary, `_` elsewhere; `kinds` are what words ask for where
    they ask for something, else as in `known`.
    """

    layout: Layout
    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    known: tuple[str, ...]
    kinds: tuple[str, ...]
    tables: tuple[Mention, ...]
    columns: tuple[Mention, ...]
    values: tuple[ValueMention, ...]
    numbers: tuple[NumberMention, ...]

    @cached_property
    def full_columns(self) -> tuple[int, ...]:
        """The columns whose names are said in full."""
        return tuple(number for number, mention in enumerate(self.columns) if mention.is_full)

    @cached_property
    def full_tables(self) -> tuple[int, ...]:
        """The tables whose names are said in full."""
        return tuple(number for number, mention in enumerate(self.tables) if mention.is_full)

    @cached_property
    def first_table(self) -> int:
        """Where the first full mention of a table starts; behind the end where there is none."""
        return min((self.tables[table].start for table in self.full_tables), default=len(self.tokens))

    @cached_property
    def value_columns(self) -> frozenset[int]:
        """The columns that hold a value that is said."""
        return frozenset(place.column for value in self.values for place in value.places)

    @cached_property
    def value_tables(self) -> frozenset[int]:
        """The tables that hold a value that is said."""
        return frozenset(self.layout.columns[column].table for column in self.value_columns)


def read_question(text: str, layout: Layout, index: ValueIndex, vocabulary: frozenset[str]) -> Reading:
    """Return what a question says; `vocabulary` holds the stems that questions about many schemas share."""
    tokens = tokens_of(text)
    stems = tuple(stem_of(token) for token in tokens)
    values = find_values(tokens, index, vocabulary | layout.words, layout.words, _quotes(tokens))
    places = places_of(stems, layout.words)
    known = tuple(stem if stem in vocabulary else "_" for stem in stems)
    return Reading(
        layout,
        tokens,
        stems,
        known,
        classes_of([token.text.lower() for token in tokens], known),
        tuple(mention_of(table.words, places) for table in layout.tables),
        tuple(_mention(column, places) for column in layout.columns),
        values,
        find_numbers(tokens, values, index),
    )


def _mention(column: FlatColumn, places: Mapping[str, tuple[int, ...]]) -> Mention:
    """Return the better mention of a column, by its label or by its other name."""
    first = mention_of(column.words, places)
    second = mention_of(column.other_words, places) if column.other_words else first
    return second if second.share > first.share else first


def stem_of(token: Token) -> str:
    """Return the stem of a word without the ending of a genitive."""
    text = token.text.lower()
    return tokens_of(text[:-2])[0].stem if text.endswith("'s") and len(text) > 2 else token.stem


def _quotes(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Return where quoted parts start and end, without their marks."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        if end:
            found.append((at + 1, end))
        at = max(at, end) + 1
    return found


def _closing(tokens: tuple[Token, ...], at: int) -> int:
    """Return where the quotation ends that starts here, 0 where none does: an apostrophe stands at a word's end."""
    mark = _MARKS.get(tokens[at].text)
    if mark is None or (at and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text.isalnum()):
        return 0
    return next((end for end in range(at + 2, min(len(tokens), at + _LONGEST_QUOTE)) if tokens[end].text == mark), 0)
