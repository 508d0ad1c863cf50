"""Lints the files of a run: what is kept from an earlier run is not looked at again, the rest is shared out."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ..diagnostics import Source
from .progress import show_progress
from .sql_cache import SqlCache
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_results import Found, Read, final, unpacked, unpacked_whole, weighed

if TYPE_CHECKING:  # importing these for good would import the parser, which a run that is kept whole can do without
    from .sql_analysis import Analyst
    from .sql_live import Live

MUCH = 400_000  # characters; from here on another process saves more than it costs


class Linted(Struct, frozen=True, dict=True):
    """A file, how its SQL was read, and all that is reported of it."""

    file: SqlFile
    read: Read
    found: tuple[Found, ...]

    @cached_property
    def source(self) -> Source:
        """Return the text under its name."""
        return Source(self.file.name, self.file.text, has_lines=not self.file.is_table)


class Run(Struct, frozen=True):
    """The files of a run in their order."""

    files: tuple[Linted, ...] = ()
    readings: Counter[str] = field(default_factory=Counter[str])


def lint(
    files: Sequence[SqlFile],
    config: SqlConfig,
    cache: SqlCache,
    jobs: int = 0,
    *,
    others: Sequence[SqlFile] = (),
    live: "Live | None" = None,
    shows_progress: bool = False,
) -> Run:
    """Return what is found in files that belong together; `jobs` processes share the work, 0 for a guess.

    `others` are files that only tell what tables there are: nothing is reported of them. `live` is a live database.
    """
    texts = [file for file in files if not file.problem]
    others = [file for file in others if not file.problem]
    every = sorted((*texts, *others), key=lambda file: file.name)
    told = (live.digest,) if live else ()
    schema = cache.key((file for file in every if file.changes_schema), *told)
    whole_key = cache.key(others, "whole", schema)
    keys = {file.name: cache.key([file], schema) for file in texts}
    reads = {file.name: read for file in texts if (read := unpacked(cache.read(keys[file.name])))}
    missing = [file for file in texts if file.name not in reads]
    whole = unpacked_whole(cache.read(whole_key))
    if missing or whole is None or not files:
        from .sql_analysis import Analyst

        analyst = Analyst(config, every, live)
        with ExitStack() as stack:
            results = _shared(analyst, missing, jobs, stack)
            report = stack.enter_context(show_progress(is_shown=shows_progress and _size(missing) > MUCH))
            whole = analyst.find_in_whole(others) if whole is None else whole
            for number, (file, read) in enumerate(zip(missing, results, strict=True), start=1):
                reads[file.name] = read
                cache.write(keys[file.name], read.packed())
                report("lint", number, len(missing))
        cache.write(whole_key, whole.packed())
        cache.prune()
    found = whole.settled(reads)
    return _with_tables(_run(files, reads, found, config), _in_tables(found, live), config)


def _run(files: Sequence[SqlFile], reads: dict[str, Read], whole: dict[str, list[Found]], config: SqlConfig) -> Run:
    """Put together what was found where, without what is allowed."""
    linted: list[Linted] = []
    readings: Counter[str] = Counter()
    for file in files:
        read = reads.get(file.name, Read(""))
        others = (*whole.get(file.name, ()), *_unreadable(file, config))
        linted.append(Linted(file, read, final(file.name, read, others, config)))
        readings.update(read.readings)
    return Run(tuple(linted), readings)


def _in_tables(found: Mapping[str, list[Found]], live: "Live | None") -> dict[str, list[Found]]:
    """Return what was found in the tables of a live database and in their rows, by their places."""
    if live is None:
        return {}
    in_tables = {name: rows for name, rows in found.items() if live.has(name)}
    for name, rows in live.found.items():
        in_tables[name] = [*in_tables.get(name, ()), *rows]
    return in_tables


def _with_tables(run: Run, found: dict[str, list[Found]], config: SqlConfig) -> Run:
    """Add what was found in tables of a live database: each stands for a file."""
    read = Read("")
    tables = (
        Linted(SqlFile(name, is_table=True), read, final(name, read, tuple(rows), config))
        for name, rows in sorted(found.items())
    )
    return replace(run, files=(*run.files, *tables)) if found else run


def _unreadable(file: SqlFile, config: SqlConfig) -> Iterator[Found]:
    if file.problem:
        hint = "name a file that holds text, or leave it out of the folders that are searched"
        told = Found("SQL903", "unreadable-file", "error", file.problem, hint, "none", 0.0, 0, 0, "")
        yield from (found for found in [weighed(told, file.name, config)] if found)


def _size(files: Sequence[SqlFile]) -> int:
    return sum(len(file.text) for file in files)


def _shared(analyst: "Analyst", files: Sequence[SqlFile], jobs: int, stack: ExitStack) -> Iterator[Read]:
    """Yield what each file shows on its own, in their order; several processes read where that pays."""
    jobs = jobs or ((os.cpu_count() or 1) if _size(files) > MUCH else 1)
    if jobs == 1 or len(files) < 2:
        return map(analyst.read, files)
    from .sql_processes import read_in_processes

    return read_in_processes(analyst, files, jobs, stack)
