"""SQL178: a query for each round of a loop."""

import ast
from collections.abc import Iterator

from ....diagnostics import Severity
from ..python_drivers import EXECUTING
from ..python_scopes import FUNCTIONS, LOOPS, called_name
from ..python_sql import PythonModule, Query
from ..rule import Finding, Grade, Impact, PythonRule

_MANY = ("batch", "chunk", "page", "block", "group", "attempt", "retry", "shard", "partition", "statement", "migration")
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class QueryInLoop(PythonRule):
    """A query runs once for each row of something, with a value of that row.

    Each run costs a journey to the database and a plan; a hundred rows wait a hundred times. One query with a join or
    a list of values, or one `executemany`, does the same at once.

    Bad:
        for order in orders:
            cursor.execute("SELECT name FROM customers WHERE id = ?", (order.customer_id,))
            names.append(cursor.fetchone()[0])
        ---
        for name in names:
            cursor.execute("INSERT INTO customers (name) VALUES (%s)", (name,))
        ---
        names = [db.execute("SELECT name FROM customers WHERE id = ?", [key]).fetchone() for key in keys]
    Good:
        cursor.executemany("INSERT INTO customers (name) VALUES (?)", [(name,) for name in names])
        ---
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
        ---
        for batch in batches:
            cursor.execute("DELETE FROM orders WHERE id = ANY(%s)", (batch,))
        ---
        for name in names:
            cursor.execute("INSERT INTO customers (name) VALUES (?)", (name,))
            keys.append(cursor.lastrowid)
        ---
        for attempt in range(3):
            cursor.execute("SELECT name FROM customers WHERE id = ?", (key,))
    """

    code = "SQL178"
    name = "query-in-loop"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=10, write=10)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding where what is passed to a query depends on the loop it stands in."""
        for call, query in module.run_by.items():
            if called_name(call) in EXECUTING - {"executemany"} and len(query.text.statements) == 1:
                yield from self._in_loop(module, call, query)

    def _in_loop(self, module: PythonModule, call: ast.Call, query: Query) -> Iterator[Finding]:
        loop = _loop_around(module, call)
        word = query.text.statements[0].words[0]
        if loop is None or word not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            return
        if word == "SELECT" and "FROM" not in query.text.statements[0].words:
            return
        names = _names_of(module, loop)
        passed = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
        if not _depends(passed, names) or _depends([call.args[0]] if call.args else [], names):
            return
        if any(part in name.lower() for name in names for part in _MANY) or _needs_each(loop, query):
            return
        hint = "read all rows with one query: a join, or a list of values"
        if word not in {"SELECT", "WITH"}:
            hint = "collect the values and change all rows at once: executemany, or one statement for all"
        yield self.finding(module.span(call.func), "this query runs once for each round of the loop", hint)


def _loop_around(module: PythonModule, call: ast.Call) -> ast.AST | None:
    """Return the loop that a call is in the body of, within its function; the innermost one."""
    inside: ast.AST = call
    for around in module.tree.ancestors(call):
        if isinstance(around, FUNCTIONS):
            return None
        if isinstance(around, LOOPS) and inside in around.body:
            return around
        if isinstance(around, _COMPREHENSIONS) and not isinstance(inside, ast.comprehension):
            return around
        inside = around
    return None


def _names_of(module: PythonModule, loop: ast.AST) -> set[str]:
    """Return the names a loop gives values, and those made of them in its body."""
    targets = [loop.target] if isinstance(loop, LOOPS) else []
    targets += [clause.target for clause in loop.generators] if isinstance(loop, _COMPREHENSIONS) else []
    names = {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)} - {"_"}
    for node in ast.walk(loop):
        if isinstance(node, ast.Assign) and _depends([node.value], names):
            names |= {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return names


def _depends(nodes: list[ast.expr], names: set[str]) -> bool:
    return any(isinstance(part, ast.Name) and part.id in names for node in nodes for part in ast.walk(node))


def _needs_each(loop: ast.AST, query: Query) -> bool:
    """Say whether each round needs what its own query tells: a new key, how many rows changed, whether to go on."""
    if "RETURNING" in query.text.content.upper():
        return True
    is_search = any(isinstance(node, ast.Break | ast.Return | ast.Try | ast.Await) for node in ast.walk(loop))
    told = {"lastrowid", "rowcount", "insert_id", "savepoint", "atomic", "commit"}
    return is_search or any(isinstance(node, ast.Attribute) and node.attr in told for node in ast.walk(loop))
