"""Finds the SQL in a module of Python: literals, what is put together from them, and what runs it."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...diagnostics import Source, Span
from . import dialects
from .python_composition import Composer, Composition, Piece
from .python_drivers import QUERY_KEYWORDS, RUNNING, Driver, dialect_of, drivers_among, imported, migrates
from .python_holes import Filled, Kind, fill
from .python_literals import is_plain
from .python_placeholders import hide
from .python_recognition import begins_like_sql, is_surely_sql, may_hold_sql
from .python_scopes import PythonTree, Scope, Way, called_name
from .sql_text import SqlText

_PASSED_ON = frozenset({"format", "strip", "lstrip", "rstrip"})
_WRAPPING = frozenset({"dedent", "cleandoc", "text", "SQL", "literal_column"})
_NOT_RUN = frozenset(
    {"append", "extend", "join", "print", "write", "debug", "info", "warning", "error", "exception", "startswith"}
    | {"endswith", "compile", "match", "search", "fullmatch", "sub", "split", "replace", "assertEqual", "echo", "log"}
    | {"secho", "add_argument", "option", "warn", "assertIn", "index", "find", "count", "partition", "get", "gettext"}
    | {"_", "title", "fail", "skip", "param", "assert_compile", "eq_", "is_", "in_", "add", "insert", "style"}
)


@dataclass(frozen=True, eq=False)
class Query:
    """A string of SQL: the expression that makes it, how, and the call that runs it if that is known.

    `added` are the strings that are put behind it later on.
    """

    node: ast.expr
    composition: Composition
    filled: Filled
    text: SqlText
    call: ast.Call | None
    scope: Scope
    is_whole: bool
    added: tuple[Composition, ...] = ()

    @property
    def holes(self) -> Iterator[tuple[Piece, Kind]]:
        """Yield the holes with their kinds, those in what is added too."""
        yield from ((piece, kind) for piece, kind, _ in self.filled.holes)
        for composition in self.added:
            yield from ((piece, kind) for piece, kind, _ in fill(composition.pieces).holes)


@dataclass(eq=False)
class PythonModule:
    """A module of Python and the SQL in it."""

    source: Source
    tree: PythonTree
    composer: Composer
    drivers: tuple[Driver, ...]
    imports: frozenset[str]
    dialect: str
    migration: bool
    queries: tuple[Query, ...] = ()

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Return where a node stands."""
        return Span(self.source, *self.composer.place(node))

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        """Return all calls in their order."""
        return tuple(node for node in self.tree.nodes if isinstance(node, ast.Call))

    @cached_property
    def run_by(self) -> dict[ast.Call, Query]:
        """Return the queries by the calls that run them."""
        return {query.call: query for query in self.queries if query.call}

    def is_text_clause(self, query: Query) -> bool:
        """Say whether a query is SQLAlchemy's `text()`, which has parameters of its own whatever the driver."""
        around = [query.node, *self.tree.ancestors(query.node)]
        return any(isinstance(node, ast.Call) and called_name(node) == "text" for node in around[:3])

    def composes_safely(self, query: Query) -> bool:
        """Say whether a query is put together by psycopg's `sql.SQL`, which quotes what it is given."""
        node = query.node
        while isinstance(node, ast.Call):
            if called_name(node) == "SQL":
                return True
            if not isinstance(node.func, ast.Attribute):
                return False
            node = node.func.value
        return False

    def is_plain(self, query: Query) -> bool:
        """Say whether a query is one literal alone whose source is its value, character by character."""
        start, end = self.composer.place(query.node)
        is_literal = isinstance(query.node, ast.Constant) and is_plain(self.source.text, start, end)
        return is_literal and query.text.verbatim and query.is_whole


def read_python(source: Source, dialect: str = "", *, migration: bool = False) -> PythonModule | None:
    """Return a module with its SQL; None where there is none, or where it cannot be read.

    `dialect` is empty where none is set: then the drivers that are imported tell it, or else the SQL itself.
    """
    tree = _parsed(source.text) if may_hold_sql(source.text) else None
    if tree is None:
        return None
    imports = imported(tree.nodes)
    drivers = drivers_among(imports)
    module = PythonModule(
        source, tree, Composer(source.text, tree), drivers, imports, dialect, migration or migrates(imports)
    )
    found = list(_Finder(module).find())
    if not dialect:
        told = "\n".join(candidate.filled.content for candidate in found)
        module.dialect = dialect_of(drivers) or dialects.guess(told).dialect
    queries = (_query(module, candidate) for candidate in found)
    module.queries = tuple(query for query in queries if query)
    return module


def _parsed(text: str) -> PythonTree | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes that mean nothing, which is for others to tell
            return PythonTree(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@dataclass(frozen=True, eq=False)
class _Candidate:
    """An expression that may make SQL."""

    node: ast.expr
    composition: Composition
    filled: Filled
    call: ast.Call | None
    is_whole: bool
    added: tuple[Composition, ...]


class _Finder:
    """Goes through the strings of a module and finds those that are SQL."""

    def __init__(self, module: PythonModule) -> None:
        self._composer = module.composer
        self._tree = module.tree
        self._source = module.source
        self._runs: dict[ast.AST, ast.Call] = {}
        self._parts: set[ast.AST] = set()

    def find(self) -> Iterator[_Candidate]:
        """Yield what is SQL for certain, or is run as SQL."""
        leaves = [node for node in self._tree.nodes if isinstance(node, ast.expr) and self._is_leaf(node)]
        self._note_runs()
        wholes = {self._outermost(leaf): leaf for leaf in leaves}
        self._parts.update(leaf for whole, leaf in wholes.items() if isinstance(leaf, ast.Name) and whole is leaf)
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

    def _candidate(self, node: ast.expr) -> Iterator[_Candidate]:
        call = self._runs.get(node) or (node if isinstance(node, ast.Call) and called_name(node) in RUNNING else None)
        composition = None if self._is_aside(node) else self._composer.compose(node)
        if composition is None:
            return
        added = tuple(self._added(node))
        filled = fill(composition.pieces)
        if call is not None or is_surely_sql(filled.content):
            is_whole = filled.is_whole and not added and not self._is_part(node)
            yield _Candidate(node, composition, filled, call, is_whole, added)

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


def _query(module: PythonModule, candidate: _Candidate) -> Query | None:
    """Return a query; None for what only looks like SQL."""
    filled = candidate.filled
    is_verbatim = filled.is_verbatim
    base = filled.segments[0].start if filled.segments else 0
    text = SqlText(
        module.source,
        module.dialect,
        filled.content,
        base,
        is_verbatim,
        module.migration and not _is_way_back(module.tree, candidate.node),
        segments=() if is_verbatim else filled.segments,
        hide=hide,
    )
    if candidate.call is None and candidate.is_whole and any(statement.problem for statement in text.statements):
        return None
    return Query(
        candidate.node,
        candidate.composition,
        filled,
        text,
        candidate.call,
        module.tree.scope_of(candidate.node),
        candidate.is_whole and bool(text.statements),
        candidate.added,
    )


def _is_way_back(tree: PythonTree, node: ast.expr) -> bool:
    """Say whether a string takes a migration back."""
    for around in tree.ancestors(node):
        if isinstance(around, ast.keyword) and around.arg == "reverse_sql":
            return True
        if isinstance(around, ast.FunctionDef) and around.name == "downgrade":
            return True
        if isinstance(around, ast.Call) and called_name(around) == "RunSQL":
            return node in around.args[1:]
    return False


def _beginning(node: ast.expr) -> str:
    """Return the text that an expression begins with; empty where it begins with none."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            return child.value
    return ""
