"""SQL216: a CASE that says what its condition, a column or COALESCE says alone."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

# Products that have no truth values among their columns.
_WITHOUT_BOOLEANS = frozenset({"tsql", "oracle"})


class NeedlessCase(NodeRule):
    """A CASE says what its condition, a column or COALESCE says alone.

    A reader must compare the branches to see that nothing is decided.

    Bad:
        SELECT CASE WHEN total > 0 THEN TRUE ELSE FALSE END AS paid FROM orders
        ---
        SELECT CASE WHEN city IS NULL THEN 'unknown' ELSE city END AS city FROM customers
        ---
        SELECT CASE WHEN city IS NOT NULL THEN city ELSE NULL END AS city FROM customers
    Good:
        SELECT COALESCE(total > 0, FALSE) AS paid FROM orders
        ---
        SELECT CASE WHEN total > 0 THEN TRUE END AS paid FROM orders
        ---
        SELECT CASE WHEN city IS NULL THEN city ELSE 'known' END AS city FROM customers
        ---
        SELECT CASE WHEN state IS NULL THEN 1 WHEN total > 0 THEN 2 ELSE state END AS state FROM orders
    """

    code = "SQL216"
    name = "needless-case"
    severity = Severity.INFO
    grade = Grade.SAFE
    nodes = (exp.Case,)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the only branch and ELSE are truth values, or what the condition tests for NULL."""
        branches: list[exp.If] = node.args.get("ifs") or []
        if node.this or len(branches) != 1:
            return
        condition, value = branches[0].this, branches[0].args.get("true")
        otherwise = node.args.get("default")
        if isinstance(value, exp.Boolean) and isinstance(otherwise, exp.Boolean) and value != otherwise:
            if statement.dialect not in _WITHOUT_BOOLEANS:
                fix = partial(self._write_condition, node, condition, value.this, statement)
                yield self.finding(statement, node, "CASE turns a condition into itself", "write the condition", fix)
            return
        tested, when_null, when_not = _split(condition, value, otherwise)
        if tested is None or when_not is None or not _same(tested, when_not, statement):
            return
        needed = None if isinstance(when_null, exp.Null | None) else when_null
        fix = partial(self._write_value, node, when_not, needed, statement)
        instead = "write COALESCE" if needed else "write the column"
        yield self.finding(statement, node, "CASE only tests a column for NULL", instead, fix)

    def _write_condition(
        self, node: exp.Expr, condition: exp.Expr, wanted: bool, statement: Statement
    ) -> Iterator[Edit]:
        whole, inner = statement.verified_range_of(node), statement.verified_range_of(condition)
        if whole and inner:
            example = statement.tokens[whole.first].text
            written = f"{in_case_of('COALESCE', example)}({statement.text_of(inner)}, {in_case_of('FALSE', example)})"
            yield replace(statement, whole, written if wanted else _negated(written, example, node))

    def _write_value(
        self, node: exp.Expr, column: exp.Expr, otherwise: exp.Expr | None, statement: Statement
    ) -> Iterator[Edit]:
        whole, kept = statement.verified_range_of(node), statement.verified_range_of(column)
        other = statement.verified_range_of(otherwise) if otherwise else None
        if whole is None or kept is None or (otherwise and other is None):
            return
        written = statement.text_of(kept)
        if other:
            name = in_case_of("COALESCE", statement.tokens[whole.first].text)
            written = f"{name}({written}, {statement.text_of(other)})"
        yield replace(statement, whole, written)


def _negated(written: str, example: str, node: exp.Expr) -> str:
    """Return NOT before a call; in parentheses where an operator beside it would take in too much or too little."""
    negated = f"{in_case_of('NOT', example)} {written}"
    return negated if isinstance(node.parent, exp.Select | exp.Alias | exp.Connector | exp.Where) else f"({negated})"


def _split(
    condition: exp.Expr, value: exp.Expr | None, otherwise: exp.Expr | None
) -> tuple[exp.Expr | None, exp.Expr | None, exp.Expr | None]:
    """Return the column a condition tests for NULL, and the values where it is NULL and where it is not."""
    if isinstance(condition, exp.Not):
        condition, value, otherwise = condition.this, otherwise, value
    if isinstance(condition, exp.Is) and isinstance(condition.expression, exp.Null):
        return condition.this, value, otherwise
    return None, None, None


def _same(tested: exp.Expr, value: exp.Expr, statement: Statement) -> bool:
    """Say whether two expressions are one column, or one element of it, that is the same each time it is read."""
    column = tested
    while isinstance(column, exp.Bracket):
        if not all(isinstance(index, exp.Literal) for index in column.expressions):
            return False
        column = column.this
    if not isinstance(column, exp.Column):
        return False
    return tested == value or (statement.dialect != "clickhouse" and _folded(tested) == _folded(value))


def _folded(node: exp.Expr) -> exp.Expr:
    """Return a copy of an expression with its unquoted names in lower case."""
    copy = node.copy()
    for name in copy.find_all(exp.Identifier):
        if not name.quoted:
            name.set("this", name.name.lower())
    return copy
