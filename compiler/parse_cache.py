"""Spares the parser the sources that it read when the same spec was last compiled."""

from collections.abc import Generator
from contextlib import contextmanager

import lark

from ..diagnostics import Source
from ..dsl.clauses import ClauseParser
from ..dsl.compile import Parsed, SourceReader, parse_source
from .last_build import keep_parts, key_of, read_kept

KIND = "parsed"


@contextmanager
def kept_trees(spec: str) -> Generator[SourceReader]:
    """Give a reader that knows the sources of the last time, and keep at the end what it read."""
    kept: dict[str, Parsed] = read_kept(KIND, spec)
    used: dict[str, Parsed] = {}

    def read(source: Source, clauses: ClauseParser) -> Parsed:
        key = key_of(lark.__version__, source.name, source.text)
        used[key] = kept[key] if key in kept else parse_source(source, clauses)
        return used[key]

    yield read
    if used.keys() != kept.keys():
        keep_parts(KIND, spec, used)
