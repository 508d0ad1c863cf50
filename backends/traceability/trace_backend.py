"""Makes trace.json: the graph from requirements to code and tests."""

import json
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from ...dsl.model import Model
from ..backend import OutputFile
from ..names import plural_of_entity
from .code import FileReader, code_graph, file_graph
from .graph import Edge, Graph, graph_of
from .relations import specification_edges
from .specification import element_ids, specification_nodes

TRACE = "trace.json"
NODE_FIELDS = ("id", "kind", "title", "place", "hash", "parent", "text")

_json = json.JSONEncoder(ensure_ascii=False).encode


def trace_graph(model: Model, files: Sequence[OutputFile], read: FileReader = file_graph) -> Graph:
    """Return the trace of a model and everything that was generated from it, as it will stand on disk."""
    specified = list(specification_nodes(model))
    code_nodes, code_edges = code_graph(files, element_ids(model, specified), read)
    nodes = chain(specified, code_nodes)
    edges = chain(specification_edges(model), _of_outlines(code_edges, model), _tables(model))
    return graph_of(nodes, edges)


def _of_outlines(edges: list[Edge], model: Model) -> Iterator[Edge]:
    """Yield edges with those to an outline led on to the scenarios of its rows."""
    rows: dict[str, list[str]] = {}
    for scenario in model.scenarios:
        rows.setdefault(scenario.template, []).append(scenario.id)
    for edge in edges:
        for target in rows.get(edge.target, [edge.target]):
            yield Edge(edge.source, edge.kind, target)


def _tables(model: Model) -> Iterator[Edge]:
    for entity in model.entities:
        yield Edge(f"app/database/schema.sql::{plural_of_entity(entity)}", "implements", entity.id)


def trace_file(model: Model, files: Sequence[OutputFile], read: FileReader = file_graph) -> OutputFile:
    """Return trace.json; the same specification gives the same bytes."""
    graph = _without_common_folder(trace_graph(model, files, read), model)
    return OutputFile(TRACE, _printed(model.system.name, graph))


def _printed(system: str, graph: Graph) -> str:
    """Return the graph as JSON, a value on each line; putting lines together is quicker than `json.dumps(indent=1)`."""
    nodes = [
        _block("{}", [f'"{name}": {_json(value)}' for name in NODE_FIELDS if (value := getattr(node, name))])
        for node in graph.nodes
    ]
    edges = [_block("[]", [_json(edge.source), _json(edge.kind), _json(edge.target)]) for edge in graph.edges]
    return f'{{\n "system": {_json(system)},\n "nodes": {_list(nodes)},\n "edges": {_list(edges)}\n}}\n'


def _block(ends: str, lines: Iterable[str]) -> str:
    inner = ",\n   ".join(lines)
    return f"  {ends[0]}\n   {inner}\n  {ends[1]}"


def _list(items: Sequence[str]) -> str:
    inner = ",\n".join(items)
    return f"[\n{inner}\n ]" if items else "[]"


def _without_common_folder(graph: Graph, model: Model) -> Graph:
    """Return the graph with places of the specification counted from its own folder, wherever that stands."""
    prefix = spec_folder(model)
    nodes = [replace(n, place=n.place.removeprefix(prefix)) for n in graph.nodes] if prefix else graph.nodes
    return Graph(tuple(nodes), graph.edges)


def spec_folder(model: Model) -> str:
    """Return the folder that all sources of a specification stand in, with the slash behind it, if they share one."""
    elements = (*model.entities, *model.actions, *model.requirements, *model.pages)
    folders = {posixpath.dirname(element.span.source.name) for element in elements if element.span.source.name}
    prefix = posixpath.commonpath(folders) if folders and all(folders) else ""
    return f"{prefix.rstrip('/')}/" if prefix else ""
