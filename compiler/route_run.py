"""Answers the questions of a list, writes each answer to a file as it is there, and sums up."""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import click
import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict, replace

from ..analyzers.text_to_sql.corpora.question_lists import Listed, UnusableQuestions, read_questions
from ..analyzers.text_to_sql.language_model.usage import Usage
from ..analyzers.text_to_sql.routing.answer import Answer
from ..analyzers.text_to_sql.routing.budget import Budget
from ..analyzers.text_to_sql.scheduling.lane import Lane
from ..analyzers.text_to_sql.scheduling.outcome import Outcome
from ..analyzers.text_to_sql.settings import Settings
from ..diagnostics import WeftError
from .answer_files import ANSWERED, FAILED, UNANSWERED, AnswerFile, open_answers
from .answer_report import document_of
from .asking import Wish, check_wish
from .progress import Report, show_progress
from .report import counted, printable
from .route_batch import Asked, Routed, Terms, answer_all, is_left
from .route_config import load_route_config
from .route_run_report import Left, Summary, print_summary, summary_as_json, summary_of
from .sql_database import told_url

_INTERRUPTED = 130
_REASONS = 5  # that are told, the most frequent


class NoDatabase(WeftError, ValueError):
    """A question is about a database that nobody names."""


class Batch(Struct, frozen=True):
    """What the options of `weft route run` say; `wish` is how each question is to be answered."""

    questions: Path
    out: Path
    wish: Wish
    deadline: float = 300.0
    at_once: int = 8
    is_ordered: bool = False
    is_again: bool = False
    format_: str = "text"


class _Progress(Struct):
    """A run underway: where answers go, and what became of questions that have none."""

    batch: Batch
    asked: Mapping[str, Asked]
    inputs: Mapping[str, str]
    answers: AnswerFile
    report: Report
    usage: Usage = Usage()
    left_usage: Usage = Usage()
    escalated: int = 0
    left: dict[str, str] = field(default_factory=dict[str, str])

    def keep(self, outcome: Outcome) -> None:
        """Write an answer down, or note that there is none yet."""
        if is_left(outcome):
            routed = outcome.answer
            self.left[outcome.question] = routed.failure if isinstance(routed, Routed) else outcome.reason
            self.left_usage += outcome.usage
        else:
            wish = self.asked[outcome.question].wish
            line = self.answers.append(_written(outcome, wish, self.inputs[outcome.question]))
            self.escalated += len(line.steps) > 1
        self.usage += outcome.usage
        self.show()

    def show(self) -> None:
        """Draw how far the run is."""
        done, spent = len(self.answers.kept), self.usage
        told = f"{done:,} done, {self.escalated:,} escalated, {spent.tokens:,} tokens, {spent.cost:.4f} in money"
        self.report(told, done + len(self.left), len(self.inputs))


def run_batch(batch: Batch, start: Path) -> int:
    """Answer all questions that have no answer yet, and print a summary; return the exit code.

    Raises UnusableQuestions, UnusableAnswers, NoDatabase, UnusableConfig, UnknownPolicy, NoModel and UnusableEndpoint.
    """
    settings = load_route_config(start)
    check_wish(batch.wish, settings)
    asked = {listed.id: _asked(listed, batch.wish) for listed in _listed(batch.questions)}
    inputs = {name: _inputs(one.wish, settings) for name, one in asked.items()}
    answers = open_answers(batch.out, inputs, is_again=batch.is_again)
    before, began = len(answers.kept), monotonic()
    with show_progress(is_shown=True) as report:
        progress = _Progress(batch, asked, inputs, answers, report)
        lanes = _answer(progress, settings)
    if batch.is_ordered:
        answers.order(inputs)
    left, seconds = Left(progress.left, progress.left_usage), monotonic() - began
    summary = summary_of(list(inputs), answers, left, lanes or (), before, seconds)
    return _told(batch, summary, is_cut_off=lanes is None)


def _answer(progress: _Progress, settings: Settings) -> Sequence[Lane] | None:
    """Answer what has no answer; return the endpoints, None where somebody cut it off."""
    todo = [one for name, one in progress.asked.items() if name not in progress.answers.kept]
    if not todo:
        return ()
    progress.show()
    batch, wish = progress.batch, progress.batch.wish
    budget = Budget(wish.max_tokens, wish.max_cost, wish.max_run_tokens, wish.max_run_cost)
    terms = Terms(batch.at_once, batch.deadline, budget)
    answering = answer_all(todo, settings, terms, progress.keep, _note)
    try:
        return asyncio.run(answering)
    except KeyboardInterrupt:
        return None


def _note(told: str) -> None:
    click.echo(f"note: {printable(told)}", err=True)


def _listed(path: Path) -> Sequence[Listed]:
    content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    try:
        return read_questions(content)
    except UnusableQuestions as error:
        raise UnusableQuestions(f"{'standard input' if str(path) == '-' else path}: {error}") from None


def _asked(listed: Listed, wish: Wish) -> Asked:
    """Return a question with its own database; `{db}` in that of all stands for the name that its own has."""
    database = listed.database or wish.database
    if listed.database and "{db}" in wish.database:
        database = wish.database.replace("{db}", listed.database)
    if not database or "{db}" in database:
        raise NoDatabase(f"question {listed.id!r} names no database: give it a `db`, or all of them a --database")
    asked = replace(wish, question=listed.text, database=database, evidence=listed.evidence)
    return Asked(listed.id, replace(asked, max_run_tokens=None, max_run_cost=None))  # the dispatcher keeps to these


def _inputs(wish: Wish, settings: Settings) -> str:
    """Return a hash of what an answer depends on; limits are no part of it, so that one may go on with others."""
    models = [] if wish.offline else [settings.model, sorted(settings.models.items())]
    accept = (settings.accept if wish.accept is None else wish.accept, settings.settle)
    content = (wish.question, wish.evidence, wish.database, wish.policy, wish.offline, accept, models)
    return sha256(msgspec.json.encode(content)).hexdigest()[:16]


def _written(outcome: Outcome, wish: Wish, inputs: str) -> bytes:
    """Return the line of a question that is done, or has failed."""
    routed = outcome.answer
    if isinstance(routed, Routed):
        answer, failure = routed.answer, routed.failure
    else:
        answer, failure = Answer(wish.question, None, outcome.reason), outcome.reason
    state = FAILED if failure else ANSWERED if answer.chosen else UNANSWERED
    line: dict[str, Any] = {
        "id": outcome.question,
        "state": state,
        "database": told_url(wish.database),
        "evidence": wish.evidence,
        **document_of(answer, wish.rows),
        "reason": failure or answer.reason,
        "usage": asdict(outcome.usage),
        "in_time": outcome.in_time,
        "inputs": inputs,
    }
    return json.dumps(line, ensure_ascii=False).encode()


def _told(batch: Batch, summary: Summary, *, is_cut_off: bool) -> int:
    """Print a summary and how to go on, and return the exit code."""
    if batch.format_ == "json":
        click.echo(summary_as_json(summary), nl=False)
    else:
        print_summary(summary)
    for reason, count in list(summary.reasons.items())[:_REASONS]:
        click.echo(f"{counted(count, 'question')} without an answer: {printable(reason)}", err=True)
    open_ones = summary.left + summary.failed
    if open_ones:
        click.echo(
            f"{summary.questions - open_ones:,} of {counted(summary.questions, 'question')} are done, in {batch.out};"
            " the same command goes on with the others",
            err=True,
        )
    if is_cut_off:
        return _INTERRUPTED
    return 0 if summary.answered == summary.questions else 1
