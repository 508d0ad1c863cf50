"""Reads questions and tables as Spider 2.0 keeps them (https://github.com/xlang-ai/Spider2), each table in a file."""

import json

import msgspec

from ....diagnostics import WeftError
from ..json_files import decoded
from ..schema.schema import Column, Table
from .example import Example


class NotSpider2(WeftError, ValueError):
    """A file does not hold what Spider 2.0's files of its kind do."""


class _Question(msgspec.Struct):
    instance_id: str
    db: str
    question: str


class _Table(msgspec.Struct):
    table_fullname: str
    column_names: list[str]
    column_types: list[str | None] = []
    description: list[str | None] = []


def read_questions(content: bytes) -> tuple[Example, ...]:
    """Return the questions of a `spider2-lite.jsonl`, without their SQL, which is in files; raises NotSpider2."""
    found = [decoded(line, _Question, NotSpider2) for line in content.splitlines() if line.strip()]
    return tuple(Example(one.instance_id, one.db, one.question, "") for one in found)


def read_table(content: bytes) -> Table:
    """Return the table of a file, called by its full name as queries call it; raises NotSpider2."""
    try:
        found = msgspec.convert(json.loads(content), _Table)  # not msgspec's decoder: samples may be NaN
    except (ValueError, RecursionError) as error:
        raise NotSpider2(str(error)) from None
    count = len(found.column_names)
    types, told = _filled(found.column_types, count), _filled(found.description, count)
    columns = tuple(
        Column(name, type_, description=text) for name, type_, text in zip(found.column_names, types, told, strict=True)
    )
    return Table(found.table_fullname, columns, label=found.table_fullname.rpartition(".")[2])


def _filled(texts: list[str | None], count: int) -> list[str]:
    """Return so many texts, those that are not there as empty ones."""
    return [text or "" for text in texts[:count]] + [""] * (count - len(texts))
