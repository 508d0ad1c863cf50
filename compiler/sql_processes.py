"""Shares the files of a run out to processes; the results come in the order of the files."""

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack

from .sql_analysis import Analyst
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_live import Live
from .sql_results import Read

_CHUNKS_PER_PROCESS = 8

_analyst: Analyst | None = None  # the one of this process


def read_in_processes(analyst: Analyst, files: Sequence[SqlFile], jobs: int, stack: ExitStack) -> Iterator[Read]:
    """Return what each file shows on its own, read by processes that end with the stack.

    Where processes can be forked they find the schema ready; elsewhere each process makes it again.
    """
    global _analyst
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if can_fork:
        _ = analyst.schema
        gc.freeze()  # what is never looked at again by the collector stays shared
        _analyst = analyst
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    schema_files = [file for file in analyst.files if file.changes_schema]
    arguments = (analyst.config, [] if can_fork else schema_files, None if can_fork else analyst.live)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=arguments)
    stack.callback(pool.shutdown, cancel_futures=True)
    chunk = max(1, len(files) // (jobs * _CHUNKS_PER_PROCESS))
    return pool.map(_read, files, chunksize=chunk)


def _start(config: SqlConfig, schema_files: Sequence[SqlFile], live: Live | None) -> None:
    global _analyst
    _analyst = _analyst or Analyst(config, schema_files, live)


def _read(file: SqlFile) -> Read:
    if _analyst is None:
        raise RuntimeError("a process was asked to read before it was started")
    return _analyst.read(file)
