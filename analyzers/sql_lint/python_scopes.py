"""What names stand for in a module of Python: a tree with its parents, and for each function what binds its names."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct, field

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor)
_CONSTANT = re.compile(r"_{0,2}[A-Z][A-Z0-9_]*$")
_QUOTING = re.compile(r"(?i)quot|escap|ident|placeholder|literal")
_NUMBERS = frozenset({"int", "len", "float", "bool", "id", "ord", "round"})
_DEPTH = 60


class Way(Enum):
    """How a name comes to its value."""

    ASSIGNED = auto()
    ADDED = auto()  # name += value
    LOOPED = auto()  # for name in value
    OTHER = auto()  # parameters, imports, with … as name


class Binding(Struct, frozen=True):
    """One place that gives a name a value; `value` is None where nothing is known of it."""

    way: Way
    value: ast.expr | None
    node: ast.AST


class Scope(Struct, eq=False):
    """A module or a function, with all that binds its names."""

    node: ast.AST
    parent: "Scope | None"
    names: defaultdict[str, list[Binding]] = field(default_factory=lambda: defaultdict(list))

    def bindings(self, name: str) -> list[Binding]:
        """Return what binds a name here, or else in what stands around."""
        if name in self.names or self.parent is None:
            return self.names.get(name, [])
        return self.parent.bindings(name)


class PythonTree:
    """A tree of Python: parents, scopes, and which expressions always have the same few values."""

    def __init__(self, tree: ast.Module) -> None:
        """Take a tree and look at each node once."""
        self.tree = tree
        self.parents: dict[ast.AST, ast.AST] = {}
        self.nodes: list[ast.AST] = []
        self._fixed: dict[tuple[Scope, str], bool] = {}
        self._scopes: dict[ast.AST, Scope] = {tree: Scope(tree, None)}
        waiting: list[tuple[ast.AST, Scope]] = [(tree, self._scopes[tree])]
        while waiting:
            node, scope = waiting.pop()
            self.nodes.append(node)
            scope = self._entered(node, scope)
            children = list(ast.iter_child_nodes(node))
            for child in reversed(children):
                self.parents[child] = node
                waiting.append((child, scope))

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what stands around a node, the nearest first."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def scope_of(self, node: ast.AST) -> Scope:
        """Return the function that a node stands in, or else the module."""
        found = next((around for around in (node, *self.ancestors(node)) if around in self._scopes), self.tree)
        return self._scopes[found]

    def value_of(self, name: ast.Name) -> ast.expr | None:
        """Return the only expression that a name is ever given; None where there are several, or none is known."""
        bindings = self.scope_of(name).bindings(name.id)
        if len(bindings) == 1 and bindings[0].way is Way.ASSIGNED:
            return bindings[0].value
        return None

    def is_fixed(self, node: ast.expr, depth: int = 0) -> bool:
        """Say whether no user can choose the value: it is made of constants, is a number, or was quoted."""
        if depth > _DEPTH:
            return False
        match node:
            case ast.Constant():
                return True
            case ast.Name():
                return self._is_fixed_name(node, depth + 1)
            case ast.Attribute():
                return bool(_CONSTANT.match(node.attr))
            case ast.Call():
                return self._is_fixed_call(node, depth + 1)
            case ast.Subscript():
                return self.is_fixed(node.value, depth + 1)
            case ast.Dict():
                return all(self.is_fixed(value, depth + 1) for value in node.values)
            case ast.IfExp():
                return self.is_fixed(node.body, depth + 1) and self.is_fixed(node.orelse, depth + 1)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                return self.is_fixed(node.elt, depth + 1)
            case (
                ast.BinOp(left=ast.Constant(value=int() | float()))
                | ast.BinOp(right=ast.Constant(value=int() | float()))
            ):
                return not isinstance(node.op, ast.Mod)
            case ast.List() | ast.Tuple() | ast.Set() | ast.JoinedStr() | ast.BoolOp() | ast.BinOp():
                return all(self.is_fixed(part, depth + 1) for part in _parts(node))
            case ast.FormattedValue() | ast.Starred():
                return self.is_fixed(node.value, depth + 1)
            case _:
                return False

    def _is_fixed_name(self, name: ast.Name, depth: int) -> bool:
        if _CONSTANT.match(name.id) and len(name.id) > 1:
            return True
        scope = self.scope_of(name)
        bindings = scope.bindings(name.id)
        key = (scope, name.id)
        if key not in self._fixed:
            self._fixed[key] = True  # what a name is built from itself decides nothing
            values = [binding.value for binding in bindings]
            self._fixed[key] = bool(values) and all(value and self.is_fixed(value, depth) for value in values)
        return self._fixed[key]

    def _is_fixed_call(self, call: ast.Call, depth: int) -> bool:
        called = called_name(call)
        if called in _NUMBERS or _QUOTING.search(called):
            return True
        if call.args and all(isinstance(arg, ast.Constant) and not isinstance(arg.value, str) for arg in call.args):
            return True
        if called == "replace" and isinstance(call.args[0] if call.args else None, ast.Constant):
            return "'" in str(ast.literal_eval(call.args[0])) or self._is_fixed_method(call, depth)
        return self._is_fixed_method(call, depth)

    def _is_fixed_method(self, call: ast.Call, depth: int) -> bool:
        called = called_name(call)
        if isinstance(call.func, ast.Attribute) and called in {"join", "format", "strip", "upper", "lower", "replace"}:
            return self.is_fixed(call.func.value, depth) and all(self.is_fixed(arg, depth) for arg in call.args)
        return called in {"range", "enumerate", "sorted", "list", "tuple", "set", "dict", "zip", "repeat"} and all(
            self.is_fixed(arg, depth) for arg in call.args
        )

    def _entered(self, node: ast.AST, scope: Scope) -> Scope:
        """Note what a node binds, and return the scope of what stands in it."""
        if isinstance(node, FUNCTIONS):
            inner = self._scopes[node] = Scope(node, scope)
            if not isinstance(node, ast.Lambda):
                scope.names[node.name].append(Binding(Way.OTHER, None, node))
            for argument in _arguments(node.args):
                inner.names[argument.arg].append(Binding(Way.OTHER, None, node))
            return inner
        for name, binding in _bound_by(node):
            scope.names[name].append(binding)
        return scope


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called; empty where it has none."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else name_of(call.func)


def name_of(node: ast.AST | None) -> str:
    """Return a name, or the last part of a dotted one; empty for anything else."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _parts(node: ast.AST) -> list[ast.expr]:
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def _arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (extra for extra in (arguments.vararg, arguments.kwarg) if extra)


