"""The part of the trace that stands in the generated system: functions, statements, pages and tests."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence

from ..backend import OutputFile
from .graph import Edge, Node, text_hash

STATEMENT = re.compile(r"^-- name: (\S+)\n(.*?)(?=^-- name: |\Z)", re.M | re.S)
TABLE = re.compile(r"^CREATE TABLE (?:IF NOT EXISTS )?\"?(\w+)\"? \((.*?)^\);", re.M | re.S)
ROUTE_METHODS = ("get", "post", "put", "patch", "delete")

Traced = tuple[list[Node], list[Edge]]
# Returns the nodes and edges of a file; a caller that keeps them between builds may spare itself the work.
FileReader = Callable[[OutputFile, frozenset[str]], Traced]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def code_graph(files: Sequence[OutputFile], known: frozenset[str], read: FileReader) -> Traced:
    """Return the nodes and edges of generated files; `known` are the ids that code may name."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for file in files:
        found = read(file, known)
        nodes += found[0]
        edges += found[1]
    return nodes, edges


def file_graph(file: OutputFile, known: frozenset[str]) -> Traced:
    """Return the nodes and edges of one file; they depend on nothing else."""
    if file.path.endswith(".py"):
        return _python_graph(file, known)
    if file.path.endswith(".sql"):
        return _sql_graph(file, known)
    if file.path.endswith(".html") and file.elements:
        node = Node(file.path, "template", file.path.rpartition("/")[2], f"{file.path}:1", text_hash(file.text))
        return [node], [Edge(file.path, "implements", element) for element in file.elements if element in known]
    return _binary_graph(file, known)


def _binary_graph(file: OutputFile, known: frozenset[str]) -> Traced:
    """Trace the functions of a file that is no text; a part that is not known counts as what it is part of."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for item in file.functions:
        node_id = f"{file.path}::{item.name}"
        target = item.element if item.element in known else item.element.partition("/")[0]
        nodes.append(Node(node_id, "wasm", item.name, f"{file.path}:{item.offset:#x}", text_hash(item.code.hex())))
        edges += [Edge(node_id, "implements", target)] if target in known else []
    return nodes, edges


def _python_graph(file: OutputFile, known: frozenset[str]) -> Traced:
    """Trace each test to what it verifies, each other function to the ids that it names and to those of its file."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    tree = ast.parse(file.text)
    lines = file.text.splitlines()
    is_test = file.path.startswith("tests/")
    for name, function in _functions(tree, ""):
        kind, targets = ("verifies", _verified(function, known)) if is_test else ("implements", _served(file, function))
        found = [Edge(f"{file.path}::{name}", kind, target) for target in targets if target in known]
        if not found and (is_test or not file.elements):
            continue
        text = "\n".join(lines[function.lineno - 1 : function.end_lineno])
        place = f"{file.path}:{function.lineno}"
        nodes.append(Node(f"{file.path}::{name}", _kind(function, is_test), name, place, text_hash(text)))
        edges += found
    return nodes, edges


def _served(file: OutputFile, function: Function) -> list[str]:
    """Return what a function may serve: what its file does, and whatever it names."""
    return sorted({*_named_ids(function), *file.elements})


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _named_ids(function: Function) -> list[str]:
    """Return the texts in a function, and the words of its docstring."""
    texts = [
        node.value for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    words = [word.strip(".,:;()") for word in (ast.get_docstring(function) or "").split()]
    return [*texts, *words]


def _verified(function: Function, known: frozenset[str]) -> list[str]:
    """Return the ids in `@pytest.mark.verifies(…)`."""
    found: list[str] = []
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
            continue
        if decorator.func.attr == "verifies":
            values = [item.value for item in decorator.args if isinstance(item, ast.Constant)]
            found += [value for value in values if isinstance(value, str) and value in known]
    return found


def _kind(function: Function, is_test: bool) -> str:
    if is_test:
        return "test"
    calls = [item.func for item in function.decorator_list if isinstance(item, ast.Call)]
    is_route = any(isinstance(call, ast.Attribute) and call.attr in ROUTE_METHODS for call in calls)
    return "route" if is_route else "function"


def _sql_graph(file: OutputFile, known: frozenset[str]) -> Traced:
    nodes: list[Node] = []
    edges: list[Edge] = []
    targets = [item for item in file.elements if item in known]
    for kind, pattern in (("statement", STATEMENT), ("table", TABLE)):
        for match in pattern.finditer(file.text):
            line = file.text.count("\n", 0, match.start()) + 1
            node_id = f"{file.path}::{match[1]}"
            nodes.append(Node(node_id, kind, match[1], f"{file.path}:{line}", text_hash(match[0])))
            if kind == "statement":
                edges += [Edge(node_id, "implements", item) for item in targets]
    return nodes, edges
