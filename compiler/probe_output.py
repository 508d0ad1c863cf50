"""How a run is written: in which format, where to, and where the sources lie that it came from."""

from pathlib import Path
from typing import NamedTuple

import click

from ..runtime_probes.run_record import RunRecord
from .probe_formats import FORMATS
from .probe_records import write_report

Prefixes = tuple[tuple[str, str], ...]


class Wanted(NamedTuple):
    """What was asked for: one of `FORMATS` or `REPORT_FORMATS`, a file (None: the terminal), and paths of sources.

    In a pair of `prefixes` stands how paths begin in the debugging information, and how they begin here.
    """

    format_: str
    path: Path | None = None
    prefixes: Prefixes = ()


def write_run(record: RunRecord, module: Path | None, wanted: Wanted) -> None:
    """Write a run; raise UsageError where the format needs the module and there is none, and what `rendered` raises."""
    if wanted.format_ in FORMATS:
        write_report(FORMATS[wanted.format_](record), wanted.path)
        return
    if record.is_difference:
        raise click.UsageError(f"--format {wanted.format_} tells a run, and not what one has more: text and json do")
    if module is None:
        raise click.UsageError(f"--format {wanted.format_} needs the module that was run: --module FILE")
    from .probe_reports import rendered

    write_report(rendered(record, module, wanted.format_, wanted.prefixes), wanted.path)
