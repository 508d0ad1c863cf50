"""Reads questions with the SQL that answers them, whichever of the usual forms they are kept in."""

from codecs import BOM_UTF8
from collections.abc import Iterable

import msgspec

from ....diagnostics import WeftError
from .example import Example

_GOLD = ("gold", "query", "SQL", "sql")  # ours, Spider's, BIRD's, and what others write
_LOOKS_LIKE = '{"db_id": "concerts", "question": "How many singers are there?", "gold": "SELECT count(*) FROM singer"}'


class NotQuestions(WeftError, ValueError):
    """A file does not hold questions with their SQL."""


class _Row(msgspec.Struct):
    db_id: str
    question: str
    gold: str = ""
    query: str = ""
    SQL: str = ""
    sql: object = ""  # where Spider keeps the SQL as a tree
    evidence: str = ""
    difficulty: str = ""
    question_id: int | str | None = None


def read_examples(content: bytes, name: str) -> tuple[Example, ...]:
    """Return the questions of a file: a list in JSON, or an object a line where its `name` ends in `.jsonl`.

    The SQL is called `gold`, or as Spider and BIRD call it, `query` and `SQL`. Raises NotQuestions with the entry,
    counted from 0, or the line, counted from 1.
    """
    content = content.removeprefix(BOM_UTF8)
    rows = _lines(content, name) if name.endswith(".jsonl") else _listed(content, name)
    return tuple(_example(row, at, where) for at, (where, row) in enumerate(rows))


def _lines(content: bytes, name: str) -> Iterable[tuple[str, _Row]]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            yield f"{name}:{number}", _decoded(line, f"{name}:{number}")


def _decoded(line: bytes, where: str) -> _Row:
    try:
        return msgspec.json.decode(line, type=_Row)
    except msgspec.MsgspecError as error:
        raise NotQuestions(f"{where}: {error}: a line looks like {_LOOKS_LIKE}") from None


def _listed(content: bytes, name: str) -> Iterable[tuple[str, _Row]]:
    try:
        rows = msgspec.json.decode(content, type=list[_Row])
    except msgspec.MsgspecError as error:
        raise NotQuestions(f"{name}: {error}: an entry of the list looks like {_LOOKS_LIKE}") from None
    return [(f"{name}: entry {at}", row) for at, row in enumerate(rows)]


def _example(row: _Row, at: int, where: str) -> Example:
    given = (getattr(row, key) for key in _GOLD)
    gold = next((sql.strip() for sql in given if isinstance(sql, str) and sql.strip()), "")
    if not gold:
        raise NotQuestions(f"{where}: there is no SQL to compare answers with: call it gold")
    number = str(at if row.question_id is None else row.question_id)
    return Example(number, row.db_id, row.question, gold, row.evidence, row.difficulty)
