"""The log of decisions: one line of JSON for each question, without rows and without secrets, to calibrate with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct, field

from ....diagnostics import WeftError
from ..complexity.hardness import Hardness
from ..language_model.usage import Usage
from ..pipeline import Candidate
from ..question import Question
from ..stages import Stage
from ..verification.likeness import Likeness
from ..verification.result_sets import same_results
from ..verification.verify import Verified
from .answer import Answer, Step
from .cache import Match
from .policy import Action


class UnusableLog(WeftError, ValueError):
    """A line of a log is no decision."""


class LoggedStep(Struct, frozen=True):
    """One attempt: which `pipeline`, the `reason` to ask it, what it came up with, and what was decided on that.

    `tables` counts the tables that `sql` names, `nested` the queries nested in it.

    `confidence` is the pipeline's own, `probability` what the policy took it for; None where nobody knows. `problems`
    are why `sql` cannot be the answer, `doubts` why it may not be, `findings` the anti-patterns in it. `row_count` is
    the number of its rows, as far as they are looked at; None where it did not run. `agrees_with` names the pipelines
    asked before that gave the same result, `differs_from` those that gave another; `likenesses` are of all attempts so
    far, this one's last, each to all that the others held possible. `stages` share `usage` out.
    `failure` is why its model gave no answer, empty where it gave one or is none.
    """

    pipeline: str
    reason: str
    decision: Action
    decision_reason: str
    usage: Usage = Usage()
    probability: float | None = None
    sql: str = ""
    confidence: float | None = None
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    row_count: int | None = None
    agrees_with: tuple[str, ...] = ()
    differs_from: tuple[str, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    notes: tuple[str, ...] = ()
    tables: int = 0
    nested: int = 0
    stages: Mapping[Stage, Usage] = field(default_factory=dict[Stage, Usage])
    failure: str = ""


class LoggedAnswer(Struct, frozen=True):
    """A question and what came of it: `sql` by the pipeline `tier`, both empty where nobody could answer.

    `time` is when it was answered, `schema` the name of the database, `reason` why it ended there, `usage` what all
    steps cost together, `hardness` the probability of each class before anybody answered. `match` is how alike the
    earlier question is whose SQL served, null where none did. `is_right` is for people to fill in: whether the answer
    was right, or null while nobody knows.
    """

    time: datetime
    question: str
    schema: str
    policy: str
    reason: str
    evidence: str = ""
    tier: str = ""
    sql: str = ""
    probability: float | None = None
    usage: Usage = Usage()
    hardness: Mapping[Hardness, float] = field(default_factory=dict[Hardness, float])
    was_cached: bool = False
    match: Match | None = None
    steps: tuple[LoggedStep, ...] = ()
    is_right: bool | None = None


def logged(answer: Answer, question: Question, policy: str, time: datetime) -> LoggedAnswer:
    """Return what the log says of an answer that was given at a time, under a policy."""
    return LoggedAnswer(
        time=time,
        question=question.text,
        schema=question.schema.name,
        policy=policy,
        reason=answer.reason,
        evidence=question.evidence,
        tier=answer.pipeline,
        sql=answer.sql,
        probability=answer.probability,
        usage=answer.usage,
        hardness=answer.estimate.hardness,
        was_cached=answer.was_cached,
        match=answer.match,
        steps=tuple(_logged_step(step, answer.steps[:at]) for at, step in enumerate(answer.steps)),
    )


def write_line(entry: LoggedAnswer) -> bytes:
    """Return a line of the log, with its end."""
    return msgspec.json.encode(entry) + b"\n"


def read_log(content: bytes) -> Iterator[LoggedAnswer]:
    """Yield the entries of a log, in their order; raises UnusableLog with the number of the line that is none.

    A last line without its end is left out: whoever wrote it was interrupted.
    """
    *lines, rest = content.split(b"\n")
    decoder = msgspec.json.Decoder(LoggedAnswer)
    for number, line in enumerate([*lines, rest], 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            if number <= len(lines):
                raise UnusableLog(f"line {number} is no decision of `weft ask --log`: {error}") from None


def _logged_step(step: Step, before: Sequence[Step]) -> LoggedStep:
    """Return what the log says of a step, without the rows of its result."""
    verified = step.verified or Verified(Candidate(""))
    result = verified.candidate.result
    return LoggedStep(
        pipeline=step.pipeline,
        reason=step.reason,
        decision=step.decision.action,
        decision_reason=step.decision.reason,
        usage=step.usage,
        probability=step.decision.probability,
        sql=verified.candidate.sql,
        confidence=verified.candidate.confidence,
        problems=verified.problems,
        doubts=verified.doubts,
        findings=verified.findings,
        row_count=len(result.rows) if result else None,
        agrees_with=_opinions(verified, before, is_same=True),
        differs_from=_opinions(verified, before, is_same=False),
        likenesses=step.likenesses,
        notes=step.notes,
        tables=verified.tables,
        nested=verified.nested,
        stages=step.stages,
        failure=step.failure,
    )


def _opinions(verified: Verified, before: Sequence[Step], *, is_same: bool) -> tuple[str, ...]:
    """Return the pipelines asked before that gave the same result, or another."""
    result = verified.candidate.result
    opinions = [(step.pipeline, step.verified.candidate.result) for step in before if step.verified]
    return tuple(
        pipeline
        for pipeline, opinion in opinions
        if result and opinion and same_results(result, opinion, in_order=verified.is_sorted) is is_same
    )
