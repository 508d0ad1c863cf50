"""SQL261: names, lists and clauses of SQL that come from values of Python."""

from collections.abc import Iterator

from ....diagnostics import Severity, Span
from ..python_holes import Kind
from ..python_sql import PythonModule
from ..rule import Finding, Grade, Impact, PythonRule


class StringBuiltFragment(PythonRule):
    """A name, a list or a clause is written into SQL from a value that is not known here.

    It cannot be a parameter. Where a user can choose it, the user chooses the statement; worth a look in code that
    takes its names from outside.

    Bad:
        cursor.execute(f"SELECT id FROM {table}")
        ---
        cursor.execute("SELECT id FROM orders " + condition)
    Good:
        TABLE = "orders"
        cursor.execute(f"SELECT id FROM {TABLE}")
        ---
        for table in ("orders", "customers"):
            cursor.execute(f"SELECT id FROM {table}")
        ---
        cursor.execute(f"SELECT id FROM {quote_identifier(table)}")
    """

    code = "SQL261"
    name = "string-built-fragment"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    impact = Impact(maintainability=1, integrity=1)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each string, at the first name or clause that is written into it."""
        for query in module.queries:
            if module.composes_safely(query):
                continue
            for piece, kind in query.holes:
                if kind in {Kind.NAME, Kind.FRAGMENT} and piece.value and not module.tree.is_fixed(piece.value):
                    hint = "take it from a list of known names, or quote it as the driver does"
                    place = Span(module.source, piece.start, piece.end)
                    yield self.finding(place, "a part of this statement is a value of Python", hint)
                    break
