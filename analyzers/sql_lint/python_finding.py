"""Finds the expressions of a module of Python that make SQL, and the calls that run them."""

import ast
from collections.abc import Iterator

from msgspec import Struct

from .python_composition import Composer, Composition
from .python_drivers import QUERY_KEYWORDS, RUNNING
from .python_holes import Filled, fill
from .python_recognition import begins_like_sql, is_surely_sql
from .python_scopes import PythonTree, Way, called_name

_PASSED_ON = frozenset({"format", "strip", "lstrip", "rstrip"})
_WRAPPING = frozenset({"dedent", "cleandoc", "text", "SQL", "literal_column"})
_NOT_RUN = frozenset(
    {"append", "extend", "join", "print", "write", "debug", "info", "warning", "error", "exception", "startswith"}
    | {"endswith", "compile", "match", "search", "fullmatch", "sub", "split", "replace", "assertEqual", "echo", "log"}
    | {"secho", "add_argument", "option", "warn", "assertIn", "index", "find", "count", "partition", "get", "gettext"}
    | {"_", "title", "fail", "skip", "param", "assert_compile", "eq_", "is_", "in_", "add", "insert", "style"}
)


class Candidate(Struct, frozen=True, eq=False):
    """An expression that may make SQL."""

    node: ast.expr
    composition: Composition
    filled: Filled
    call: ast.Call | None
    is_whole: bool
    added: tuple[Composition, ...]


class Finder:
    """Goes through the strings of a module and finds those that are SQL."""

    def __init__(self, composer: Composer, tree: PythonTree) -> None:
        """Take the tree of a module, and what puts its strings together."""
        self._composer = composer
        self._tree = tree
        self._runs: dict[ast.AST, ast.Call] = {}
        self._parts: set[ast.AST] = set()

    def find(self) -> Iterator[Candidate]:
        """Yield what is SQL for certain, or is run as SQL."""
        leaves = [node for node in self._tree.nodes if isinstance(node, ast.expr) and self._is_leaf(node)]
        self._note_runs()
        wholes = dict.fromkeys(self._outermost(leaf) for leaf in leaves)
        for whole in wholes:
            if whole and not isinstance(whole, ast.Name):
                yield from self._candidate(whole)

    def _is_leaf(self, node: ast.expr) -> bool:
        """Say whether a literal, or a name that stands for one, begins like SQL."""
        match node:
            case ast.Constant(value=str() as text):
                return not isinstance(self._tree.parents.get(node), ast.JoinedStr) and begins_like_sql(text)
            case ast.JoinedStr(values=[ast.Constant(value=str() as text), *_]):
                return begins_like_sql(text)
            case ast.Name(ctx=ast.Load()):
                return self._is_joined_name(node)
            case _:
                return False

    def _is_joined_name(self, name: ast.Name) -> bool:
        parent = self._tree.parents.get(name)
        if not isinstance(parent, ast.BinOp | ast.Attribute | ast.FormattedValue):
            return False
        meant = self._composer.meant(name)
        if meant is name or not begins_like_sql(_beginning(meant)):
            return False
        if not isinstance(parent, ast.Attribute) or parent.attr in _PASSED_ON:
            self._parts.add(meant)
        return True

    def _outermost(self, node: ast.expr) -> ast.expr | None:
        """Return the largest expression that a string is the beginning of; None where it is only a later part."""
        while True:
            parent = self._tree.parents.get(node)
            match parent:
                case ast.BinOp(op=ast.Add() | ast.Mod()) if parent.left is node:
                    node = parent
                case ast.BinOp(op=ast.Add()) | ast.JoinedStr():
                    return None
                case ast.FormattedValue():
                    around = self._tree.parents.get(parent)
                    if not isinstance(around, ast.JoinedStr) or around.values[0] is not parent:
                        return None
                    node = around
                case ast.Attribute() if parent.attr in _PASSED_ON:
                    call = self._tree.parents.get(parent)
                    if not isinstance(call, ast.Call) or call.func is not parent:
                        return node
                    node = call
                case ast.Call() if called_name(parent) in _WRAPPING and parent.args[:1] == [node]:
                    node = parent
                case _:
                    return node

    def _note_runs(self) -> None:
        """Note which expressions are run, by the names they are given too."""
        for call in self._tree.nodes:
            if not isinstance(call, ast.Call) or called_name(call) not in RUNNING:
                continue
            for argument in (*call.args[:1], *(word.value for word in call.keywords if word.arg in QUERY_KEYWORDS)):
                self._note_run(argument, call)

    def _note_run(self, argument: ast.expr, call: ast.Call) -> None:
        if isinstance(argument, ast.Call) and called_name(argument) in _WRAPPING and argument.args:
            self._runs.setdefault(argument.args[0], call)
            self._note_named(argument.args[0], call)
        for part in argument.elts if isinstance(argument, ast.List | ast.Tuple) else [argument]:
            self._runs[part] = call
            self._note_named(part, call)

    def _note_named(self, node: ast.expr, call: ast.Call) -> None:
        if isinstance(node, ast.Name):
            for binding in self._tree.scope_of(node).bindings(node.id):
                if binding.value and binding.way is Way.ASSIGNED:
                    self._runs.setdefault(binding.value, call)

    def _candidate(self, node: ast.expr) -> Iterator[Candidate]:
        call = self._runs.get(node) or (node if isinstance(node, ast.Call) and called_name(node) in RUNNING else None)
        composition = None if self._is_aside(node) else self._composer.compose(node)
        if composition is None:
            return
        added = tuple(self._added(node))
        filled = fill(composition.pieces)
        if call is not None or is_surely_sql(filled.content):
            is_whole = filled.is_whole and not added and not self._is_part(node)
            yield Candidate(node, composition, filled, call, is_whole, added)

    def _is_part(self, node: ast.expr) -> bool:
        """Say whether an expression is used to make a longer string."""
        parent = self._tree.parents.get(node)
        if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
            bindings = self._tree.scope_of(node).bindings(parent.targets[0].id)
            if any(binding.way is Way.ADDED for binding in bindings):
                return True
        return node in self._parts

    def _is_aside(self, node: ast.expr) -> bool:
        """Say whether a string stands where no SQL is run: a docstring, a message, what is compared or searched."""
        parent = self._tree.parents.get(node)
        if node in self._runs:
            return False
        if isinstance(parent, ast.Expr | ast.Compare | ast.Raise | ast.Assert | ast.Yield):
            return not isinstance(node, ast.Call) or called_name(node) not in RUNNING
        around = next(
            (up for up in self._tree.ancestors(node) if not isinstance(up, ast.List | ast.Tuple | ast.keyword)), None
        )
        if isinstance(around, ast.Call):
            name = called_name(around)
            return name in _NOT_RUN or name.endswith(("Error", "Exception", "Warning"))
        return False

    def _added(self, node: ast.expr) -> Iterator[Composition]:
        parent = self._tree.parents.get(node)
        if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
            for binding in self._tree.scope_of(node).bindings(parent.targets[0].id):
                if binding.way is Way.ADDED and binding.value:
                    composition = self._composer.compose(binding.value)
                    yield from [composition] if composition else []


def _beginning(node: ast.expr) -> str:
    """Return the text that an expression begins with; empty where it begins with none."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            return child.value
    return ""
