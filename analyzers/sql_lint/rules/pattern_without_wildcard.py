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

    Readers look for the wildcard, planners may not use the index that equality would use.

    Bad:
        SELECT id FROM orders WHERE status LIKE 'open'
    Good:
        SELECT id FROM orders WHERE status = 'open'
        ---
        SELECT id FROM orders WHERE status LIKE 'open%'
    """

    code = "SQL109"
    name = "pattern-without-wildcard"
    nodes = (exp.Like,)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a pattern holds no wildcard."""
        pattern = node.args.get("expression")
        if (
            not isinstance(pattern, exp.Literal)
            or re.search(r"[%_\\\[]", pattern.name)
            or isinstance(node.parent, exp.Escape)
        ):
            return
        fix = partial(self._write_equality, node, statement) if statement.dialect in _EXACT and pattern.name else None
        yield self.finding(statement, node, "this pattern holds no wildcard", "write = instead of LIKE", fix)

    def _write_equality(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        pattern = statement.range_of(node.args["expression"])
        if pattern and statement.words[pattern.first - 1] == "LIKE":
            negated = statement.words[pattern.first - 2] == "NOT"
            first = pattern.first - 2 if negated else pattern.first - 1
            yield replace(statement, TokenRange(first, pattern.first - 1), "<>" if negated else "=")


# Where LIKE heeds case and blanks at the end just as = does.
_EXACT = {"ansi", "postgres", "postgresql", "duckdb", "bigquery", "clickhouse", "trino", "spark", "hive"}
