"""Carries out `weft sql lint --log`: counts statements of query logs, looks into one of each kind, ranks, reports."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import click

from ..analyzers.sql_lint.lint import check_dialect
from ..analyzers.sql_lint.log_columns import part_of
from ..analyzers.sql_lint.query_log import Counted, Piece, Tally, count_piece
from ..diagnostics import Severity
from .engines import Engine, engine
from .progress import show_progress
from .report import counted, wants_colour
from .sql_config import SqlConfig
from .sql_files import SqlFile, find_files, read_file
from .sql_log_looking import Exemplar, Setup, look
from .sql_log_options import LogOptions
from .sql_log_pieces import Log, UnreadableLog, open_logs, pieces_of
from .sql_log_ranking import Ranking
from .sql_log_report import FORMATS, render_log
from .sql_log_store import Store
from .sql_options import STDIN, Options, configured

MUCH = 20 << 20  # bytes; from here on other processes save more than they cost
_FOR_FILES = (
    *("fix", "unsafe_fixes", "exit_non_zero_on_fix", "verify", "diff", "baseline", "write_baseline", "statistics"),
    *("python", "migrations", "database"),
)
_BATCH = 100  # statements that are looked into at a time
_RANKS = list(Severity)
_Report = Callable[[str, int, int], None]


def lint_log(wanted: LogOptions, options: Options) -> int:
    """Lint the logs that the options name and return the exit code."""
    _refuse_misuse(wanted, options)
    config = configured(options)
    with ExitStack() as stack:
        names = tuple(_named(wanted.log_columns))
        for name in filter(None, (config.dialect, *(settings.dialect for settings in config.paths))):
            check_dialect(name)
        logs = open_logs(wanted.logs, wanted.log_format or "", config.dialect_of, names, stack)
        size = sum(log.size for log in logs)
        runs = engine(wanted.engine, options.jobs or _useful_jobs(wanted.engine, size))
        store = stack.enter_context(Store())
        report = stack.enter_context(show_progress(is_shown=options.is_for_people))
        _count(logs, runs, store, report)
        setup = Setup(config, tuple(_tables(wanted, options, config)))
        spoken = {log.name: log.layout.dialect for log in logs}
        ranking = _rank(store, setup, runs, wanted, report, spoken)
    return _report(ranking, options, config, spoken)


def _refuse_misuse(wanted: LogOptions, options: Options) -> None:
    """Raise click.UsageError for options that do not go together, and for logs that do not exist."""
    if options.format_ not in FORMATS:
        raise click.UsageError(f"--log is reported as {', '.join(FORMATS)}")
    for name in _FOR_FILES:
        if getattr(options, name, None):
            raise click.UsageError(f"--{name.replace('_', '-')} does not go with --log")
    if STDIN in options.paths:
        raise click.UsageError("name standard input as a log: --log -")
    for path in (*wanted.logs, *options.paths):
        if path != STDIN and not (path.is_file() if path in wanted.logs else path.exists()):
            raise click.UsageError(f"there is no such file: {path}")


def _named(columns: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a record that `sql=text,count=runs` names, with their columns."""
    for pair in filter(None, columns.split(",")):
        name, _, column = (part.strip() for part in pair.partition("="))
        part = part_of(name)
        if part is None or not column:
            raise click.UsageError(f"--log-columns takes PART=NAME, not {pair!r}; parts are sql, count, total, mean, "
                                   "least, most, database, user")  # fmt: skip
        yield part, column


def _useful_jobs(engine: str, size: int) -> int:
    return 0 if engine == "ray" else (os.cpu_count() or 1) if size > MUCH else 1


def _tables(wanted: LogOptions, options: Options, config: SqlConfig) -> Iterator[SqlFile]:
    """Yield the files that tell what tables there are."""
    names = find_files((*options.paths, *wanted.tables), with_python=False)
    if config.schema:
        names += [name for name in find_files([Path(config.folder)], with_python=False) if config.is_schema(name)]
    for name in sorted(set(names)):
        file = read_file(name)
        if file.problem:
            raise UnreadableLog(f"{name}: {file.problem}")
        if file.changes_schema:
            yield file


def _count(logs: Sequence[Log], runs: Engine, store: Store, report: _Report) -> None:
    size, done = sum(log.size for log in logs), 0
    pieces = (piece for log in logs for piece in pieces_of(log))
    for result in runs.map(_count_shared, None, pieces):
        store.add(result)
        done += result.size
        report("count", min(done, size), size)


def _count_shared(_shared: None, piece: Piece) -> Counted:
    return count_piece(piece)


def _rank(
    store: Store, setup: Setup, runs: Engine, wanted: LogOptions, report: _Report, spoken: Mapping[str, str]
) -> Ranking:
    """Look into one statement of each fingerprint, the most frequent first; `spoken` are the dialects of the logs."""
    ranking = Ranking(wanted.top, malformed=store.malformed, places=tuple(store.places))
    ranking.fingerprints = store.merge()
    looked = min(wanted.log_limit or ranking.fingerprints, ranking.fingerprints)
    tallies = store.most_frequent()
    waiting: deque[list[Tally]] = deque()
    batches = _exemplars(islice(tallies, looked), waiting, spoken)
    for number, batch in enumerate(runs.map(look, setup, batches), start=1):
        for tally, seen in zip(waiting.popleft(), batch, strict=True):
            ranking.statements += tally.count
            ranking.add(tally, seen)
        report("look into", min(number * _BATCH, looked), looked)
    ranking.settle()
    ranking.not_looked_into = sum(tally.count for tally in tallies)
    ranking.statements += ranking.not_looked_into
    return ranking


def _exemplars(
    tallies: Iterable[Tally], waiting: deque[list[Tally]], spoken: Mapping[str, str]
) -> Iterator[list[Exemplar]]:
    """Yield the statements to look into in batches; the tallies they belong to wait for what is found."""
    source = iter(tallies)
    while batch := list(islice(source, _BATCH)):
        waiting.append(batch)
        yield [Exemplar(tally.log, tally.sql, spoken[tally.log]) for tally in batch]


def _report(ranking: Ranking, options: Options, config: SqlConfig, spoken: Mapping[str, str]) -> int:
    """Print the report and return the exit code; a log of which nothing could be read is a failure."""
    if ranking.malformed and not ranking.statements:
        first = "".join(f"\n    {place}" for place in ranking.places)
        raise UnreadableLog(
            f"none of {counted(ranking.malformed, 'record')} could be read; is --log-format right?{first}"
        )
    guessed = next((dialect for log, dialect in spoken.items() if not config.dialect_of(log)), "")
    if guessed and options.is_for_people:
        click.echo(f"note: no dialect is set, {guessed} was guessed by how the log begins", err=True)
    colour = options.is_for_people and wants_colour(sys.stdout)
    click.echo(render_log(ranking, options.format_, has_colour=colour), nl=False, color=colour)
    if ranking.failed:
        return 2
    enough = _RANKS[: _RANKS.index(Severity(config.fail_on)) + 1]
    return int(any(ranking.severities[severity.value] for severity in enough))
