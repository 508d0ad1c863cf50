"""SQL260: a parameter between quotes."""

from collections.abc import Iterator

from ....diagnostics import Severity, Span
from ..python_placeholders import quoted_placeholders
from ..python_sql import PythonModule
from ..rule import Finding, Grade, Impact, PythonRule


class QuotedPlaceholder(PythonRule):
    """A parameter stands between quotes, where it is a string or is quoted twice.

    Drivers quote values themselves: `'?'` is a question mark and takes no value, `'%s'` breaks at every string.

    Bad:
        cursor.execute("SELECT id FROM orders WHERE customer = '%s'", (customer,))
        ---
        cursor.execute("SELECT id FROM orders WHERE customer = '?'", (customer,))
    Good:
        cursor.execute("SELECT id FROM orders WHERE customer = %s", (customer,))
        ---
        cursor.execute("SELECT id FROM orders WHERE note = '?'")
        ---
        cursor.execute("SELECT to_char(day, '%s') FROM orders WHERE customer = %(customer)s", {"customer": customer})
    """

    code = "SQL260"
    name = "quoted-placeholder"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(integrity=1, accuracy=1)

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each parameter between quotes in a query that values are passed to."""
        for call, query in module.run_by.items():
            if len(call.args) < 2 or query.composition.holes:
                continue
            text = query.text
            for start, end in quoted_placeholders(text.content):
                if not _stands_in_call(text.content[:start]):
                    place = Span(module.source, text.place(start), text.place_behind(end - 1))
                    yield self.finding(place, "this parameter stands between quotes", "the driver quotes it: no quotes")


def _stands_in_call(before: str) -> bool:
    """Say whether a string is an argument behind another, as a format is."""
    return before.rstrip().endswith(",") and "VALUES" not in before.upper()
