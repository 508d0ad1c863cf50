"""Keeps each judged question in a file as soon as it is judged, so that an evaluation that ended early goes on."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec
from msgspec import Struct

from ...analyzers.text_to_sql.evaluation.judged import JudgedQuestion
from ...diagnostics import WeftError

_FORMAT = 2
_BEGINNING = b'{"weft_route_eval":'


class UnusableWork(WeftError, ValueError):
    """A file of judged questions cannot be gone on with."""


class _Header(Struct, frozen=True):
    weft_route_eval: int
    inputs: dict[str, str]


class WorkFile:
    """An open file of judged questions: a header that tells the inputs, then a question a line."""

    def __init__(self, path: Path, digests: Mapping[str, str]) -> None:
        """Open the file, or make it; raises UnusableWork where it was made from other inputs, or is something else.

        A last line that was never finished is cut off.
        """
        self.judged: dict[int, JudgedQuestion] = {}
        try:
            content = path.read_bytes() if path.exists() else b""
            whole = content[: content.rfind(b"\n") + 1]
            if whole:
                self._read(path, whole.splitlines(), digests)
            elif not _BEGINNING.startswith(content[: len(_BEGINNING)]):
                raise UnusableWork(_refusal(path))
            self._file: BinaryIO = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            raise UnusableWork(f"{path}: {error.strerror}") from None
        self._file.truncate(len(whole))
        self._file.seek(0, 2)
        if not whole:
            self._write(_Header(_FORMAT, dict(digests)))

    def _read(self, path: Path, lines: list[bytes], digests: Mapping[str, str]) -> None:
        try:
            header = msgspec.json.decode(lines[0], type=_Header)
        except msgspec.MsgspecError:
            raise UnusableWork(_refusal(path)) from None
        if header.weft_route_eval != _FORMAT:
            raise UnusableWork(f"{path} was made by another version of Weft: delete it, or name another --work")
        if changed := _changed(header.inputs, digests):
            raise UnusableWork(
                f"{path} was made from other inputs; changed: {', '.join(changed)}: delete it, or name another --work"
            )
        for number, line in enumerate(lines[1:], 2):
            try:
                judged = msgspec.json.decode(line, type=JudgedQuestion)
            except msgspec.MsgspecError as error:
                raise UnusableWork(
                    f"{path}:{number}: {error}: delete this line, and the question is judged again"
                ) from None
            self.judged[judged.number] = judged

    def add(self, judged: JudgedQuestion) -> None:
        """Keep a question."""
        self.judged[judged.number] = judged
        self._write(judged)

    def _write(self, line: Struct) -> None:
        self._file.write(msgspec.json.encode(line) + b"\n")
        self._file.flush()

    def __enter__(self) -> "WorkFile":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file; what was added is in it."""
        self._file.close()


def _refusal(path: Path) -> str:
    return f"{path} is no file of judged questions: name another --work"


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return what differs between two sets of inputs, a few of it."""
    changed = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    return [*changed[:5], *([f"{len(changed) - 5} more"] if len(changed) > 5 else [])]
