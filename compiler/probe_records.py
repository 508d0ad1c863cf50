"""Runs that were kept: read from files, and written as a report."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ..runtime_probes.run_record import MalformedRecord, RunRecord
from .report import wants_colour


def kept_run(path: Path) -> RunRecord:
    """Return the run that a file holds; raise MalformedRecord with its name."""
    try:
        return RunRecord.from_json(path.read_bytes())
    except MalformedRecord as problem:
        raise MalformedRecord(f"{path}: {problem}") from None


def tell_left_out(*records: RunRecord) -> None:
    """Say which tables are left out where runs are put together."""
    _tell("it says something of one run only", dict.fromkeys(title for each in records for title in each.of_one_run))


def tell_not_in_both(one: RunRecord, other: RunRecord) -> None:
    """Say which tables are left out where runs are compared."""
    tell_left_out(one, other)
    _tell("one of the runs alone has it", one.not_in_both(other))


def _tell(reason: str, titles: Iterable[str]) -> None:
    if told := ", ".join(titles):
        click.echo(f"left out, as {reason}: {told}", err=True)


def write_report(content: str | bytes, output: Path | None) -> None:
    """Write a report into a file, or print it; what is bold in a text is so on terminals only."""
    if output is None:
        click.echo(content, nl=False, color=wants_colour(sys.stdout))
    else:
        output.write_bytes(click.unstyle(content).encode("utf-8") if isinstance(content, str) else content)
