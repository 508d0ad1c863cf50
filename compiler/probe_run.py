"""Puts the probes of monitors into a module, runs it, and writes what they tell."""

import signal
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

import click
import wasmtime

from ..runtime_probes.binary.contents import Contents
from ..runtime_probes.binary.reader import read
from ..runtime_probes.components import refuse_component
from ..runtime_probes.demangling import demangled
from ..runtime_probes.instrument import Instrumented, instrument
from ..runtime_probes.monitor import Monitor
from ..runtime_probes.monitoring import probes_of, tables_of
from ..runtime_probes.run_record import recorded
from ..runtime_probes.running import Program, Run, run
from .probe_cache import cached
from .probe_modules import module_bytes, reading
from .probe_output import Wanted, write_run
from .progress import Report, show_progress
from .report import printable

TRAPPED = 1
TIMED_OUT = 124
INTERRUPTED = 130
BIG = 1 << 20  # bytes of a module from which on a bar shows how far it is


def probed(path: Path, monitors: Sequence[Monitor]) -> Instrumented:
    """Return a module with the probes of some monitors; a bar shows how far that is, where it takes its time.

    Raised: `MalformedText`, `ComponentRefused`, `UnreadableModule`, and `ValueError` for monitors that do not go
    together.
    """
    data = module_bytes(path)
    refuse_component(data)
    with reading(path, data):
        contents = Contents(read(data))
        for problem in contents.name_problems:
            click.echo(f"note: some names cannot be read: {problem}", err=True)
        probes = probes_of(monitors, contents)
        with show_progress(is_shown=len(data) >= BIG) as report:
            return instrument(data, probes, on_progress=lambda done, total: _some(report, done, total))


def _some(report: Report, done: int, total: int) -> None:
    """Report some of the functions that are done: drawing would take longer than they do."""
    if not done % 256 or done == total:
        report("instrument", done, total)


def run_module(path: Path, monitors: Sequence[Monitor], program: Program, wanted: Wanted) -> int:
    """Run a module with monitors, write what they tell, and return the exit code."""
    instrumented = probed(path, monitors)
    ended = run(instrumented, program, _compiled)
    sys.stdout.flush()
    tables = tables_of(monitors, ended.session)
    record = recorded(path.name, instrumented.original, instrumented.contents, tables)
    write_run(record, path, wanted)
    return _told(ended, program, record.functions)


def _compiled(engine: wasmtime.Engine, module: bytes) -> wasmtime.Module:
    """Compile a module, or take it from the cache; a bar stands there meanwhile, where that takes its time."""
    with show_progress(is_shown=len(module) >= BIG) as report, _killed_by_interrupts():
        report("compile", 0, 1)
        return cached(engine, module, settings="epochs")


@contextmanager
def _killed_by_interrupts() -> Generator[None]:
    """Let Ctrl-C end the process: Python would only hear of it when the compiler has come to its end."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _told(ended: Run, program: Program, names: Mapping[int, str]) -> int:
    """Say how a program ended, where that is not by itself; return the exit code."""
    if ended.result is not None:
        click.echo(f"{program.invoke}: {ended.result}", err=True)
    if ended.timed_out:
        click.echo(f"stopped after {program.seconds:g} s", err=True)
        return TIMED_OUT
    if ended.interrupted:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    if ended.trap:
        click.echo(f"trap: {ended.trap}", err=True)
        for frame in ended.frames:
            name = demangled(names.get(frame.function, f"function {frame.function}"))
            click.echo(f"  at {frame.offset:#x} in {printable(name)}", err=True)
        return TRAPPED
    return ended.exit_code
