"""Finds the SQL in a module of Python: literals, what is put together from them, and what runs it."""

import ast
import sys
import warnings
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from ...diagnostics import Source, Span
from .dialect_guess import guess
from .python_composition import Composer, Composition, Piece
from .python_drivers import Driver, dialect_of, drivers_among, imported, migrates
from .python_finding import Candidate, Finder
from .python_holes import Filled, Kind, fill
from .python_placeholders import hide
from .python_recognition import may_hold_sql
from .python_scopes import PythonTree, called_name
from .sql_text import SqlText

_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


class Query(Struct, frozen=True, eq=False):
    """A string of SQL: the expression that makes it, how, and the call that runs it if that is known.

    `added` are the strings that are put behind it later on.
    """

    node: ast.expr
    composition: Composition
    filled: Filled
    text: SqlText
    call: ast.Call | None
    is_whole: bool
    added: tuple[Composition, ...] = ()

    @property
    def holes(self) -> Iterator[tuple[Piece, Kind]]:
        """Yield the holes with their kinds, those in what is added too."""
        yield from self.filled.holes
        for composition in self.added:
            yield from fill(composition.pieces).holes


class PythonModule(Struct, eq=False, dict=True):
    """A module of Python and the SQL in it."""

    source: Source
    tree: PythonTree
    composer: Composer
    drivers: tuple[Driver, ...]
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


def read_python(source: Source, dialect: str = "", *, migration: bool = False) -> PythonModule | None:
    """Return a module with its SQL; None where there is none, or where it cannot be read.

    `dialect` is empty where none is set: then the drivers that are imported tell it, or else the SQL itself.
    """
    tree = _parsed(source.text) if may_hold_sql(source.text) else None
    if tree is None:
        return None
    imports = imported(tree.nodes)
    drivers = drivers_among(imports)
    module = PythonModule(source, tree, Composer(source.text, tree), drivers, dialect, migration or migrates(imports))
    found = list(Finder(module.composer, tree).find())
    if not dialect:
        told = "\n".join(candidate.filled.content for candidate in found)
        module.dialect = dialect_of(drivers) or guess(told).dialect
    queries = (_query(module, candidate) for candidate in found)
    module.queries = tuple(query for query in queries if query)
    return module


def problem_in(source: Source) -> str:
    """Return why a module that may hold SQL cannot be read; empty where it can."""
    if not may_hold_sql(source.text):
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source.text)
    except SyntaxError as error:
        return f"Python {_VERSION} cannot read this: {error.msg}, line {error.lineno or 1}"
    except (ValueError, RecursionError, MemoryError) as error:
        return f"Python {_VERSION} cannot read this: {error}"
    return ""


def _parsed(text: str) -> PythonTree | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes that mean nothing, which is for others to tell
            return PythonTree(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _query(module: PythonModule, candidate: Candidate) -> Query | None:
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
