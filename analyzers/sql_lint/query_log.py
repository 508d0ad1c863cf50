"""Reads pieces of a query log, as lines of JSON, CSV or plain text, and counts the statements by their fingerprints."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct, field

from .fingerprint import fingerprint, normaliser
from .log_columns import NAMES, Columns, Malformed, Record

FORMATS = ("json", "csv", "text")
SHOWN_PLACES = 5


class Layout(Struct, frozen=True):
    """How a log is written: its format, the dialect of its SQL, the header of a CSV, and the names users gave."""

    format: str
    dialect: str
    header: tuple[str, ...] = ()
    delimiter: str = ","
    names: tuple[tuple[str, str], ...] = ()


class Piece(Struct, frozen=True):
    """Whole records of a log; `line` is the number of the first line. A `problem` tells why it cannot be read."""

    log: str
    line: int
    data: bytes
    layout: Layout
    problem: str = ""


class Tally(Record):
    """All records of one fingerprint, added up; line, statement and names are those of the first, in the file `log`."""

    digest: bytes = b""
    log: str = ""

    @property
    def place(self) -> str:
        """Return where the first of the statements stands."""
        return f"{self.log}:{self.line}"

    def add(self, other: Record) -> None:
        """Add the runs and times of a record or of another tally."""
        self.count += other.count
        self.timed += other.timed
        self.total += other.total
        if other.least is not None and (self.least is None or other.least < self.least):
            self.least = other.least
        if other.most is not None and (self.most is None or other.most > self.most):
            self.most = other.most


class Counted(Struct):
    """What a piece of a log holds. `malformed` are the records that could not be read; `places` tells the first."""

    size: int = 0
    tallies: dict[bytes, Tally] = field(default_factory=dict[bytes, Tally])
    malformed: int = 0
    places: list[str] = field(default_factory=list[str])

    def refuse(self, place: str, problem: str) -> None:
        """Count a record that cannot be read."""
        self.malformed += 1
        if len(self.places) < SHOWN_PLACES:
            self.places.append(f"{place}: {problem}")


def count_piece(piece: Piece) -> Counted:
    """Return what a piece of a log holds; the same for the same piece wherever it is counted."""
    counted = Counted(len(piece.data))
    if piece.problem:
        counted.refuse(f"{piece.log}:{piece.line}", piece.problem)
        return counted
    normalise = normaliser(piece.layout.dialect)
    tallies = counted.tallies
    digests: dict[str, bytes] = {}  # of the texts of this piece: logs say the same again and again
    for record in _READERS[piece.layout.format](piece, counted):
        digest = digests.get(record.sql)
        if digest is None:
            digest = digests[record.sql] = fingerprint(normalise(record.sql))
        tally = tallies.get(digest)
        if tally is None:
            tallies[digest] = _first(record, digest, piece.log)
        else:
            tally.add(record)
    return counted


def _first(record: Record, digest: bytes, log: str) -> Tally:
    times = record.count, record.timed, record.total, record.least, record.most
    return Tally(record.line, record.sql.strip(), *times, record.database, record.user, digest, log)


def sniff(head: str, name: str) -> str:
    """Return the format of a log by its name and how it begins."""
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    if ending in {"json", "jsonl", "ndjson"} or head.lstrip().startswith("{"):
        return "json"
    return "csv" if ending in {"csv", "tsv"} or _looks_like_header(head) else "text"


def header_of(head: str) -> tuple[tuple[str, ...], str]:
    """Return the columns that the first line of a CSV names, and what stands between them."""
    line = head.partition("\n")[0].rstrip("\r")
    delimiter = max(",;\t", key=line.count)
    return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), list[str]())), delimiter


def check_first_record(head: str, layout: Layout) -> None:
    """Raise UnknownColumn unless the first record of a log holds SQL, and what users named."""
    if layout.format == "csv":
        Columns(layout.header, dict(layout.names))
    elif layout.format == "json":
        try:
            first = json.loads(head.lstrip().partition("\n")[0])
        except (ValueError, RecursionError):
            return  # counted as malformed when its turn comes
        if isinstance(first, dict):
            Columns(tuple(cast("dict[str, Any]", first)), dict(layout.names))


def _looks_like_header(head: str) -> bool:
    cells = [cell.lower() for cell in header_of(head)[0]]
    usual = {name for names in NAMES.values() for name in names}
    return len(cells) > 1 and all(re.fullmatch(r"\w+", cell) for cell in cells) and not usual.isdisjoint(cells)


def _text_records(piece: Piece, _counted: Counted) -> Iterator[Record]:
    for number, line in enumerate(piece.data.decode("utf-8", "replace").split("\n"), start=piece.line):
        if line and not line.isspace():
            yield Record(number, line)


def _json_records(piece: Piece, counted: Counted) -> Iterator[Record]:
    shapes: dict[tuple[str, ...], Columns] = {}
    names = dict(piece.layout.names)
    for number, line in enumerate(piece.data.split(b"\n"), start=piece.line):
        if not line or line.isspace():
            continue
        try:
            values = _from_json(line)
            if not isinstance(values, dict):
                raise Malformed("this line holds no object")
            record = cast("dict[str, Any]", values)
            shape = tuple(record)
            if shape not in shapes:
                shapes[shape] = _columns_of(shape, names)
            yield shapes[shape].record(record, number)
        except (ValueError, RecursionError) as error:
            counted.refuse(f"{piece.log}:{number}", _told(error))


def _from_json(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return json.loads(line)  # which takes more, such as NaN and half of a surrogate pair, and tells what is wrong


def _columns_of(shape: tuple[str, ...], names: Mapping[str, str]) -> Columns:
    """Return the columns of one object; it may lack what others of the log have."""
    present = {key.lower() for key in shape}
    return Columns(shape, {part: name for part, name in names.items() if part == "sql" or name.lower() in present})


def _csv_records(piece: Piece, counted: Counted) -> Iterator[Record]:
    layout = piece.layout
    columns = Columns(layout.header, dict(layout.names))
    csv.field_size_limit(1 << 30)
    text = piece.data.decode("utf-8", "replace")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter, strict=True)
    while True:
        line = piece.line + rows.line_num
        try:
            row = next(rows, None)
            if row is None:
                return
            if len(row) == len(layout.header):
                yield columns.record(dict(zip(layout.header, row, strict=True)), line)
            elif row:
                counted.refuse(f"{piece.log}:{line}", f"{len(row)} cells instead of {len(layout.header)}")
        except (csv.Error, Malformed) as error:
            counted.refuse(f"{piece.log}:{line}", _told(error))


_READERS: Mapping[str, Callable[[Piece, Counted], Iterator[Record]]] = {
    "json": _json_records,
    "csv": _csv_records,
    "text": _text_records,
}


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg.lower()} at column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
