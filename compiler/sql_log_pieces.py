"""Cuts query logs into pieces at the ends of records: plain files, compressed ones and standard input."""

import gzip
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from ..analyzers.sql_lint.dialect_guess import guess
from ..analyzers.sql_lint.query_log import Layout, Piece, check_first_record, header_of, sniff
from ..diagnostics import WeftError

PIECE = 4 << 20  # characters that are counted at a time
LONGEST = 16 << 20  # a record that is longer is told and left out
_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"


class UnreadableLog(WeftError):
    """A log that cannot be read to its end."""


class Log(Struct, frozen=True):
    """A log: what it is called, where its bytes are, how many there are on disk and how they are to be read."""

    name: str
    path: Path
    size: int
    layout: Layout


def open_logs(
    paths: Sequence[Path],
    format: str,
    dialect_of: Callable[[str], str],
    names: tuple[tuple[str, str], ...],
    stack: ExitStack,
) -> list[Log]:
    """Return the logs of these paths; standard input is copied to a file that lives as long as the stack.

    Logs whose dialect is not set are taken for parts of one, whose dialect the first of them tells.
    """
    logs: list[Log] = []
    guessed = ""
    for path in paths:
        name, file = ("stdin", _kept_stdin(stack)) if str(path) == "-" else (str(path), path)
        head = _head(file).decode("utf-8", "replace")
        known = format or sniff(head, name)
        header, delimiter = header_of(head) if known == "csv" else ((), ",")
        dialect = dialect_of(name) or guessed
        if not dialect:
            dialect = guessed = guess(head).dialect
        layout = Layout(known, dialect, header, delimiter, names)
        if head.strip():
            check_first_record(head, layout)
        logs.append(Log(name, file, file.stat().st_size, layout))
    return logs


def pieces_of(log: Log) -> Iterator[Piece]:
    """Yield the records of a log in pieces, each a few megabytes of whole records; raises UnreadableLog."""
    line = 1
    has_header = log.layout.format == "csv"
    for data, is_whole in _cut(log):
        if has_header:
            _, _, data = data.removeprefix(_MARK).partition(b"\n")
            has_header, line = False, line + 1
        problem = "" if is_whole else f"no end of this record within {LONGEST >> 20} MB"
        if data:
            yield Piece(log.name, line, b"" if problem else data, log.layout, problem)
        line += data.count(b"\n")


def _cut(log: Log) -> Iterator[tuple[bytes, bool]]:
    try:
        with _opened(log.path) as file:
            yield from _cut_stream(file, is_csv=log.layout.format == "csv")
    except (EOFError, gzip.BadGzipFile) as error:
        raise UnreadableLog(f"{log.name}: {error}; is the file whole?") from error


def _cut_stream(file: BinaryIO, *, is_csv: bool) -> Iterator[tuple[bytes, bool]]:
    """Yield the bytes of a stream, cut behind line ends, in a CSV only where no quote is open; say if that could be."""
    rest = b""
    while block := file.read(PIECE):
        rest += block
        end = _end_of_records(rest, is_csv=is_csv)
        if end:
            yield rest[:end], True
            rest = rest[end:]
        elif len(rest) > LONGEST:
            yield rest + _rest_of_line(file), False
            rest = b""
    if rest:
        yield rest, True


def _rest_of_line(file: BinaryIO) -> bytes:
    """Skip to the end of a line that is too long; return that end."""
    while part := file.readline(PIECE):
        if part.endswith(b"\n"):
            return b"\n"
    return b""


def _end_of_records(data: bytes, *, is_csv: bool) -> int:
    """Return behind which line end the last whole record ends; 0 where there is none."""
    end = data.rfind(b"\n") + 1
    if not is_csv:
        return end
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    return end


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_compressed = file.read(2) == _GZIP
    return cast(BinaryIO, gzip.open(path) if is_compressed else path.open("rb"))


def _head(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read(_HEAD).removeprefix(_MARK)


def _kept_stdin(stack: ExitStack) -> Path:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="weft-log-"))
    path = Path(folder) / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path
