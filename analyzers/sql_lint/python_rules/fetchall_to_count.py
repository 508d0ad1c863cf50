"""SQL179: all rows are read to count them or to take one."""

import ast
from collections.abc import Iterator

from sqlglot import exp

from ..python_scopes import called_name
from ..python_sql import PythonModule
from ..rule import Finding, Grade, Impact, PythonRule

_TEST_NAMES = ("test_", "assert")


class FetchallToCount(PythonRule):
    """All rows are read from the database only to count them, or to take the first.

    Every row is sent and made an object, which takes time and memory in proportion to the table. The database counts
    without sending anything, and LIMIT sends one row.

    Bad:
        cursor.execute("SELECT id FROM orders")
        number = len(cursor.fetchall())
        ---
        first = cursor.execute("SELECT id, total FROM orders ORDER BY total").fetchall()[0]
        ---
        cursor.execute("SELECT id FROM orders")
        rows = cursor.fetchall()
        print(len(rows))
    Good:
        cursor.execute("SELECT count(*) FROM orders")
        number = cursor.fetchone()[0]
        ---
        cursor.execute("SELECT id FROM orders")
        rows = cursor.fetchall()
        print(len(rows), rows)
        ---
        assert len(cursor.fetchall()) == 3
        ---
        last = cursor.fetchall()[-1]
        ---
        number = cursor.execute("SELECT count(*) FROM orders").fetchall()[0]
    """

    code = "SQL179"
    name = "fetchall-to-count"
    grade = Grade.SUGGESTION
    impact = Impact(read=10)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each fetchall of which only the number of rows, or the first one, is used."""
        for call in module.calls:
            if called_name(call) != "fetchall" or not isinstance(call.func, ast.Attribute) or call.args:
                continue
            use = None if _is_checked(module, call) else _use(module, call)
            if use == "len":
                hint = "let the database count: SELECT count(*); or EXISTS where it only matters whether there are any"
                yield self.finding(module.span(call), "all rows are read only to count them", hint)
            elif use == "first" and _reads_many(module, call.func.value):
                hint = "fetchone() takes one row; LIMIT 1 lets the database send no more"
                yield self.finding(module.span(call), "all rows are read only to take the first", hint)


def _reads_many(module: PythonModule, cursor: ast.expr) -> bool:
    """Say whether a query, known from its call, gives many rows: none are chosen, or they are sorted."""
    query = module.run_by.get(cursor) if isinstance(cursor, ast.Call) else None
    tree = query.text.statements[0].tree if query and query.text.statements else None
    if not isinstance(tree, exp.Select) or tree.args.get("limit") or not tree.args.get("from_"):
        return False
    counts = any(column.find(exp.AggFunc) for column in tree.expressions) and not tree.args.get("group")
    return not counts and bool(tree.args.get("order") or not tree.args.get("where"))


def _use(module: PythonModule, call: ast.Call) -> str | None:
    """Return what the rows are used for, `len` or `first`; None for anything else."""
    parent = module.tree.parents.get(call)
    parent = module.tree.parents.get(parent) if isinstance(parent, ast.Await) else parent
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], ast.Name):
        return _use_of_name(module, parent.targets[0])
    return _kind_of_use(parent, call)


def _use_of_name(module: PythonModule, name: ast.Name) -> str | None:
    scope = module.tree.scope_of(name)
    if len(scope.bindings(name.id)) != 1 or (isinstance(scope.node, ast.Module) and name.id.isupper()):
        return None
    loads = [
        node
        for node in ast.walk(scope.node)
        if isinstance(node, ast.Name) and node.id == name.id and isinstance(node.ctx, ast.Load)
    ]
    uses = {_kind_of_use(module.tree.parents.get(load), load) for load in loads}
    return "len" if uses == {"len"} and not any(_is_checked(module, load) for load in loads) else None


def _kind_of_use(parent: ast.AST | None, node: ast.AST) -> str | None:
    match parent:
        case ast.Call(func=ast.Name(id="len")):
            return "len"
        case ast.Subscript(slice=ast.Constant(value=0)) if parent.value is node:
            return "first"
        case _:
            return None


def _is_checked(module: PythonModule, node: ast.AST) -> bool:
    """Say whether a test makes sure of what was read: then there are few rows."""
    for around in module.tree.ancestors(node):
        if isinstance(around, ast.Assert):
            return True
        if isinstance(around, ast.Call) and called_name(around).startswith("assert"):
            return True
        if isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef) and around.name.startswith(_TEST_NAMES):
            return True
    return False
