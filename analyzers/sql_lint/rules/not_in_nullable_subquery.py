"""SQL067: NOT IN over a subquery that may return NULL."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, insert_after, insert_before, replace
from ..joins import conjuncts
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..scopes import names_in
from ..sources import column_of
from ..sql_text import Statement, TokenRange

# Columns that are hardly ever NULL, where no schema tells.
_KEYS = re.compile(r"(?i)(?:^|_)?(?:id|key|code|uuid|sk|number|no)$")
_OPTIONAL = re.compile(r"(?i)(?:^|_)(?:manager|parent|supervisor|boss|mentor|referr\w+|assigne\w+|previous|next)_?id$")
_PLAIN = frozenset({"kind", "expressions", "from_", "joins", "where"})


class NotInNullableSubquery(NodeRule):
    """NOT IN is never true once its subquery returns a NULL.

    One row without a value empties the whole result, without any error. NOT EXISTS does what was meant, and most
    products run it faster. Columns that are known to be NOT NULL are not told, nor are keys of unknown tables.

    Bad:
        CREATE TABLE blocked (customer_id int);
        SELECT c.id FROM customers AS c WHERE c.id NOT IN (SELECT b.customer_id FROM blocked AS b)
        ---
        SELECT name FROM customers WHERE city NOT IN (SELECT city FROM branches)
        ---
        SELECT name FROM staff WHERE id NOT IN (SELECT manager_id FROM staff)
    Good:
        CREATE TABLE blocked (customer_id int NOT NULL);
        SELECT c.id FROM customers AS c WHERE c.id NOT IN (SELECT b.customer_id FROM blocked AS b)
        ---
        SELECT name FROM customers WHERE city NOT IN (SELECT city FROM branches WHERE city IS NOT NULL)
        ---
        SELECT name FROM customers WHERE city IN (SELECT city FROM branches)
        ---
        SELECT name FROM customers WHERE city NOT IN ('Rome', 'Oslo')
    """

    code = "SQL067"
    name = "not-in-nullable-subquery"
    severity = Severity.ERROR
    grade = Grade.UNSAFE
    nodes = (exp.Not,)
    impact = Impact(read=2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the only column of the subquery is not known to have a value in each row."""
        membership = node.this
        query = membership.args.get("query") if isinstance(membership, exp.In) else None
        select = query.unnest() if isinstance(query, exp.Expr) else None
        if not isinstance(select, exp.Select) or len(select.selects) != 1:
            return
        column = select.selects[0].unalias()
        if isinstance(column, exp.Column) and not column.is_star and _may_be_null(column, select, statement):
            fix = partial(self._rewrite, membership, select, column, statement)
            message = f"NOT IN is never true once {column.name} is NULL in one row"
            yield self.finding(statement, membership, message, "use NOT EXISTS", fix)

    def _rewrite(
        self, membership: exp.Expr, select: exp.Select, column: exp.Column, statement: Statement
    ) -> Iterator[Edit]:
        tested = membership.this
        if not isinstance(tested, exp.Column) or any(
            value for name, value in select.args.items() if name not in _PLAIN
        ):
            return
        outer = tested.find_ancestor(exp.Select, exp.Update, exp.Delete)
        left, right = statement.verified_range_of(tested), statement.verified_range_of(select.selects[0])
        before = _qualified(tested, outer, statement)
        after = _qualified(column, select, statement)
        if left is None or right is None or not before or not after or _is_taken(before, select):
            return
        opening = left.last + 3
        if statement.words[left.last + 1 : opening + 2] == ("NOT", "IN", "(", "SELECT"):
            word = statement.tokens[left.last + 1].text
            yield replace(statement, TokenRange(left.first, opening - 1), in_case_of("NOT EXISTS", word))
            yield replace(statement, right, "1")
            yield from _with_condition(select, f"{after} = {before}", statement.row.partners[opening] - 1, statement)


def _is_taken(column: str, select: exp.Select) -> bool:
    """Say whether the qualifier of a column means another table inside a query."""
    return column.partition(".")[0].strip('"`[]').lower() in names_in(select)


def _with_condition(select: exp.Select, condition: str, last: int, statement: Statement) -> Iterator[Edit]:
    """Yield the edits that add a condition to a query that ends with its WHERE or without one."""
    end = statement.tokens[last]
    where = select.args.get("where")
    if where is None:
        yield insert_after(statement, end, f" WHERE {condition}")
        return
    place = statement.verified_range_of(where)
    if place and place.last == last:
        either = isinstance(where.this, exp.Or)
        if either:
            yield insert_before(statement, statement.tokens[place.first + 1], "(")
        yield insert_after(statement, end, f"{')' if either else ''} AND {condition}")


def _qualified(column: exp.Column, query: exp.Expr | None, statement: Statement) -> str:
    """Return a column with the name of its table before it; empty where that is not known."""
    place = statement.verified_range_of(column)
    if place is None or query is None or column.table:
        return statement.text_of(place) if place and column.table else ""
    sources = statement.sources_of(query)
    return f"{sources[0].node.alias_or_name}.{statement.text_of(place)}" if len(sources) == 1 else ""


def _may_be_null(column: exp.Column, select: exp.Select, statement: Statement) -> bool:
    """Say whether a column may be NULL in a query: neither its table nor a condition of the query prevents it."""
    sources = statement.sources_of(select)
    known = column_of(column, sources)
    where = select.args.get("where")
    for condition in conjuncts(where.this if where else None):
        if not isinstance(condition, exp.Is | exp.Or) and any(
            other.name.lower() == column.name.lower() for other in condition.find_all(exp.Column)
        ):
            return False
    if known is None:
        return not _KEYS.search(column.name) or bool(_OPTIONAL.search(column.name))
    return known.nullable or any(source.outer for source in sources)
