"""SQL078: columns named by their position."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options
from ..sql_text import Statement


class OrdinalReference(NodeRule):
    """GROUP BY and ORDER BY name columns by their positions.

    A position means another column as soon as one is put before it. The option `group_by_and_order_by_style` asks for
    names everywhere (explicit), for positions everywhere (implicit), or for one of them in a statement (consistent).

    Bad:
        SELECT city, name FROM customers ORDER BY 1, name
        ---
        SELECT city, COUNT(*) FROM customers GROUP BY 1 ORDER BY 1
        ---
        UPDATE orders SET open = FALSE WHERE id IN (SELECT id FROM old_orders ORDER BY 1 LIMIT 10)
    Good:
        SELECT city, name FROM customers ORDER BY city, name
        ---
        SELECT city, COUNT(*) FROM customers GROUP BY city ORDER BY COUNT(*) + 1
    """

    code = "SQL078"
    name = "ordinal-reference"
    nodes = (
        exp.Select,
        exp.SetOperation,
    )
    grade = Grade.SAFE
    options: ClassVar[Options] = {"group_by_and_order_by_style": "explicit"}
    impact = Impact(maintainability=1, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each statement whose references are not of the style that is asked for."""
        if node.find_ancestor(exp.Select, exp.SetOperation):
            return
        queries = statement.find_all(exp.Query) if node is statement.tree else node.find_all(exp.Query)
        references = [each for query in queries for each in _references(query)]
        ordinals = [reference for reference in references if _is_ordinal(reference)]
        style = self.settings["group_by_and_order_by_style"]
        unwanted = ordinals if style != "implicit" else [each for each in references if not _is_ordinal(each)]
        mixed = bool(ordinals) and len(ordinals) < len(references)
        if unwanted and (mixed or style != "consistent"):
            fix = partial(self._name, ordinals, statement) if style != "implicit" else None
            message = "columns are named by position and by name" if mixed else "columns are named by position"
            yield self.finding(statement, unwanted[0], message, "name them all", fix)

    def _name(self, ordinals: list[exp.Expr], statement: Statement) -> Iterator[Edit]:
        """Yield the edits that write the names, where every position means a plain column or an alias."""
        named = [(each, _meant(each)) for each in ordinals]
        if all(name for _, name in named):
            for each, name in named:
                place = statement.range_of(each)
                if place:
                    yield replace(statement, place, name)


def _meant(ordinal: exp.Expr) -> str:
    """Return the name of the column that a position means; empty where it has none that may stand there."""
    select = ordinal.find_ancestor(exp.Query)
    columns: list[exp.Expr] = select.expressions if isinstance(select, exp.Select) else []
    number = int(ordinal.name)
    if any(column.is_star for column in columns) or not 0 < number <= len(columns):
        return ""
    column = columns[number - 1]
    if isinstance(column, exp.Alias):
        return "" if ordinal.find_ancestor(exp.Group) else column.alias
    return column.sql() if isinstance(column, exp.Column) else ""


def _references(query: exp.Expr) -> list[exp.Expr]:
    """Return what GROUP BY and ORDER BY of a query refer to, ROLLUP and the like taken apart."""
    group, order = query.args.get("group"), query.args.get("order")
    found: list[exp.Expr] = list(group.expressions) if group else []
    for kind in ("rollup", "cube"):
        found += (group.args.get(kind) or []) if group else []
    nested = [part for each in found if isinstance(each, exp.Rollup | exp.Cube) for part in each.expressions]
    found = [each for each in found if not isinstance(each, exp.Rollup | exp.Cube)] + nested
    keys: list[exp.Expr] = order.expressions if order else []
    return found + [key.this for key in keys]


def _is_ordinal(reference: exp.Expr) -> bool:
    return isinstance(reference, exp.Literal) and not reference.is_string
