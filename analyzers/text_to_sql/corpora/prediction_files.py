"""Reads the SQL that a system answered to a set of questions, in the forms in which such files are published."""

import csv
import io
from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from ....diagnostics import WeftError

_COLUMNS = ("predicted sql", "prediction", "predicted", "sql", "query")
_TOKENS = ("tokens", "total tokens")
_PARTS = ("prompt tokens", "completion tokens")
_Amount = Annotated[float, Meta(ge=0, le=1e15)]
_MARK = "\t----- bird -----\t"  # BIRD's own separator before the name of the database


class NotPredictions(WeftError, ValueError):
    """A file does not hold one answer for each question."""


class Prediction(Struct, frozen=True):
    """An answer, empty where there was none; the tokens and the money it took, None where the file does not tell."""

    sql: str
    tokens: float | None = None
    cost: float | None = None


def read_predictions(content: bytes, name: str) -> tuple[str, ...]:
    """Return the SQL alone of what `read_costed` reads; raises NotPredictions."""
    return tuple(one.sql for one in read_costed(content, name))


def read_costed(content: bytes, name: str) -> tuple[Prediction, ...]:
    """Return the answers in the order of their questions; an empty one where a system had none.

    `name` tells the form by its ending: `.json` is a list, or an object by numbers of questions, of SQL or of objects
    that hold it; `.jsonl` has such an object a line; `.csv` has a column for it; of all others, each line is an
    answer, up to its first tab. Objects and columns may tell `tokens` (or `prompt_tokens` and `completion_tokens`)
    and `cost`. Raises NotPredictions.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotPredictions(f"{name} is not UTF-8: byte {error.start}") from None
    if name.endswith(".json"):
        return _of_json(text.encode(), name)
    if name.endswith(".jsonl"):
        lines = enumerate(_lines(text), 1)
        return tuple(_of_line(line, f"{name}:{number}") for number, line in lines if line.strip())
    if name.endswith(".csv"):
        return _of_table(text, name)
    return tuple(Prediction(line.partition("\t")[0].strip()) for line in _lines(text))


def _lines(text: str) -> list[str]:
    """Return the lines of a text; other signs that end lines in Unicode may stand in SQL."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    return lines if lines[-1] else lines[:-1]


def _of_json(content: bytes, name: str) -> tuple[Prediction, ...]:
    try:
        if not content.lstrip().startswith(b"{"):
            listed = msgspec.json.decode(content, type=list[str | dict[str, object]])
            return tuple(_answer(one, f"{name}: entry {number}") for number, one in enumerate(listed))
        found = msgspec.json.decode(content, type=dict[str, str | int | None])
    except msgspec.MsgspecError as error:
        raise NotPredictions(f"{name}: {error}") from None
    if not all(key.isdigit() for key in found):
        raise NotPredictions(f"{name}: the keys must be the numbers of the questions")
    return tuple(Prediction(_plain(found[key])) for key in sorted(found, key=int))


def _of_line(line: str, where: str) -> Prediction:
    try:
        return _answer(msgspec.json.decode(line, type=str | dict[str, object]), where)
    except msgspec.MsgspecError as error:
        raise NotPredictions(f"{where}: {error}") from None


def _answer(one: str | dict[str, object], where: str) -> Prediction:
    if isinstance(one, str):
        return Prediction(_plain(one))
    named = {key.lower().replace("_", " "): value for key, value in one.items()}
    for column in _COLUMNS:
        if column in named and isinstance(named[column], str | None):
            return Prediction(_plain(named[column]), _tokens(named, where), _number(named, "cost", where))
    raise NotPredictions(f"{where} has none of {', '.join(_COLUMNS)}")


def _tokens(named: Mapping[str, object], where: str) -> float | None:
    for key in _TOKENS:
        if (found := _number(named, key, where)) is not None:
            return found
    parts = [_number(named, key, where) for key in _PARTS]
    return None if None in parts else sum(part or 0 for part in parts)


def _number(named: Mapping[str, object], key: str, where: str) -> float | None:
    value = named.get(key)
    if value is None or value == "":
        return None
    try:
        return msgspec.convert(value, _Amount, strict=False)
    except msgspec.ValidationError:
        raise NotPredictions(f"{where}: {key} is no number from 0 on: {value!r}") from None


def _plain(answer: object) -> str:
    """Return an answer without the mark behind it; a number or null stands for none."""
    return answer.partition(_MARK)[0].strip() if isinstance(answer, str) else ""


def _of_table(text: str, name: str) -> tuple[Prediction, ...]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    known = {(column or "").strip().lower().replace("_", " "): column for column in rows.fieldnames or ()}
    column = next((known[column] for column in _COLUMNS if column in known), None)
    if column is None:
        raise NotPredictions(f"{name}: there is no column {' or '.join(_COLUMNS)}")
    found: list[Prediction] = []
    try:
        for number, row in enumerate(rows, 1):
            named = {key: row[spelled] for key, spelled in known.items()}
            where = f"{name}: row {number}"
            found.append(Prediction((row[column] or "").strip(), _tokens(named, where), _number(named, "cost", where)))
    except csv.Error as error:
        raise NotPredictions(f"{name}: row {len(found) + 1}: {error}") from None
    return tuple(found)
