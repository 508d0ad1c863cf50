"""A text of SQL, split into statements and parsed: one file, or one string of a Python file."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct, field
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.tokenizer_core import Token, TokenType

from ...diagnostics import Source, Span
from . import dialects, spans
from .created_tables import created_tables
from .descent import nodes_of
from .masking import mask
from .schema import Schema
from .sources import SelectSource, sources_of
from .statement_reading import Reading, read_statements

Kind = TypeVar("Kind", bound=exp.Expr)


class TokenRange(Struct, frozen=True):
    """The tokens [first, last] of a statement, both counted from 0."""

    first: int
    last: int


class Statement(Struct, eq=False, dict=True):
    """A statement of a text. `tree` is None unless `reading` is ANALYSED; `problem` says why a parser refused it.

    `unended` where the next statement begins although no semicolon ends this one.
    """

    text: "SqlText"
    number: int
    tokens: list[Token]
    tree: exp.Expr | None
    reading: Reading
    problem: str = ""
    unended: bool = False

    @property
    def schema(self) -> "Schema":
        """Return what is known of all tables of the run."""
        return self.text.schema

    @property
    def dialect(self) -> str:
        """Return the name of the dialect, a key of `DIALECTS`."""
        return self.text.dialect

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the tokens as upper-case words; strings and quoted names stand as they are written."""
        return tuple([_word(token) for token in self.tokens])

    @cached_property
    def nodes(self) -> list[exp.Expr]:
        """Return all nodes of the tree, level by level; none where there is no tree."""
        return nodes_of(self.tree) if self.tree is not None else []

    def find_all(self, kind: type[Kind]) -> list[Kind]:
        """Return the nodes of a kind, level by level; they are looked for once."""
        if kind not in self._found:
            self._found[kind] = [node for node in self.nodes if isinstance(node, kind)]
        return self._found[kind]

    def sources_of(self, query: exp.Expr) -> tuple[SelectSource, ...]:
        """Return the sources of a query that stands in the tree; they are looked for once."""
        schema, sources = self._sources.get(id(query), (None, ()))
        if schema is not self.schema:
            sources = sources_of(query, self.schema)
            self._sources[id(query)] = self.schema, sources
        return sources

    @cached_property
    def _found(self) -> dict[type[exp.Expr], list[Any]]:
        return {}

    @cached_property
    def _sources(self) -> dict[int, tuple[Schema, tuple[SelectSource, ...]]]:
        return {}

    def starts_with(self, *words: str) -> bool:
        """Say whether the statement begins with these words."""
        return self.words[: len(words)] == words

    @property
    def sql(self) -> str:
        """Return the statement as it is written."""
        return self.text.source.text[self.start : self.end] if self.text.verbatim else self.masked_sql

    @property
    def masked_sql(self) -> str:
        """Return the statement as the parser saw it."""
        return self.text.masked[self.tokens[0].start : self.tokens[-1].end + 1]

    @property
    def start(self) -> int:
        """Return the offset of the first character in the source."""
        return self.text.place(self.tokens[0].start)

    @property
    def end(self) -> int:
        """Return the offset behind the last character in the source."""
        return self.text.place_behind(self.tokens[-1].end)

    @property
    def whole(self) -> TokenRange:
        """Return the range of all tokens."""
        return TokenRange(0, len(self.tokens) - 1)

    def range_of(self, node: exp.Expr) -> TokenRange | None:
        """Return the tokens a node seems to be written with; None where nothing of it carries a position."""
        found = spans.hull(self.row, node)
        return TokenRange(*found) if found else None

    def verified_range_of(self, node: exp.Expr) -> TokenRange | None:
        """Return the tokens a node is written with, proved by parsing them again; None where that fails."""
        found = spans.verified(self.row, node, self.text.reader)
        return TokenRange(*found) if found else None

    def span(self, place: "exp.Expr | TokenRange | Token | None" = None) -> Span:
        """Return where a node, a range or a token stands in the source; the first token stands in for the unknown."""
        place = place or self.tokens[0]
        if isinstance(place, exp.Expr):
            place = self._nearest_range(place)
        if isinstance(place, TokenRange):
            first, last = self.tokens[place.first], self.tokens[place.last]
        else:
            first = last = place
        return Span(self.text.source, self.text.place(first.start), self.text.place_behind(last.end))

    def text_of(self, place: "exp.Expr | TokenRange") -> str:
        """Return what a node or a range looks like in the source, comments included."""
        return self.span(place).text

    def find_words(self, *words: str, within: TokenRange | None = None) -> Iterator[TokenRange]:
        """Yield each place where these words stand side by side."""
        area = within or self.whole
        first, end = area.first, area.last + 2 - len(words)
        while words[0] in self.words[first:end]:
            first = self.words.index(words[0], first, end)
            if self.words[first : first + len(words)] == words:
                yield TokenRange(first, first + len(words) - 1)
            first += 1

    @cached_property
    def row(self) -> spans.TokenRow:
        """Return the tokens with their brackets paired."""
        return spans.TokenRow(self.tokens)

    def _nearest_range(self, node: exp.Expr) -> TokenRange:
        upward: exp.Expr | None = node
        while upward is not None:
            found = self.range_of(upward)
            if found:
                return found
            upward = upward.parent
        return TokenRange(0, 0)


