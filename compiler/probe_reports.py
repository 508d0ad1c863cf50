"""Runs as files for other tools: pages, coverage of lines, profiles."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import click

from ..diagnostics import WeftError
from ..runtime_probes.binary.contents import Contents
from ..runtime_probes.binary.module import Module
from ..runtime_probes.binary.reader import read
from ..runtime_probes.debug_lines import debug_lines, external_debug_info
from ..runtime_probes.from_tables import told_code, told_stacks, told_timeline
from ..runtime_probes.line_table import LineTable, mapped_prefix
from ..runtime_probes.program import Program
from ..runtime_probes.report import Missing, Observed
from ..runtime_probes.reports import REPORTS
from ..runtime_probes.run_record import RunRecord
from ..runtime_probes.source_map import source_map_lines, source_map_url
from .probe_formats import REPORT_FORMATS
from .probe_modules import module_bytes


class AnotherModule(WeftError, ValueError):
    """A module that is not the one that was run."""


def rendered(record: RunRecord, module: Path, format_: str, prefixes: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a run of a module as a file in one of `REPORT_FORMATS`, with paths of sources that begin otherwise.

    Raised: `AnotherModule`, and `Missing`, which names the monitors that would have looked at what is told.
    """
    data = module_bytes(module)
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise AnotherModule(f"{module} is not the module that was run, {record.module}: their hashes differ")
    chosen = REPORT_FORMATS[format_]
    report = next(report for report in REPORTS if report.name == chosen.report)
    code, stacks, timeline = told_code(record.tables), told_stacks(record.tables), told_timeline(record.tables)
    try:
        return report.render(Observed(record.module, _program(module, data, prefixes), code, stacks, timeline))
    except Missing as missing:
        raise Missing(f"{missing}: run it with --monitor {' or '.join(chosen.monitors)}") from None


def _program(path: Path, data: bytes, prefixes: Sequence[tuple[str, str]]) -> Program:
    """Return a module with the lines that it came from, and those sources that can be read.

    What says so and cannot be read is noted, and nothing is known of lines: a run that took long is told all the same.
    """
    module = read(data)
    try:
        lines, held = _lines(path, module)
    except (OSError, ValueError) as problem:
        click.echo(f"note: told without lines of sources: {problem}", err=True)
        lines, held = LineTable(()), dict[str, str]()
    rename = mapped_prefix(prefixes)
    here = lines.renamed(rename)
    return Program(path.name, Contents(module), here, _sources(here) | {rename(each): held[each] for each in held})


def _lines(path: Path, module: Module) -> tuple[LineTable, dict[str, str]]:
    """Return the lines that a module came from, and the sources that a source map holds.

    Debugging sections and source maps may lie in files beside it.
    """
    debug = _beside(path, external_debug_info(module))
    lines = debug_lines(module, read(debug.read_bytes()) if debug else None)
    mapped = _beside(path, source_map_url(module))
    if mapped and not lines.rows:
        return source_map_lines(module, mapped.read_text(encoding="utf-8"))
    return lines, {}


def _beside(path: Path, named: str | None) -> Path | None:
    """Return the file that a module names, if it lies where it should."""
    found = path.parent / named if named else None
    return found if found and found.is_file() else None


def _sources(lines: LineTable) -> dict[str, str]:
    """Return the sources that stand where the compiler found them; the others are told of by their lines alone."""
    found: dict[str, str] = {}
    for path in lines.paths:
        try:
            found[path] = Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
    return found
