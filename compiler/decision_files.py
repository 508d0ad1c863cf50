"""Appends decisions to a log, and reads the latest of it."""

import os
from pathlib import Path
from typing import IO

from ..analyzers.text_to_sql.routing.decision_log import LoggedAnswer, UnusableLog, read_log, write_line
from ..diagnostics import WeftError

_LATEST = 1 << 20  # bytes that are read of a long log


class CannotLog(WeftError, OSError):
    """A log of decisions cannot be written."""


def append_decision(path: Path, entry: LoggedAnswer) -> None:
    """Add a line to a log, which only its owner may read; raises CannotLog."""
    try:
        with open(path, "ab+", opener=_open_private) as file:
            file.write(_end_of_line(file) + write_line(entry))
    except OSError as error:
        raise CannotLog(f"{path}: the log of decisions cannot be written: {error.strerror}") from None


def latest_decisions(path: Path) -> tuple[LoggedAnswer, ...]:
    """Return the latest entries of a log; none where there is no log, or one that somebody has damaged."""
    try:
        with path.open("rb") as file:
            start = max(0, file.seek(0, os.SEEK_END) - _LATEST)
            file.seek(start)
            content = file.read()
        return tuple(read_log(content.partition(b"\n")[2] if start else content))
    except (OSError, UnusableLog):
        return ()


def _end_of_line(file: IO[bytes]) -> bytes:
    """Return what ends the last line of a file: nothing, unless whoever wrote it was interrupted."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read() == b"\n" else b"\n"


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
