"""Traces of questions: which calls each made, in which stages, and of how many tokens."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from ....diagnostics import WeftError
from .work import Work

_Count = Annotated[int, Meta(ge=0, le=10**9)]
_HINT = 'a line looks like {"query": "q1", "stages": [{"step": "generate", "input_tokens": 900, "output_tokens": 80}]}'


class UnusableTrace(WeftError, ValueError):
    """A trace is not written as it has to be; the message says in which line."""


class TracedCall(Struct, frozen=True):
    """A call that was made: what it was for, and what it took."""

    step: str
    input_tokens: _Count
    output_tokens: _Count

    @property
    def work(self) -> Work:
        """The tokens of the call."""
        return Work(self.input_tokens, self.output_tokens)


class TracedQuestion(Struct, frozen=True):
    """A question with its stages in their order; the calls of a stage were made at the same time."""

    query: str
    stages: tuple[tuple[TracedCall, ...], ...]


class _Line(Struct):
    query: str
    stages: list[TracedCall | list[TracedCall]]


def read_trace(content: bytes) -> tuple[TracedQuestion, ...]:
    """Return the questions of a trace, one JSON object a line; empty lines are skipped.

    A stage is a call, or a list of calls that were made at the same time. Raises UnusableTrace.
    """
    lines = enumerate(content.splitlines(), start=1)
    found = tuple(_question(line, number) for number, line in lines if line.strip())
    if not found:
        raise UnusableTrace(f"a trace without questions: {_HINT}")
    return found


def _question(line: bytes, number: int) -> TracedQuestion:
    try:
        read = msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnusableTrace(f"line {number}: {error}: {_HINT}") from None
    stages = tuple((stage,) if isinstance(stage, TracedCall) else tuple(stage) for stage in read.stages)
    if not stages or not all(stages):
        raise UnusableTrace(f"line {number}: a question without stages, or a stage without calls: {_HINT}")
    return TracedQuestion(read.query, stages)


def write_trace(questions: Sequence[TracedQuestion]) -> bytes:
    """Return questions as `read_trace` reads them."""
    lines = (
        _Line(question.query, [stage[0] if len(stage) == 1 else list(stage) for stage in question.stages])
        for question in questions
    )
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
