"""Reads lists of questions as people have them: plain lines, tables with tabs, JSON, and JSON a line."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from ....diagnostics import WeftError

_HINT = 'a question looks like {"question": "How many?", "db": "concerts.sqlite", "evidence": "", "id": "q1"}'
_Name = str | int | None


class UnusableQuestions(WeftError, ValueError):
    """A list of questions is not written as it has to be; the message says where."""


class Listed(Struct, frozen=True):
    """A question in a list. `id` is its own or its number; `database` is empty where the list names none."""

    id: str
    text: str
    database: str = ""
    evidence: str = ""


class _Written(Struct):
    """A question with the names that lists have for its parts, those of Spider and BIRD among them."""

    question: str
    id: _Name = None
    question_id: _Name = None
    db: str | None = None
    database: str | None = None
    db_id: str | None = None
    evidence: str | None = None


def read_questions(content: bytes) -> tuple[Listed, ...]:
    """Return the questions of a list; what kind it is, is seen from how it begins.

    `[` begins a list in JSON, `{` an object on each line, a line with tabs and the name `question` a table; else each
    line is a question. Raises UnusableQuestions.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableQuestions(f"byte {error.start} is not UTF-8, which questions are written in") from None
    found = tuple(_listed(written, where, number) for number, (written, where) in enumerate(_read(text), 1))
    if not found:
        raise UnusableQuestions(f"there are no questions: {_HINT}, or is a line of text")
    _check_ids(found)
    return found


def _read(text: str) -> Iterator[tuple[_Written, str]]:
    """Yield questions, and where each stands."""
    lines = [line.rstrip("\r") for line in text.split("\n")]  # other ends of lines may stand in strings of JSON
    start = text.lstrip()[:1]
    if start == "[":
        yield from ((one, f"question {at}") for at, one in enumerate(_decoded(text, list[_Written], ""), 1))
    elif start == "{":
        for at, line in enumerate(lines, 1):
            if line.strip():
                yield _decoded(line, _Written, f"line {at}: "), f"line {at}"
    elif "\t" in lines[0] and "question" in lines[0].split("\t"):
        yield from _rows(lines)
    else:
        yield from ((_Written(line.strip()), f"line {at}") for at, line in enumerate(lines, 1) if line.strip())


def _decoded(text: str, type_: Any, where: str) -> Any:
    try:
        return msgspec.json.decode(text.encode(), type=type_)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise UnusableQuestions(f"{where}{error}: {_HINT}") from None


def _rows(lines: Sequence[str]) -> Iterator[tuple[_Written, str]]:
    """Yield the rows of a table whose first line names its columns."""
    reader = csv.DictReader(lines, delimiter="\t", restval="")
    try:
        for row in reader:
            values = {name: value for name, value in row.items() if name in _Written.__struct_fields__}
            yield msgspec.convert(values, _Written), f"line {reader.line_num}"
    except csv.Error as error:
        raise UnusableQuestions(f"line {reader.line_num}: {error}") from None


def _listed(written: _Written, where: str, number: int) -> Listed:
    if not written.question.strip():
        raise UnusableQuestions(f"{where}: the question is empty: {_HINT}")
    names = [str(name) for name in (written.id, written.question_id) if name not in (None, "")]
    database = written.database or written.db or written.db_id or ""
    return Listed(names[0] if names else str(number), written.question.strip(), database, written.evidence or "")


def _check_ids(found: Sequence[Listed]) -> None:
    seen = set[str]()
    for listed in found:
        if listed.id in seen:
            raise UnusableQuestions(f"two questions have the id {listed.id!r}: give each its own")
        seen.add(listed.id)
