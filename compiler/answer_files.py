"""Keeps the answers to many questions in a file, a line each, so that a run can go on where another one ended."""

import os
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import msgspec
from msgspec import Struct, field

from ..analyzers.text_to_sql.language_model.usage import Usage
from ..analyzers.text_to_sql.stages import Stage
from ..diagnostics import WeftError

ANSWERED, UNANSWERED, FAILED = "answered", "unanswered", "failed"
_START = b'{"id"'  # of each line


class UnusableAnswers(WeftError, ValueError):
    """A file of answers cannot be gone on with."""


class StepLine(Struct):
    """What is read back of a step: which pipeline it asked, and what each stage of that took."""

    pipeline: str
    stages: dict[Stage, Usage] = field(default_factory=dict[Stage, Usage])


class AnswerLine(Struct):
    """What is read back of an answer. `inputs` is a hash of all that it depends on, `steps` are those that led to it.

    `state` is one of the three above; what failed is asked again.
    """

    id: str
    inputs: str
    state: str
    pipeline: str | None
    in_time: bool
    usage: Usage
    steps: list[StepLine]
    reason: str = ""


class Kept(Struct, frozen=True):
    """A line with how it is written."""

    line: AnswerLine
    written: bytes


class AnswerFile(Struct):
    """A file of answers, and all that it has, by the ids of their questions."""

    path: Path
    kept: dict[str, Kept]

    def append(self, written: bytes) -> AnswerLine:
        """Write one more answer, at once, so that nothing that may happen later loses it."""
        line = _line(written)
        with self.path.open("ab") as file:
            file.write(written + b"\n")
        self.kept[line.id] = Kept(line, written)
        return line

    def order(self, ids: Iterable[str]) -> None:
        """Bring the answers into the order of their questions."""
        self.kept = {name: self.kept[name] for name in ids if name in self.kept}
        self._write()

    def drop(self, ids: Set[str]) -> None:
        """Take answers out."""
        if ids:
            self.kept = {name: kept for name, kept in self.kept.items() if name not in ids}
            self._write()

    def _write(self) -> None:
        """Put another file in the place of this one, so that there is a whole one at any time."""
        staged = self.path.with_name(f"{self.path.name}.new")
        staged.write_bytes(b"".join(kept.written + b"\n" for kept in self.kept.values()))
        os.replace(staged, self.path)


def open_answers(path: Path, inputs: Mapping[str, str], *, is_again: bool) -> AnswerFile:
    """Return the file to go on with, made where there is none; what failed is not in it any longer.

    `inputs` are the hashes of all questions by their ids. An answer to what has changed since is left out if it
    `is_again` answered. Raises UnusableAnswers where it is not, where an answer is to none of the questions, and where
    the file holds other things than answers.
    """
    path.touch()
    answers = AnswerFile(path, _read(path))
    if strange := next((name for name in answers.kept if name not in inputs), None):
        raise UnusableAnswers(
            f"{path} has an answer to {strange!r}, which is none of these questions: name another file with --out"
        )
    changed = [name for name, kept in answers.kept.items() if kept.line.inputs != inputs[name]]
    if changed and not is_again:
        raise UnusableAnswers(
            f"{path}: {changed[0]!r} and what it depends on are not what they were when it was answered"
            f" ({len(changed):,} such): answer with --again, or name another file with --out"
        )
    answers.drop({*changed, *(name for name, kept in answers.kept.items() if kept.line.state == FAILED)})
    return answers


def _read(path: Path) -> dict[str, Kept]:
    """Return the answers in a file by their ids."""
    *whole, rest = path.read_bytes().split(b"\n")
    found: dict[str, Kept] = {}
    for number, written in enumerate(whole, 1):
        try:
            kept = Kept(_line(written), written)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UnusableAnswers(f"{path}, line {number}: this is no answer ({error}): name another file") from None
        found[kept.line.id] = kept
    if rest and not rest.startswith(_START):
        raise UnusableAnswers(f"{path}: its last line is no answer: name another file")
    if rest:  # it was being written when all ended
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - len(rest))
    return found


def _line(written: bytes) -> AnswerLine:
    return msgspec.json.decode(written, type=AnswerLine)
