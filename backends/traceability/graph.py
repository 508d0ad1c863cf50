"""The trace as a graph: nodes with stable ids, and typed edges between them."""

import hashlib
from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from ...diagnostics import Span


class Node(Struct, frozen=True, order=True):
    """One thing that can be traced. `place` is `file:line` in the specification or in the generated system,
    `hash` tells whether its text changed, `images` are mock-ups as paths from the file of its place."""

    id: str
    kind: str
    title: str
    place: str
    hash: str
    parent: str | None = None
    text: str = ""
    images: tuple[str, ...] = ()


class Edge(Struct, frozen=True, order=True):
    """A relation: `source` refines, uses, implements or verifies `target`."""

    source: str
    kind: str
    target: str


class Graph(Struct, frozen=True):
    """All nodes and edges, each once and sorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(nodes: Iterator[Node], edges: Iterator[Edge]) -> Graph:
    """Return a graph without duplicates, whose edges all have both ends; of two nodes with one id the first stays."""
    by_id: dict[str, Node] = {}
    for node in nodes:
        by_id.setdefault(node.id, node)
    kept = {edge for edge in edges if edge.source in by_id and edge.target in by_id and edge.source != edge.target}
    return Graph(tuple(by_id.values()), tuple(sorted(kept, key=attrgetter("source", "kind", "target"))))


def text_hash(text: str) -> str:
    """Return a short hash that changes with the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def place_of(span: Span) -> str:
    """Return `file:line` of a span; nothing for what was not written anywhere."""
    return f"{span.source.name}:{span.line}" if span.source.name else ""
