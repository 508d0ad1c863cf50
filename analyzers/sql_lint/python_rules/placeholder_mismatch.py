"""SQL180: parameters that do not match: their style the driver, their number the values."""

import ast
from collections.abc import Iterator

from ....diagnostics import Severity
from ..python_drivers import EXECUTING
from ..python_placeholders import Placeholder, Style, placeholders
from ..python_scopes import called_name
from ..python_sql import PythonModule
from ..rule import Finding, Grade, Impact, PythonRule

_POSITIONAL = frozenset({Style.QMARK, Style.FORMAT})
_BY_NAME = frozenset({Style.NAMED, Style.PYFORMAT, Style.DOLLAR_NAMED, Style.AT_NAMED})


class PlaceholderMismatch(PythonRule):
    """The parameters in a query do not match the driver, or the values that are passed.

    The query fails as soon as it runs, which may be late where it seldom does.

    Bad:
        import sqlite3
        connection = sqlite3.connect("shop.db")
        connection.execute("SELECT id FROM orders WHERE customer = %s", (customer,))
        ---
        import psycopg
        cursor.execute("SELECT id FROM orders WHERE customer = ?", (customer,))
        ---
        cursor.execute("INSERT INTO orders (id, total) VALUES (?, ?)", (number,))
        ---
        cursor.execute("SELECT id FROM orders WHERE customer = %(customer)s", {"client": customer})
    Good:
        import sqlite3
        connection = sqlite3.connect("shop.db")
        connection.execute("SELECT id FROM orders WHERE customer = ? AND note LIKE '%s'", (customer,))
        ---
        import psycopg
        cursor.execute("SELECT id FROM orders WHERE tags ? 'new' AND customer = %s", (customer,))
        ---
        cursor.execute("INSERT INTO orders (id, total) VALUES (?, ?)", (number, *totals))
        ---
        cursor.execute("SELECT id FROM orders WHERE customer = :customer", {"customer": customer, "note": note})
    """

    code = "SQL180"
    name = "placeholder-mismatch"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(integrity=1, accuracy=1)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each call whose query and values do not fit together."""
        for call, query in module.run_by.items():
            values = call.args[1] if len(call.args) > 1 else None
            is_known = query.is_whole and not query.composition.holes and len(query.text.statements) == 1
            if values is None or not is_known or called_name(call) not in EXECUTING or _shall_fail(module, call):
                continue
            found = list(placeholders(query.text.content))
            if called_name(call) == "execute" and not module.is_text_clause(query):
                yield from self._number(module, call, found, values)
            if called_name(call) in {"execute", "executemany"} and not module.is_text_clause(query):
                yield from self._style(module, call, found)

    def _style(self, module: PythonModule, call: ast.Call, found: list[Placeholder]) -> Iterator[Finding]:
        known = {style for driver in module.drivers for style in driver.styles}
        used = {placeholder.style for placeholder in found}
        if len({driver.dialect for driver in module.drivers}) == 1 and known and used and not used & known:
            written = min(style.value for style in used)
            wanted = " or ".join([style.value for style in Style if style in known][:2])
            driver = module.drivers[0].module
            yield self.finding(
                module.span(call.args[0]), f"{driver} has no parameters like {written}", f"write {wanted}"
            )

    def _number(
        self, module: PythonModule, call: ast.Call, found: list[Placeholder], values: ast.expr
    ) -> Iterator[Finding]:
        styles = {placeholder.style for placeholder in found}
        if isinstance(values, ast.Tuple | ast.List) and len(styles) == 1 and styles <= _POSITIONAL:
            is_plain = not any(isinstance(value, ast.Starred) for value in values.elts)
            if is_plain and all(not placeholder.name for placeholder in found) and len(found) != len(values.elts):
                message = f"{_counted(len(found), 'parameter')} in the query, {_counted(len(values.elts), 'value')}"
                yield self.finding(module.span(values), message, "pass one value for each parameter")
        elif isinstance(values, ast.Dict) and len(styles) == 1 and styles <= _BY_NAME:
            keys = {key.value for key in values.keys if isinstance(key, ast.Constant)}
            missing = sorted({placeholder.name for placeholder in found} - {str(key) for key in keys})
            if missing and len(keys) == len(values.keys):
                yield self.finding(module.span(values), f"no value for the parameter {missing[0]!r}", "pass it too")


def _shall_fail(module: PythonModule, call: ast.Call) -> bool:
    """Say whether a test makes sure that a call fails."""
    around = (item.context_expr for up in module.tree.ancestors(call) if isinstance(up, ast.With) for item in up.items)
    return any(isinstance(context, ast.Call) and "raises" in called_name(context).lower() for context in around)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
