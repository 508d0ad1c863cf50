"""SQL211: a join that leaves its kind to the reader."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import in_case_of, insert_before
from ..joins import is_comma_join
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options, Severity
from ..sql_text import Statement, TokenRange


class BareJoin(NodeRule):
    """A join leaves out a word that says of which kind it is.

    JOIN means INNER JOIN and LEFT JOIN means LEFT OUTER JOIN; a team that writes the words wants them everywhere. The
    option `fully_qualify_join_types` says which: inner, outer or both.

    Bad:
        SELECT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.id
    Good:
        SELECT o.id FROM orders AS o INNER JOIN items AS i ON i.order_id = o.id
        ---
        SELECT o.id FROM orders AS o LEFT JOIN items AS i ON i.order_id = o.id
        ---
        SELECT o.id FROM orders AS o, items AS i WHERE i.order_id = o.id
    """

    code = "SQL211"
    name = "bare-join"
    severity = Severity.INFO
    nodes = (exp.Join,)
    grade = Grade.SAFE
    options: ClassVar[Options] = {"fully_qualify_join_types": "inner"}
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where INNER, or OUTER if the option asks for it, is missing."""
        wanted = self.settings["fully_qualify_join_types"]
        if not isinstance(node, exp.Join) or node.method or is_comma_join(node, statement):
            return
        if not node.kind and not node.side and wanted in {"inner", "both"}:
            yield from self._missing("INNER", node, statement)
        elif node.side and not node.kind and wanted in {"outer", "both"}:
            yield from self._missing("OUTER", node, statement)

    def _missing(self, word: str, join: exp.Join, statement: Statement) -> Iterator[Finding]:
        place = statement.range_of(join)
        found = next(statement.find_words("JOIN", within=place), None) if place else None
        if found:
            fix = partial(self._add, word, found, statement)
            yield self.finding(statement, found, f"the word {word} is left out", f"write {word} JOIN", fix)

    def _add(self, word: str, join: TokenRange, statement: Statement) -> Iterator[Edit]:
        written = in_case_of(word, statement.tokens[join.first].text)
        yield insert_before(statement, join, f"{written} ")
