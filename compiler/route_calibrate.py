"""Calibrates the thresholds of a cascade with logs of decisions, and prints what they bring."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..analyzers.text_to_sql.calibrating.choosing import Choice, Goal, alternatives, choose, crossed
from ..analyzers.text_to_sql.calibrating.label_files import read_labels
from ..analyzers.text_to_sql.calibrating.log_traces import Label, Learnt, learn
from ..analyzers.text_to_sql.calibrating.replay import Fate, Rule, mean
from ..analyzers.text_to_sql.evaluation.bootstrap import Interval, interval
from ..analyzers.text_to_sql.routing.decision_log import LoggedAnswer, UnusableLog, read_log
from ..analyzers.text_to_sql.routing.trust import shipped_trust
from ..diagnostics import WeftError
from .calibration_report import Calibrated, as_json, as_text
from .calibration_settings import CannotWrite, calibration_lines, write_calibration
from .config_tables import find_settings
from .route_config import load_route_config

_LEAST = 20  # questions, below which nothing can be said at all
_ROUNDS = 500
_FEW_DATABASES = 3


class CannotCalibrate(WeftError, ValueError):
    """The logs do not tell enough."""


def calibrate(
    logs: Sequence[Path], labels: Path | None, goal: Goal, start: Path, *, is_written: bool, format_: str
) -> int:
    """Calibrate, print what comes of it, and write it into the settings where that is wanted; return the exit code.

    Raises CannotCalibrate, UnusableLog, UnusableLabels, OutOfReach, UnusableConfig and CannotWrite.
    """
    file = find_settings(start)
    if is_written and file is None:
        raise CannotWrite(f"there is no pyproject.toml with [tool.weft] in {start} or above it: add one, or paste")
    settings = load_route_config(start)
    known = read_labels(_read(labels), labels.name) if labels else ()
    found = calibrated(read_logs(logs), known, goal, Rule(settings.accept, settings.settle))
    click.echo(as_json(found) if format_ == "json" else as_text(found), nl=False)
    if is_written and file is not None:
        _write(file, found.choice)
    elif format_ == "text":
        click.echo("\nto use it, write it with --write, or paste into pyproject.toml:\n", err=True)
        click.echo(calibration_lines(found.choice), nl=False, err=True)
    return 0


def _write(file: Path, choice: Choice) -> None:
    try:
        write_calibration(file, choice)
    except CannotWrite:
        click.echo(f"\n{calibration_lines(choice)}", err=True)
        raise
    click.echo(f"wrote {file}: [tool.weft.route]", err=True)


def read_logs(paths: Sequence[Path]) -> list[LoggedAnswer]:
    """Return the entries of several logs; raises UnusableLog with the file and the line."""
    entries: list[LoggedAnswer] = []
    for path in paths:
        try:
            entries += read_log(_read(path))
        except UnusableLog as error:
            raise UnusableLog(f"{path}: {error}") from None
    return entries


def calibrated(entries: Sequence[LoggedAnswer], labels: Sequence[Label], goal: Goal, now: Rule) -> Calibrated:
    """Return what logs tell for a goal; raises CannotCalibrate and OutOfReach."""
    learnt = learn(entries, labels, shipped_trust())
    traces, order = learnt.traces, learnt.order
    if len(traces) < _LEAST:
        raise CannotCalibrate(_too_few(learnt))
    choice = choose(traces, order, goal, now.settle)
    fates = crossed(traces, order, goal, now.settle)
    is_by_database = len({trace.database for trace in traces}) >= _FEW_DATABASES
    clusters = [trace.database if is_by_database else f"{at:09}" for at, trace in enumerate(traces)]
    return Calibrated(
        learnt,
        goal,
        choice,
        mean(fates),
        _intervals(clusters, fates),
        is_by_database,
        alternatives(traces, order, choice),
        now,
    )


def _intervals(clusters: Sequence[str], fates: Sequence[Fate]) -> dict[str, Interval]:
    found = {
        name: interval(clusters, lambda at, name=name: getattr(mean([fates[one] for one in at]), name), rounds=_ROUNDS)
        for name in ("right", "precision", "answered", "escalated", "tokens", "cost")
    }
    return {name: bounds for name, bounds in found.items() if bounds}


def _too_few(learnt: Learnt) -> str:
    if not learnt.questions:
        return "the log has no question that the cascade answered: log some with `weft ask --log FILE.jsonl`"
    told = f"{len(learnt.traces)} of {learnt.questions} questions tell what was right, and {_LEAST} are the least"
    return f"{told}: fill in is_right, or ask some with --accept 1, so that the dearest pipeline answers, too"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotCalibrate(f"{path}: {error.strerror}") from None
