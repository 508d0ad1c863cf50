"""Evaluates systems on a set of questions: judges what is not judged yet, compares, prints and plots."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from ...analyzers.text_to_sql.evaluation.comparison import Comparison, compare_systems
from ...analyzers.text_to_sql.evaluation.judged import JudgedQuestion
from ...analyzers.text_to_sql.settings import Settings
from ...diagnostics import WeftError
from ..engines import Engine, engine
from ..progress import Report, show_progress
from ..route_config import load_route_config
from .answering import Terms, answering
from .bench import Bench, Setup, Stopped, Task, close_bench, judge_task
from .document import as_json
from .figures import report_of
from .inputs import Inputs, Wish, read_inputs
from .plot import check_plot, write_plot
from .table import print_report
from .work_file import WorkFile

_MANY = 100  # questions; from here on other processes save more than it costs to start them


class CannotEvaluate(WeftError, RuntimeError):
    """An evaluation had to end early, or had nothing to judge."""


def evaluate(wish: Wish) -> int:
    """Evaluate what is wished for and print it; return the exit code, 1 where questions had to be left out.

    Raises UnusableInputs, NoSuchDatabase, UnusableDatabase, UnusableWork, MissingEngine, CannotEvaluate, NoModel.
    """
    inputs = read_inputs(wish)
    if wish.plot:
        check_plot(wish.plot, inputs)
    judged = _judged(wish, inputs)
    names = [system.name for system in inputs.systems]
    try:
        comparison = compare_systems(judged, names, wish.basic)
    except ValueError:
        raise CannotEvaluate(f"{judged[0].problem}: no question is left to judge answers by") from None
    _tell(wish, inputs, comparison)
    return 1 if comparison.left_out else 0


def _tell(wish: Wish, inputs: Inputs, comparison: Comparison) -> None:
    if wish.format_ == "json":
        click.echo(as_json(inputs, comparison), nl=False)
    else:
        print_report(report_of(inputs, comparison))
    if wish.plot:
        write_plot(wish.plot, inputs, comparison)
        click.echo(f"wrote {wish.plot}", err=True)


def _judged(wish: Wish, inputs: Inputs) -> list[JudgedQuestion]:
    """Return all questions as they were judged, now or by an earlier run, in their order."""
    setup, digests = _setup(wish, inputs)
    with ExitStack() as stack:
        work = stack.enter_context(WorkFile(wish.work, {**inputs.digests, **digests})) if wish.work else None
        done = dict(work.judged) if work else {}
        tasks = [task for task in _tasks(inputs) if task.number not in done]
        if tasks:
            Bench(setup).check()  # what is missing is told before anything is begun
            runs = engine(wish.engine, wish.jobs or _useful_jobs(wish.engine, tasks, setup))
            report = stack.enter_context(show_progress(is_shown=True))
            stack.callback(close_bench)
            for found in _run(runs, setup, tasks, report, len(inputs.examples), is_kept=work is not None):
                done[found.number] = found
                if work:
                    work.add(found)
    return [_costed(done[number], inputs) for number in sorted(done)]


def _costed(judged: JudgedQuestion, inputs: Inputs) -> JudgedQuestion:
    """Give answers that were read what they took, which may be told anew without judging anything again."""
    if judged.problem:
        return judged
    answers = (
        replace(answer, tokens=system.answers[judged.number].tokens, cost=system.answers[judged.number].cost)
        if system.answers
        else answer
        for answer, system in zip(judged.answers, inputs.systems, strict=True)
    )
    return replace(judged, answers=tuple(answers))


def _setup(wish: Wish, inputs: Inputs) -> tuple[Setup, dict[str, str]]:
    """Return what all questions share, and what tells it apart from another."""
    asked = tuple("" if system.answers else system.name for system in inputs.systems)
    settings = load_route_config(Path.cwd()) if any(asked) else Settings()
    terms = Terms(wish.accept, wish.max_tokens, wish.max_cost)
    digests = {"the systems": ", ".join(system.name for system in inputs.systems)}
    if any(asked):
        digests["the settings of the pipelines"] = _digest(msgspec.json.encode((settings, terms)))
    for name in filter(None, asked):
        digests[f"what {name} depends on"] = _digest(answering(name, terms, settings).settings.encode())
    # Processes on other machines have another current folder.
    databases = {name: tuple(file.absolute() for file in files) for name, files in inputs.databases.items()}
    return Setup(databases, inputs.schemas, asked, terms, settings), digests


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _tasks(inputs: Inputs) -> Iterator[Task]:
    """Yield all questions, one database after the other."""
    ordered = sorted(enumerate(inputs.examples), key=lambda item: (item[1].database, item[0]))
    for number, example in ordered:
        answers = tuple(system.answers[number] if system.answers else None for system in inputs.systems)
        yield Task(number, example, answers)


def _useful_jobs(engine: str, tasks: Sequence[Task], setup: Setup) -> int:
    asks_models = bool(setup.settings.all_models) and any(name not in ("", "offline") for name in setup.asked)
    if engine == "ray":
        return 0
    return 1 if asks_models or len(tasks) < _MANY else os.cpu_count() or 1


def _run(
    runs: Engine, setup: Setup, tasks: Sequence[Task], report: Report, total: int, *, is_kept: bool
) -> Iterator[JudgedQuestion]:
    done = total - len(tasks)
    goes_on = "the same command goes on" if is_kept else "with --work, it would go on there"
    try:
        for found in runs.map(judge_task, setup, tasks):
            if isinstance(found, Stopped):
                raise CannotEvaluate(f"{found.reason}: {done:,} of {total:,} questions are judged; {goes_on}")
            done += 1
            report("judge", done, total)
            yield found
    except KeyboardInterrupt:
        click.echo(f"{done:,} of {total:,} questions are judged; {goes_on}", err=True)
        raise
