"""Carries out `weft sql lint`: reads files, lints, fixes, compares with the baseline, reports."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from .report import counted, wants_colour
from .sql_cache import SqlCache
from .sql_config import SqlConfig
from .sql_files import SqlFile, find_files, read_file, read_stdin, write_file
from .sql_options import Options, configured, refuse_misuse
from .sql_reports import Report, render, statistics
from .sql_run import Linted, Run, lint

if TYPE_CHECKING:  # only runs with a baseline, or with fixes, need these
    from ..analyzers.sql_lint.verification import Verifier
    from .sql_baseline import Baseline
    from .sql_fixing import FixedFile
    from .sql_live import Live


def lint_files(options: Options) -> int:
    """Lint what the options name and return the exit code."""
    started = time.perf_counter()
    refuse_misuse(options)
    config = configured(options)
    files = _files(options)
    live = _live(options, config)
    job = _Job(options, config, tuple(_others(files, config)), SqlCache(config, is_used=not options.no_cache), live)
    done = job.lint(files)
    if options.write_baseline:
        return _write_baseline(options.write_baseline, done)
    known = _known(config)
    if options.diff:
        fixed = job.fix(done, known)
        _show(fixed)
        if not fixed:
            click.echo(f"nothing would be put right{_left(_reported(done, known), options)}", err=True)
        return int(bool(fixed))
    fixed = job.fix(done, known) if options.fix else []
    if fixed or (options.fix and options.reads_stdin):
        done = job.lint(job.write(files, fixed))
    code = job.report(done, known, started)
    return max(code, int(bool(fixed) and options.exit_non_zero_on_fix))


def _files(options: Options) -> list[SqlFile]:
    if options.reads_stdin:
        return [read_stdin(options.stdin_filename)]
    here = () if options.database else (Path(),)
    return [read_file(name) for name in find_files(options.paths or here, with_python=options.python)]


def _live(options: Options, config: SqlConfig) -> "Live | None":
    """Return the live database, if one is named; without, its code is not needed either."""
    if not options.database:
        return None
    from .sql_live_reading import read_live

    return read_live(options.database, config, options.sample_rows)


def _others(files: Sequence[SqlFile], config: SqlConfig) -> Iterator[SqlFile]:
    """Yield the files that the settings name for their tables and that are not linted anyway."""
    linted = {file.name for file in files}
    found = find_files([Path(config.folder)], with_python=False) if config.schema else []
    yield from (read_file(name) for name in found if name not in linted and config.is_schema(name))


def _write_baseline(path: Path, done: Run) -> int:
    from .sql_baseline import write_baseline

    number = write_baseline(path, done.files)
    click.echo(f"{counted(number, 'finding')} written to {path}", err=True)
    return 0


def _known(config: SqlConfig) -> "Baseline | None":
    """Return the baseline, if there is one; without, its code is not needed either."""
    if not config.baseline:
        return None
    from .sql_baseline import read_baseline

    return read_baseline(Path(config.baseline))


def _reported(done: Run, known: "Baseline | None") -> Sequence[Linted]:
    """Return the files with what is found in them and not known."""
    return known.compare(done.files).files if known else done.files


def _show(fixed: Sequence["FixedFile"]) -> None:
    """Print what fixing would change."""
    for result in fixed:
        click.echo(result.difference(), nl=False)
    _tell(fixed, "would be put right")


def _left(files: Sequence[Linted], options: Options) -> str:
    """Tell how many findings offer a fix of a grade that was not asked for."""
    unsafe = sum(found.fix == "unsafe" and found.fix not in options.grades for file in files for found in file.found)
    return f"; with --unsafe-fixes up to {counted(unsafe, 'finding')}" if unsafe else ""


def _tell(fixed: Sequence["FixedFile"], verb: str) -> None:
    applied = sum((result.applied for result in fixed), Counter[str]())
    if applied:
        told = ", ".join(f"{number} {name}" for name, number in sorted(applied.items()))
        click.echo(f"{verb}: {told}, in {counted(len(fixed), 'file')}", err=True)


class _Job(Struct, frozen=True):
    """What stays the same from the first look at the files to the report."""

    options: Options
    config: SqlConfig
    others: tuple[SqlFile, ...]
    cache: SqlCache
    live: "Live | None" = None

    def lint(self, files: Sequence[SqlFile]) -> Run:
        """Return what is found in files."""
        return lint(
            files,
            self.config,
            self.cache,
            self.options.jobs,
            others=self.others,
            live=self.live,
            shows_progress=self.options.is_for_people,
        )

    def fix(self, done: Run, known: "Baseline | None") -> list["FixedFile"]:
        """Return the files that fixes change."""
        from .sql_fixing import fix_files

        every = [*(linted.file for linted in done.files), *self.others]
        verifier = self._verifier()
        fixed = fix_files(
            _reported(done, known),
            self.config,
            known,
            unsafe=self.options.unsafe_fixes,
            all_files=every,
            live=self.live,
            accept=verifier.accept if verifier else None,
        )
        if verifier:
            from .sql_verification import told

            for line in told(verifier.comparisons):
                click.echo(line, err=True)
        return fixed

    def _verifier(self) -> "Verifier | None":
        if not self.options.verify:
            return None
        from ..analyzers.sql_lint.verification import Verifier

        return Verifier()

    def write(self, files: Sequence[SqlFile], fixed: Sequence["FixedFile"]) -> list[SqlFile]:
        """Write what fixes change, standard input to standard output, and return all files as they are now."""
        now = {result.file.name: result.fixed for result in fixed}
        files = [now.get(file.name, file) for file in files]
        for result in () if self.options.reads_stdin else fixed:
            write_file(result.file, result.text)
        if self.options.reads_stdin:
            sys.stdout.buffer.write(b"".join(file.encoded(file.text) for file in files))
            sys.stdout.buffer.flush()
        _tell(fixed, "put right")
        return files

    def report(self, done: Run, known: "Baseline | None", started: float) -> int:
        """Print what was found and return the exit code; standard output belongs to the text where that is fixed."""
        options = self.options
        notes = (*_notes(done.files, options), *(self.live.notes if self.live else ()))
        report = Report(done.files, done.readings, time.perf_counter() - started, 0, notes, self.config.rank_by)
        report = replace(report, sampled=self.live.read) if self.live else report
        report = replace(report, tried=options.grades) if options.fix else report
        if known:
            compared = known.compare(done.files)
            notes = notes if self.config.select else (*notes, *compared.gone)
            report = replace(report, files=compared.files, hidden=compared.hidden, notes=notes)
        if options.is_for_people:
            for note in notes:
                click.echo(f"note: {note}", err=True)
        stream = sys.stderr if options.reads_stdin and options.fix else sys.stdout
        colour = options.is_for_people and wants_colour(stream)
        click.echo(_rendered(report, options, has_colour=colour), nl=False, color=colour, file=stream)
        return int(report.reaches(self.config.fail_on))


def _rendered(report: Report, options: Options, *, has_colour: bool) -> str:
    if options.statistics:
        return statistics(report)
    if options.is_for_people:
        return render(report, options.format_, options.sort, has_colour=has_colour)
    from .sql_machine_reports import render_for_tools  # what people read does without

    return render_for_tools(report, options.format_, options.sort)


def _notes(files: Sequence[Linted], options: Options) -> Iterator[str]:
    """Yield what a reader should know of how the files were read."""
    if not files and not options.database:
        yield "no SQL files here"
    for linted in files:
        if linted.file.note:
            yield f"{linted.file.name}: {linted.file.note}"
    guessed = [linted for linted in files if linted.read.reason and linted.file.note != "empty"]
    if options.format_ == "text" and guessed:
        first = {linted.read.dialect: linted for linted in reversed(guessed)}
        counts = Counter(linted.read.dialect for linted in guessed)
        told = (
            f"{dialect} for {counted(count, 'file')} ({first[dialect].file.name}: {first[dialect].read.reason})"
            for dialect, count in counts.most_common()
        )
        yield f"no dialect is set, so it was guessed: {', '.join(told)}"
