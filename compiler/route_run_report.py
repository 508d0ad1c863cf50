"""Sums up a run over many questions: what became of them, by pipeline, and what each endpoint did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from statistics import fmean

from msgspec import Struct
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.text_to_sql.language_model.usage import Usage
from ..analyzers.text_to_sql.routing.ledger import total
from ..analyzers.text_to_sql.scheduling.lane import Lane
from ..analyzers.text_to_sql.stages import Stage, Stages
from .answer_files import ANSWERED, FAILED, UNANSWERED, AnswerFile, AnswerLine
from .machine_reports import dump
from .plain_console import plain_console
from .report import counted, printable

_NOBODY = "nobody"  # answered


class PipelineSummary(Struct, frozen=True):
    """The questions that one pipeline answered, and all that they took, on the way there, too."""

    pipeline: str
    questions: int
    tokens: int
    cost: float
    mean_seconds: float
    p95_seconds: float


class StageSummary(Struct, frozen=True):
    """What one stage of one pipeline took, over all questions."""

    pipeline: str
    stage: Stage
    calls: int
    tokens: int
    cost: float
    seconds: float


class EndpointSummary(Struct, frozen=True):
    """What one endpoint did in this run; `problem` is why it was asked no more."""

    endpoint: str
    calls: int
    replies: int
    problem: str


class Left(Struct, frozen=True):
    """Questions of a run that are left for a later one: the reason for each, by its id, and what they took so far."""

    reasons: Mapping[str, str]
    usage: Usage


class Summary(Struct, frozen=True):
    """A run. `before` of the questions were done already, `left` are to be done; `reasons` say why some have no answer.

    What they took is of all questions, `seconds` and `endpoints` of this run.
    """

    questions: int
    answered: int
    unanswered: int
    failed: int
    left: int
    left_usage: Usage
    before: int
    escalated: int
    in_time: int
    tokens: int
    cost: float
    seconds: float
    pipelines: tuple[PipelineSummary, ...]
    stages: tuple[StageSummary, ...]
    endpoints: tuple[EndpointSummary, ...]
    reasons: Mapping[str, int]


def summary_of(
    ids: Sequence[str],
    answers: AnswerFile,
    left: Left,
    lanes: Sequence[Lane],
    before: int,
    seconds: float,
) -> Summary:
    """Return what became of questions, those without an answer that are not in the file among them."""
    lines = [answers.kept[name].line for name in ids if name in answers.kept]
    states, usage = Counter(line.state for line in lines), total(line.usage for line in lines)
    failures = [line.reason.partition(" (try ")[0] for line in lines if line.state == FAILED]
    return Summary(
        len(ids),
        states[ANSWERED],
        states[UNANSWERED],
        states[FAILED],
        len(ids) - len(lines),
        left.usage,
        before,
        sum(len(line.steps) > 1 for line in lines),
        sum(line.in_time for line in lines),
        usage.tokens,
        usage.cost,
        seconds,
        _pipelines(lines),
        _stages(lines),
        tuple(EndpointSummary(lane.name, lane.calls, lane.replies, lane.problem) for lane in lanes),
        dict(Counter([*failures, *(left.reasons[name] for name in ids if name in left.reasons)]).most_common()),
    )


def _pipelines(lines: Sequence[AnswerLine]) -> tuple[PipelineSummary, ...]:
    """Return a summary for each pipeline, in the order of their names; what nobody answered comes last."""
    names = sorted({line.pipeline or "" for line in lines}, key=lambda name: (not name, name))
    return tuple(_pipeline(name, [line.usage for line in lines if (line.pipeline or "") == name]) for name in names)


def _pipeline(name: str, usages: Sequence[Usage]) -> PipelineSummary:
    spent, seconds = total(usages), sorted(usage.seconds for usage in usages)
    p95 = seconds[ceil(0.95 * len(seconds)) - 1]
    return PipelineSummary(name or _NOBODY, len(usages), spent.tokens, spent.cost, fmean(seconds), p95)


def _stages(lines: Iterable[AnswerLine]) -> tuple[StageSummary, ...]:
    """Return a summary for each stage of each pipeline that was asked."""
    spent: dict[str, Stages] = {}
    for step in (step for line in lines for step in line.steps):
        for stage, usage in step.stages.items():
            spent.setdefault(step.pipeline, Stages()).add(stage, usage)
    return tuple(
        StageSummary(name, stage, usage.calls, usage.tokens, usage.cost, usage.seconds)
        for name in sorted(spent)
        for stage, usage in spent[name].spent.items()
    )


def summary_as_json(summary: Summary) -> str:
    """Return a summary as JSON."""
    return dump(
        {
            **asdict(summary),
            "left_usage": asdict(summary.left_usage),
            "pipelines": [asdict(one) for one in summary.pipelines],
            "stages": [asdict(one) for one in summary.stages],
            "endpoints": [asdict(one) for one in summary.endpoints],
        }
    )


def print_summary(summary: Summary) -> None:
    """Print a summary for people."""
    console = plain_console()
    console.print(_pipeline_table(summary))
    if summary.stages:
        console.print()
        console.print(_stage_table(summary))
    if summary.endpoints:
        console.print()
        console.print(_endpoint_table(summary))
    console.print()
    console.print(
        f"{summary.answered:,} of {counted(summary.questions, 'question')} answered, {summary.escalated:,} escalated,"
        f" {summary.in_time:,} in time, {summary.tokens:,} tokens, {summary.cost:.4f} in money;"
        f" {summary.answered + summary.unanswered - summary.before:,} done now, in {summary.seconds:,.1f} s",
        soft_wrap=True,
    )
    if lost := summary.left_usage.tokens:
        told = f"{lost:,} more tokens, {summary.left_usage.cost:.4f} in money"
        console.print(f"{told}, went into questions that have no answer yet", soft_wrap=True)


def _pipeline_table(summary: Summary) -> Table:
    table = _table("answered by", "questions", "tokens", "cost", "mean s", "P95 s")
    for one in summary.pipelines:
        times = (f"{one.mean_seconds:,.2f}", f"{one.p95_seconds:,.2f}")
        table.add_row(one.pipeline, f"{one.questions:,}", f"{one.tokens:,}", f"{one.cost:.4f}", *times)
    return table


def _stage_table(summary: Summary) -> Table:
    table = _table("asked", "stage", "calls", "tokens", "cost", "seconds")
    for one in summary.stages:
        table.add_row(
            one.pipeline, one.stage, f"{one.calls:,}", f"{one.tokens:,}", f"{one.cost:.4f}", f"{one.seconds:,.2f}"
        )
    return table


def _endpoint_table(summary: Summary) -> Table:
    table = _table("endpoint", "calls", "replies")
    table.add_column("")
    for one in summary.endpoints:
        table.add_row(printable(one.endpoint), f"{one.calls:,}", f"{one.replies:,}", one.problem and "asked no more")
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right")
    return table
