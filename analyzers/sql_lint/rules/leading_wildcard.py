"""SQL108: a LIKE that begins with a wildcard."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class LeadingWildcard(NodeRule):
    """A LIKE pattern that begins with a wildcard reads every row.

    An index is sorted by the beginning of its values, which is just what the pattern leaves open. A full-text or
    trigram index answers such questions. (SQLCheck, SIGMOD 2020: Pattern Matching.)

    Bad:
        SELECT id FROM customers WHERE name LIKE '%son'
        ---
        SELECT id FROM customers WHERE LOWER(name) LIKE '%' || 'son'
    Good:
        SELECT id FROM customers WHERE name LIKE 'Peter%'
        ---
        SELECT name LIKE '%son' AS is_son FROM customers
    """

    code = "SQL108"
    name = "leading-wildcard"
    nodes = (
        exp.Like,
        exp.ILike,
    )
    impact = Impact(read=10)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where rows are chosen by a pattern on a column that begins with a wildcard."""
        start = _start(node.args.get("expression"))
        if start.startswith(("%", "_")) and _chooses_rows(node):
            hint = "begin the pattern with what is known, or use a full-text index"
            yield self.finding(statement, node, "no index helps with a pattern that begins with a wildcard", hint)


def _start(pattern: object) -> str:
    """Return what a pattern is known to begin with; SQLite takes what is in double quotes for a string too."""
    while isinstance(pattern, exp.Add | exp.DPipe | exp.Concat | exp.Paren | exp.Lower | exp.Upper):
        pattern = pattern.expressions[0] if isinstance(pattern, exp.Concat) and pattern.expressions else pattern.this
    if isinstance(pattern, exp.Column) and not pattern.table and pattern.this.args.get("quoted"):
        return pattern.name
    return pattern.name if isinstance(pattern, exp.Literal | exp.National) else ""


def _chooses_rows(node: exp.Expr) -> bool:
    """Say whether a condition stands in WHERE or ON, not in a CASE or an aggregate."""
    clause = node.find_ancestor(exp.Where, exp.Join, exp.Case, exp.If, exp.AggFunc, exp.Select)
    held = node.this.this if isinstance(node.this, exp.Lower | exp.Upper | exp.Cast) else node.this
    return isinstance(clause, exp.Where | exp.Join) and isinstance(held, exp.Column)
