"""SQL103: an alias of a table that nothing uses."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options, Severity
from ..scopes import WITH_ROWS
from ..sources import SelectSource, own_nodes
from ..sql_text import Statement, TokenRange

_FOLDING = {
    "ansi": "quoted_cs_naked_upper",
    "clickhouse": "case_sensitive",
    "exasol": "quoted_cs_naked_upper",
    "oracle": "quoted_cs_naked_upper",
    "postgres": "quoted_cs_naked_lower",
    "postgresql": "quoted_cs_naked_lower",
    "redshift": "quoted_cs_naked_lower",
    "snowflake": "quoted_cs_naked_upper",
}


class UnusedAlias(NodeRule):
    """A table is given an alias that no column is qualified by.

    It makes a reader look for its use. Where a table is read twice, or a subquery needs a name, an alias is in place.

    Bad:
        SELECT total FROM orders AS o
        ---
        SELECT o.total FROM orders AS o JOIN customers AS c ON customer_id = o.customer_id
    Good:
        SELECT o.total FROM orders AS o
        ---
        SELECT total FROM orders
        ---
        SELECT a.total FROM orders AS a CROSS JOIN orders AS b
        ---
        SELECT total FROM (SELECT total FROM orders) AS o
        ---
        SELECT total FROM orders AS o WHERE EXISTS (SELECT 1 FROM items AS i WHERE i.order_id = o.id)
    """

    code = "SQL103"
    name = "unused-alias"
    severity = Severity.INFO
    grade = Grade.SAFE
    nodes = (exp.Select,)
    impact = Impact(maintainability=1)
    options: ClassVar[Options] = {"alias_case_check": "dialect"}

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each alias of a table that names nothing in its query."""
        sources = statement.sources_of(node)
        tables = [source.node.name.lower() for source in sources if isinstance(source.node, exp.Table)]
        aliased = [source for source in sources if _can_do_without(source, tables)]
        if not aliased or node.args.get("hint") or _names_elements(statement):
            return
        used = list(_names_used(node, statement))
        for source in aliased:
            alias = source.node.args["alias"].this
            if alias not in used and not any(self._means(name, alias, statement.dialect) for name in used):
                again = any(name.name.lower() in {source.name, source.node.name.lower()} for name in used)
                fix = None if again or _may_need_names(node) else partial(self._remove, alias, statement)
                yield self.finding(statement, alias, f"nothing uses the alias {alias.name}", "remove it", fix)

    def _means(self, name: exp.Identifier, alias: exp.Identifier, dialect: str) -> bool:
        folding = str(self.settings["alias_case_check"])
        if folding == "dialect":
            folding = _FOLDING.get(dialect, "case_insensitive")
        return _folded(name, folding) == _folded(alias, folding)

    def _remove(self, alias: exp.Identifier, statement: Statement) -> Iterator[Edit]:
        place = statement.range_of(alias)
        if place and place.first:
            first = place.first - (statement.words[place.first - 1] == "AS")
            yield remove(statement, TokenRange(first, place.last))


def _names_elements(statement: Statement) -> bool:
    """Say whether aliases become names in what T-SQL puts out as XML or JSON."""
    return any(any(statement.find_words("FOR", kind, "AUTO")) for kind in ("XML", "JSON"))


def _can_do_without(source: SelectSource, tables: list[str]) -> bool:
    """Say whether a source would have a name of its own without its alias."""
    node = source.node
    alias = node.args.get("alias")
    if not isinstance(alias, exp.TableAlias) or not isinstance(alias.this, exp.Identifier):
        return False
    if isinstance(node, exp.Lateral):
        return not isinstance(node.this, exp.Subquery) and not node.args.get("view")
    if not isinstance(node, exp.Table) or alias.columns or not isinstance(node.this, exp.Identifier):
        return False
    return tables.count(node.name.lower()) == 1 and not node.args.get("pivots")


def _may_need_names(select: exp.Expr) -> bool:
    """Say whether columns of a query do not tell which of several tables they are of, so that its alias may be next."""
    several = bool(select.args.get("joins")) or select.find_ancestor(exp.Select) is not None
    return several and any(isinstance(node, exp.Column) and not node.table for node in own_nodes(select))


def _names_used(select: exp.Expr, statement: Statement) -> Iterator[exp.Identifier]:
    """Yield what qualifies a column or a table in a query, or may be the name of a whole row."""
    for node in select.find_all(exp.Column, exp.Table, exp.Dot, exp.Lock):
        if isinstance(node, exp.Lock):
            yield from (name for table in node.expressions for name in table.find_all(exp.Identifier))
        elif isinstance(node, exp.Dot):
            yield from ([node.this] if isinstance(node.this, exp.Identifier) else [])
        else:
            alone = isinstance(node, exp.Column) and statement.dialect in WITH_ROWS
            parts = node.parts if alone and not node.args.get("table") else node.parts[:-1]
            yield from (part for part in parts if isinstance(part, exp.Identifier))


def _folded(name: exp.Identifier, folding: str) -> str:
    if folding == "case_insensitive" or (folding == "quoted_cs_naked_lower" and not name.quoted):
        return name.name.lower()
    return name.name.upper() if folding == "quoted_cs_naked_upper" and not name.quoted else name.name
