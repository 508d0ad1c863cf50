"""Lines and what each of them is: every line is trimmed and classified once, before the tree is built."""

import re
from collections.abc import Set
from typing import Final

from msgspec import Struct, field

from ...diagnostics import Source
from .document import Comment, Tag
from .languages import Language, english, find_language
from .problems import SyntaxProblem

LANGUAGE_LINE: Final = re.compile(r"#\s*language\s*:\s*([a-zA-Z\-_]+)\s*$")
BYTE_ORDER_MARK: Final = "\ufeff"
# What the first character alone decides; all else is for the language's pattern.
KIND_OF_FIRST: Final = {"": "empty", "|": "row", "#": "comment", "@": "tags"}


class ScannedLines(Struct):
    """The lines of a region, the place reached in them, and what was found besides the tree.

    `texts` are the lines without the white space before them. `kinds` names each of them and ends with `end`,
    `keyword_ends` are the lengths of the keywords they begin with.
    Inside a doc string the kinds mean nothing.
    """

    lines: list[str]
    texts: list[str]
    kinds: list[str]
    keyword_ends: list[int]
    first_line: int
    language: Language
    index: int = 0
    tags: tuple[Tag, ...] = ()
    comments: list[Comment] = field(default_factory=list[Comment])
    problems: list[SyntaxProblem] = field(default_factory=list[SyntaxProblem])

    @property
    def kind(self) -> str:
        """Return what the line reached is."""
        return self.kinds[self.index]

    @property
    def line(self) -> int:
        """Return the number of the line reached."""
        return self.first_line + self.index

    @property
    def column(self) -> int:
        """Return the column of the first character that is not white space."""
        return len(self.lines[self.index]) - len(self.texts[self.index]) + 1

    def split_keyword(self) -> tuple[str, str]:
        """Return the keyword of the line reached, with the colon of a header, and the trimmed text after it."""
        text = self.texts[self.index]
        end = self.keyword_ends[self.index]
        return text[:end], text[end:].strip()

    def take_tags(self) -> tuple[Tag, ...]:
        """Return the tags that wait for the header reached, once."""
        tags, self.tags = self.tags, ()
        return tags

    def skip(self, expected: Set[str]) -> None:
        """Step over an empty line, a comment, or a line that cannot stand here, which is a problem."""
        kind = self.kind
        if kind == "comment":
            self.comments.append(Comment(self.line, 1, self.lines[self.index].rstrip("\r")))
        elif kind != "empty":
            found = self.texts[self.index].strip()
            self.problems.append(SyntaxProblem("unexpected-line", self.line, self.column, found, frozenset(expected)))
        self.index += 1


def scan(source: Source, start_line: int = 1, end_line: int | None = None) -> ScannedLines | SyntaxProblem:
    """Return the lines of a region, classified in the language that it asks for; a problem if there is no such one."""
    lines = _lines_of(source, start_line, end_line)
    texts = [line.lstrip() for line in lines]
    index, code = _find_language_line(texts) or (-1, "en")
    language = find_language(code)
    if language is None:
        return SyntaxProblem("unknown-language", start_line + index, len(lines[index]) - len(texts[index]) + 1, code)
    kinds, keyword_ends = _classify(texts, language)
    if index >= 0:
        # What stands above the line is still English.
        kinds[: index + 1] = [*_classify(texts[:index], english())[0], "language"]
    kinds.append("end")
    return ScannedLines(lines, texts, kinds, keyword_ends, start_line, language)


def _lines_of(source: Source, start_line: int, end_line: int | None) -> list[str]:
    start = source.offset(start_line) if start_line > 1 else 0
    stop = len(source.text) if end_line is None else source.offset(end_line) + len(source.line(end_line))
    lines = source.text[start:stop].split("\n")
    if end_line is None and not lines[-1]:
        lines.pop()
    if start == 0 and lines and lines[0].startswith(BYTE_ORDER_MARK):
        # A space in its place keeps the columns.
        lines[0] = " " + lines[0][1:]
    return lines


def _find_language_line(texts: list[str]) -> tuple[int, str] | None:
    match_english = english().pattern.match
    for index, text in enumerate(texts):
        if text.startswith("#"):
            if match := LANGUAGE_LINE.match(text):
                return index, match[1]
        elif text.startswith("@") or ((match := match_english(text)) and match.lastgroup == "feature"):
            return None
    return None


def language_at(source: Source, offset: int) -> str:
    """Return the code of the language that holds at a place of a text: that of the last line above that names one."""
    lines = reversed(source.text[:offset].splitlines())
    return next((match[1] for line in lines if (match := LANGUAGE_LINE.match(line.lstrip()))), "en")


def _classify(texts: list[str], language: Language) -> tuple[list[str], list[int]]:
    kinds: list[str] = []
    keyword_ends = [0] * len(texts)
    match_keyword = language.pattern.match
    for index, text in enumerate(texts):
        kind = KIND_OF_FIRST.get(text[:1])
        if kind is None and (match := match_keyword(text)):
            kind = match.lastgroup
            keyword_ends[index] = match.end()
        kinds.append(kind or "other")
    return kinds, keyword_ends
