"""Spares the trace the files that it read in the last build of the same spec."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache

from ..backends.backend import OutputFile
from ..backends.traceability.code import FileReader, Traced, file_graph
from .last_build import keep_parts, key_of, read_kept

KIND = "traced"


@contextmanager
def kept_traces(spec: str) -> Generator[FileReader]:
    """Give a reader that knows the files of the last build, and keep at the end what it read."""
    kept: dict[str, Traced] = read_kept(KIND, spec)
    used: dict[str, Traced] = {}

    def read(file: OutputFile, known: frozenset[str]) -> Traced:
        key = key_of(_named(known), file.path, file.text, *file.elements, *(item.element for item in file.functions))
        used[key] = kept[key] if key in kept else file_graph(file, known)
        return used[key]

    yield read
    if used.keys() != kept.keys():
        keep_parts(KIND, spec, used)


@lru_cache(1)
def _named(known: frozenset[str]) -> str:
    """Return what the trace of a file depends on besides itself: the ids that it may name."""
    return key_of(*sorted(known))
