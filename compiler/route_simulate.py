"""Simulates questions on workers under several policies, and prints how long they take and what they cost."""

import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.text_to_sql.scheduling.comparison import Plan, Summary, compare_policies, usual_slo
from ..analyzers.text_to_sql.scheduling.synthetic_trace import SHAPES, synthetic_trace
from ..analyzers.text_to_sql.scheduling.trace import TracedQuestion, UnusableTrace, read_trace
from ..analyzers.text_to_sql.scheduling.worker import Worker
from ..analyzers.text_to_sql.scheduling.worker_files import UnusableWorkers, read_workers
from ..analyzers.text_to_sql.scheduling.worker_presets import PRESETS
from ..analyzers.text_to_sql.scheduling_policies import POLICIES
from ..diagnostics import WeftError
from .machine_reports import dump
from .plain_console import plain_console
from .progress import show_progress
from .report import counted

_COLUMNS = ("mean", "p50", "p95", "p99")


class CannotSimulate(WeftError, ValueError):
    """A trace or workers that nothing can be simulated with."""


class Asked(Struct, frozen=True):
    """What the options of `weft route simulate` say."""

    trace: Path | None
    synthetic: int
    shape: str
    workers: str
    policies: tuple[str, ...]
    rates: tuple[float, ...]
    slo: float | None
    seeds: int
    format_: str


def simulate_policies(asked: Asked) -> int:
    """Simulate what is asked for and print it; return the exit code. Raises CannotSimulate and NoWorkerFits."""
    trace, workers = _trace(asked), _workers(asked.workers)
    plan = Plan(trace, workers, asked.rates, asked.slo or usual_slo(trace, workers), asked.seeds)
    summaries = _summaries(plan, asked.policies)
    if asked.format_ == "json":
        click.echo(dump(_document(plan, summaries)), nl=False)
    else:
        _print(plan, summaries)
    return 0


def _trace(asked: Asked) -> tuple[TracedQuestion, ...]:
    if asked.trace is None:
        shape = next(shape for shape in SHAPES if shape.name == asked.shape)
        return synthetic_trace(asked.synthetic, shape=shape)
    content = sys.stdin.buffer.read() if str(asked.trace) == "-" else asked.trace.read_bytes()
    try:
        return read_trace(content)
    except UnusableTrace as error:
        raise CannotSimulate(f"{asked.trace}: {error}") from None


def _workers(name: str) -> tuple[Worker, ...]:
    """Return a preset, or the workers in a file."""
    if name in PRESETS:
        return PRESETS[name]
    file = Path(name)
    if not file.is_file():
        raise CannotSimulate(f"--workers {name}: there is no such file, and presets are {', '.join(PRESETS)}")
    try:
        return read_workers(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise CannotSimulate(f"{name}: not UTF-8: TOML is written in it") from None
    except UnusableWorkers as error:
        raise CannotSimulate(f"{name}: {error}") from None
    except OSError as error:
        raise CannotSimulate(f"{name}: {error.strerror}") from None


def _summaries(plan: Plan, names: Sequence[str]) -> list[Summary]:
    policies = [policy for policy in POLICIES if not names or policy().name in names]
    runs = len({*policies, POLICIES[0]}) * len(plan.rates) * plan.seeds
    done = count(1)
    with show_progress(is_shown=True) as report:
        return list(compare_policies(plan, policies, POLICIES[0], lambda: report("simulate", next(done), runs)))


def _document(plan: Plan, summaries: Sequence[Summary]) -> dict[str, object]:
    return {
        "questions": len(plan.trace),
        "calls": sum(len(stage) for question in plan.trace for stage in question.stages),
        "slo": plan.slo,
        "seeds": plan.seeds,
        "workers": [asdict(worker) for worker in plan.workers],
        "policies": [asdict(summary) for summary in summaries],
    }


def _print(plan: Plan, summaries: Sequence[Summary]) -> None:
    """Print a table for each rate of arrivals."""
    console = plain_console()
    console.print(
        f"{counted(len(plan.trace), 'question')}, {counted(len(plan.workers), 'worker')},"
        f" {counted(plan.seeds, 'run')} each. Times are in seconds; in time: within {plan.slo:,.1f};"
        f" better: P95 of {POLICIES[0]().name} to that of the policy.",
        soft_wrap=True,
    )
    for rate in plan.rates:
        console.print(f"\n{rate:g} questions a second")
        console.print(_table([summary for summary in summaries if summary.rate == rate]))


def _table(summaries: Sequence[Summary]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("policy", no_wrap=True)
    for name in (*_COLUMNS, "done/min", "cost", "in time", "better"):
        table.add_column(name, justify="right")
    for summary in summaries:
        values = asdict(summary)
        table.add_row(
            summary.policy,
            *(f"{values[column]:,.1f}" for column in _COLUMNS),
            f"{summary.throughput:.2f}",
            f"{summary.cost:,.2f}",
            f"{summary.within:.1%}",
            f"{summary.better:.2f}x",
        )
    return table