def _bound_by(node: ast.AST) -> Iterator[tuple[str, Binding]]:
    match node:
        case ast.Assign():
            for target in node.targets:
                yield from _targets(target, Way.ASSIGNED, node.value, node)
        case ast.AnnAssign() | ast.NamedExpr() if node.value is not None:
            yield from _targets(node.target, Way.ASSIGNED, node.value, node)
        case ast.AugAssign():
            yield from _targets(node.target, Way.ADDED, node.value, node)
        case ast.For() | ast.AsyncFor() | ast.comprehension():
            yield from _targets(node.target, Way.LOOPED, node.iter, node)
        case ast.withitem() if node.optional_vars:
            yield from _targets(node.optional_vars, Way.OTHER, None, node)
        case ast.ExceptHandler() if node.name:
            yield node.name, Binding(Way.OTHER, None, node)
        case ast.alias():
            yield (node.asname or node.name).partition(".")[0], Binding(Way.OTHER, None, node)
        case ast.ClassDef():
            yield node.name, Binding(Way.OTHER, None, node)
        case ast.Global() | ast.Nonlocal():
            for name in node.names:
                yield name, Binding(Way.OTHER, None, node)
        case _:
            return


def _targets(target: ast.expr, way: Way, value: ast.expr | None, node: ast.AST) -> Iterator[tuple[str, Binding]]:
    """Yield the names of a target; what is taken apart is known only where each part is known to be fixed."""
    if isinstance(target, ast.Name):
        yield target.id, Binding(way, value, node)
    elif isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _targets(part, Way.LOOPED if way is Way.ASSIGNED else way, value, node)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value, way, value, node)
