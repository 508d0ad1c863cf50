"""Spares the trace the files that it read in the last build of the same spec."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from ..backends.backend import OutputFile
from ..backends.traceability.code import FileReader, Traced, file_graph
from ..backends.traceability.graph import Edge, Node
from .cache import weft_fingerprint
from .last_build import keep_parts, key_of, read_kept

KIND = "traced"


@contextmanager
def kept_traces(spec: str) -> Generator[FileReader]:
    """Give a reader that knows the files of the last build, and keep at the end what it read."""
    kept = read_kept(KIND, spec)
    used: dict[str, Any] = {}

    def read(file: OutputFile, known: frozenset[str]) -> Traced:
        key = key_of(_surroundings(known), file.path, file.text, *file.elements)
        traced = _unpacked(kept.get(key)) or file_graph(file, known)
        used[key] = kept.get(key) or _packed(traced)
        return traced

    yield read
    if used.keys() != kept.keys():
        keep_parts(KIND, spec, used)


@lru_cache(1)
def _surroundings(known: frozenset[str]) -> str:
    """Return what the trace of a file depends on besides itself: the ids that it may name, and Weft."""
    return key_of(weft_fingerprint(), *sorted(known))


def _packed(traced: Traced) -> list[list[list[str | None]]]:
    nodes, edges = traced
    return [
        [[node.id, node.kind, node.title, node.place, node.hash] for node in nodes],
        [[edge.source, edge.kind, edge.target] for edge in edges],
    ]


def _unpacked(packed: Any) -> Traced | None:
    """Return nodes and edges from what is kept of a file; None for what is not that."""
    try:
        nodes, edges = packed
        return [Node(*row) for row in nodes], [Edge(*row) for row in edges]
    except (TypeError, ValueError):
        return None
