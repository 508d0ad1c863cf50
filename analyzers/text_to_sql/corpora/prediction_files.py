"""Reads the SQL that a system answered to a set of questions, in the forms in which such files are published."""

import csv
import io

import msgspec

from ....diagnostics import WeftError

_COLUMNS = ("predicted sql", "prediction", "predicted", "sql", "query")
_MARK = "\t----- bird -----\t"  # BIRD's own separator before the name of the database


class NotPredictions(WeftError, ValueError):
    """A file does not hold one answer for each question."""


def read_predictions(content: bytes, name: str) -> tuple[str, ...]:
    """Return the answers in the order of their questions; an empty one where a system had none.

    `name` tells the form by its ending: `.json` is a list, or an object by numbers of questions, of SQL or of objects
    that hold it; `.csv` has a column for it; of all others, each line is an answer, up to its first tab. Raises
    NotPredictions.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotPredictions(f"{name} is not UTF-8: byte {error.start}") from None
    if name.endswith(".json"):
        return _of_json(content, name)
    if name.endswith(".csv"):
        return _of_table(text, name)
    return tuple(line.partition("\t")[0].strip() for line in text.splitlines())


def _of_json(content: bytes, name: str) -> tuple[str, ...]:
    try:
        if not content.lstrip().startswith(b"{"):
            listed = msgspec.json.decode(content, type=list[str | dict[str, object]])
            return tuple(_answer(one, number, name) for number, one in enumerate(listed))
        found = msgspec.json.decode(content, type=dict[str, str | int | None])
    except msgspec.MsgspecError as error:
        raise NotPredictions(f"{name}: {error}") from None
    if not all(key.isdigit() for key in found):
        raise NotPredictions(f"{name}: the keys must be the numbers of the questions")
    return tuple(_plain(found[key]) for key in sorted(found, key=int))


def _answer(one: str | dict[str, object], number: int, name: str) -> str:
    if isinstance(one, str):
        return _plain(one)
    named = {key.lower().replace("_", " "): value for key, value in one.items()}
    for column in _COLUMNS:
        if isinstance(named.get(column), str):
            return str(named[column]).strip()
    raise NotPredictions(f"{name}: entry {number} has none of {', '.join(_COLUMNS)}")


def _plain(answer: str | int | None) -> str:
    """Return an answer without the mark behind it; a number or null stands for none."""
    return answer.partition(_MARK)[0].strip() if isinstance(answer, str) else ""


def _of_table(text: str, name: str) -> tuple[str, ...]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    known = {(column or "").strip().lower(): column for column in rows.fieldnames or ()}
    column = next((known[column] for column in _COLUMNS if column in known), None)
    if column is None:
        raise NotPredictions(f"{name}: there is no column {' or '.join(_COLUMNS)}")
    return tuple((row[column] or "").strip() for row in rows)