def _word(token: Token) -> str:
    kind = token.token_type
    return token.text if kind is TokenType.STRING or kind is TokenType.IDENTIFIER else token.text.upper()


class Segment(Struct, frozen=True):
    """`length` characters of a content from `at` on, which stand in the source at [start, end).

    They stand there one for one where both are equally long; else only all of them together have a place.
    """

    at: int
    length: int
    start: int
    end: int

    @property
    def is_exact(self) -> bool:
        """Say whether each character has a place of its own."""
        return self.length == self.end - self.start


class SqlText(Struct, eq=False, dict=True):
    """SQL that a source holds from `base` on; `verbatim` unless a host language escapes or joins what stands there.

    Then `segments`, in their order, say what stands where. `hide` blanks what only a driver of the host understands.
    `migration` where somebody said so; `migrates` where the text itself shows it, too, once it is looked into.
    """

    source: Source
    dialect: str
    content: str
    base: int = 0
    verbatim: bool = True
    migration: bool = False
    migrates: bool = False
    schema: Schema = field(default_factory=Schema)
    segments: tuple[Segment, ...] = ()
    hide: Callable[[str], str] | None = None

    @cached_property
    def reader(self) -> Dialect:
        """Return sqlglot's dialect that reads the text."""
        return dialects.reader(self.dialect)

    @cached_property
    def masked(self) -> str:
        """Return the content as the parser sees it, as long as it was."""
        return mask(self.hide(self.content) if self.hide else self.content, self.dialect)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return all statements in their order; none is left out, whether it could be parsed or not."""
        found = read_statements(self.content, self.masked, self.dialect)
        return tuple(
            Statement(self, number, read.tokens, read.tree, read.reading, read.problem, read.unended)
            for number, read in enumerate(found)
        )

    def place(self, offset: int) -> int:
        """Return where in the source a character of the content stands."""
        segment = None if self.verbatim else self._segment(offset)
        if segment is None:
            return self.base + offset if self.verbatim else self.base
        return segment.start + (offset - segment.at if segment.is_exact else 0)

    def place_behind(self, offset: int) -> int:
        """Return where in the source a character of the content ends, and the parameter that was hidden behind it."""
        while self.hide and self._hides(offset + 1):
            offset += 1
        segment = None if self.verbatim else self._segment(offset)
        return self.place(offset) + 1 if segment is None or segment.is_exact else segment.end

    def _hides(self, offset: int) -> bool:
        """Say whether a blank of the masked text stands for part of a parameter."""
        return self.masked[offset : offset + 1] == " " and not self.content[offset].isspace()

    def creates(self, table: str) -> bool:
        """Say whether a table, given without its schema, is new: the text creates it, or another that is no migration.

        Migrations run at different times, so that what one of them creates is in use when the next one runs.
        """
        return table.lower() in self._created or (not self.migration and self.schema.creates(table))

    def in_transaction(self, statement: Statement) -> bool:
        """Say whether a statement stands between a BEGIN and what ends it."""
        inside = False
        for other in self.statements[: statement.number]:
            if other.words[0] in {"BEGIN", "START"}:
                inside = True
            elif other.words[0] in {"COMMIT", "ROLLBACK", "END"}:
                inside = False
        return inside

    def _segment(self, offset: int) -> Segment | None:
        number = bisect_right(self.segments, offset, key=lambda segment: segment.at) - 1
        return self.segments[number] if number >= 0 else None

    @cached_property
    def _created(self) -> frozenset[str]:
        return created_tables(statement.words for statement in self.statements)
