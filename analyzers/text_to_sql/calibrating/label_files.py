"""Reads what people say of answers: a table of CSV, or objects of JSON, one a line."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ....diagnostics import WeftError
from .log_traces import Label

_MEANT = {"true": True, "yes": True, "1": True, "right": True, "false": False, "no": False, "0": False, "wrong": False}
_COLUMNS = ("question", "is_right", "schema", "pipeline")


class UnusableLabels(WeftError, ValueError):
    """A file does not say which answers are right."""


def read_labels(content: bytes, name: str) -> tuple[Label, ...]:
    """Return the labels in a file; a name that ends with `.csv` tells a table, any other JSON Lines.

    Entries whose `is_right` is empty or null are left out. Raises UnusableLabels with the line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableLabels(f"{name} is not UTF-8: byte {error.start}") from None
    rows = _table(text, name) if name.lower().endswith(".csv") else _lines(text, name)
    return tuple(_label(row, f"{name}, line {number}") for number, row in rows if row.get("is_right") not in (None, ""))


def _table(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [column for column in _COLUMNS[:2] if column not in (rows.fieldnames or ())]:
        raise UnusableLabels(f"{name}: there is no column {missing[0]}; known are {', '.join(_COLUMNS)}")
    for row in rows:
        yield rows.line_num, row


def _lines(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            raise UnusableLabels(f"{name}, line {number}: {error}") from None


def _label(row: Mapping[str, Any], where: str) -> Label:
    if not isinstance(row.get("question"), str):
        raise UnusableLabels(f"{where}: there is no question")
    meant = _MEANT.get(str(row["is_right"]).strip().lower())
    if meant is None:
        raise UnusableLabels(f"{where}: is_right must be true or false, not {row['is_right']!r}")
    return Label(row["question"], meant, row.get("schema") or "", row.get("pipeline") or "")
