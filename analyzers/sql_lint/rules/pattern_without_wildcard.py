"""SQL109: a LIKE without a wildcard."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class PatternWithoutWildcard(NodeRule):
    """A LIKE whose pattern holds no wildcard is an equality that looks like a search.

    Readers look for the wildcard, planners may not use the index that equality would use. A regular expression that is
    nothing but a text, or the beginning of one, is no better.

    Bad:
        SELECT id FROM orders WHERE status LIKE 'open'
    Good:
        SELECT id FROM orders WHERE status = 'open'
        ---
        SELECT id FROM orders WHERE status LIKE 'open%'
    """

    code = "SQL109"
    name = "pattern-without-wildcard"
    nodes = (exp.Like, exp.RegexpLike)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a pattern holds no wildcard."""
        pattern = node.args.get("expression")
        if isinstance(node, exp.RegexpLike):
            if isinstance(pattern, exp.Literal) and _PLAIN.fullmatch(pattern.name):
                what = "equality" if pattern.name.endswith("$") else "the beginning of a value"
                yield self.finding(statement, node, f"this asks for {what} only", "write = or LIKE 'beginning%'")
            return
        if (
            not isinstance(pattern, exp.Literal | exp.National)
            or re.search(r"[%_\\\[]", pattern.name)
            or isinstance(node.parent, exp.Escape)
        ):
            return
        is_exact = statement.dialect in _EXACT and isinstance(pattern, exp.Literal) and pattern.name
        fix = partial(self._write_equality, node, statement) if is_exact else None
        yield self.finding(statement, node, "this pattern holds no wildcard", "write = instead of LIKE", fix)

    def _write_equality(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        pattern = statement.range_of(node.args["expression"])
        if pattern and statement.words[pattern.first - 1] == "LIKE":
            negated = statement.words[pattern.first - 2] == "NOT"
            first = pattern.first - 2 if negated else pattern.first - 1
            yield replace(statement, TokenRange(first, pattern.first - 1), "<>" if negated else "=")


# A regular expression that is a text from the beginning on.
_PLAIN = re.compile(r"\^[\w @/:-]+\$?")
# Where LIKE heeds case and blanks at the end just as = does.
_EXACT = {"ansi", "postgres", "postgresql", "duckdb", "bigquery", "clickhouse", "trino", "spark", "hive"}
