"""SQL101: a column that does not tell which of several tables it is of."""

import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import replace
from ..query_columns import query_columns
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options, Severity
from ..scopes import WITH_ROWS
from ..sources import SelectSource, own_nodes
from ..sql_text import Statement

# Nodes that hold names which are no columns of the query, or cannot be qualified.
_NOT_READING = (exp.Hint, exp.Lambda, exp.Star, exp.Pivot, exp.Lateral, exp.Unnest)


class UnqualifiedColumn(NodeRule):
    """A column does not tell its table although the query reads several.

    A reader must know all the tables by heart; once another of them gets a column of that name, the query breaks or,
    in a subquery, silently reads the other one. `ignore_words` are names to leave alone, parted by commas.

    Bad:
        SELECT total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT id FROM orders WHERE customer_id IN (SELECT customer_id FROM blocked)
    Good:
        SELECT o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT id FROM orders
        ---
        SELECT o.total AS t FROM orders AS o JOIN customers AS c ON c.id = o.customer_id ORDER BY t
        ---
        SELECT c.name FROM orders AS o JOIN customers AS c USING (customer_id)
    """

    code = "SQL101"
    name = "unqualified-column"
    severity = Severity.INFO
    grade = Grade.SAFE
    nodes = (exp.Select,)
    impact = Impact(maintainability=1)
    options: ClassVar[Options] = {
        "ignore_words": "",
        "ignore_words_regex": "",
        "subqueries_ignore_external_references": False,
    }

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column without a qualifier in a query that reads several tables."""
        columns = [column for column in own_nodes(node) if isinstance(column, exp.Column) and not column.table]
        if not columns or not self._reads_several(node, statement):
            return
        sources = statement.sources_of(node)
        known = _names_without_qualifier(node, sources, statement.dialect) | _variables(statement)
        for column in columns:
            if column.is_star or column.name.lower() in known or self._is_ignored(column.name):
                continue
            elsewhere = column.find_ancestor(*_NOT_READING, exp.Select) is not node
            if elsewhere or _is_alias(column, node) or _is_string(column, statement.dialect):
                continue
            fix = partial(self._qualify, column, sources, statement)
            message = f"{column.name} does not tell which table it is of"
            yield self.finding(statement, column, message, "put the name of its table before it", fix)

    def _reads_several(self, select: exp.Expr, statement: Statement) -> bool:
        count = _tables(select, statement)
        inner = select
        while count < 2 and not self.settings["subqueries_ignore_external_references"]:
            outer = _outer(inner)
            if outer is None:
                break
            count += _tables(outer, statement)
            inner = outer
        return count > 1

    def _is_ignored(self, name: str) -> bool:
        words = str(self.settings["ignore_words"]).lower().split(",")
        pattern = str(self.settings["ignore_words_regex"])
        return name.lower() in words or bool(pattern and re.search(pattern, name))

    def _qualify(self, column: exp.Column, sources: tuple[SelectSource, ...], statement: Statement) -> Iterator[Edit]:
        """Yield the edit that names the only source that has the column, where the columns of all are known."""
        columns = [query_columns(source.node, statement.schema) for source in sources]
        owners = [
            source for source, names in zip(sources, columns, strict=True) if names and column.name.lower() in names
        ]
        if None in columns or len(owners) != 1:
            return
        alias = owners[0].node.args.get("alias")
        named = alias.this if alias else owners[0].node.this
        place, name = statement.verified_range_of(column), statement.range_of(named) if named else None
        if place and name and name.first == name.last:
            yield replace(statement, place, f"{statement.text_of(name)}.{statement.text_of(place)}")


def _tables(select: exp.Expr, statement: Statement) -> int:
    """Return how many tables a query reads; what a table function returns has one column mostly, named for itself."""
    sources = statement.sources_of(select)
    if any(source.node.args.get("pivots") for source in sources):
        return 0
    return sum(not _is_unfolded(source.node, sources) for source in sources)


def _is_unfolded(node: exp.Expr, sources: tuple[SelectSource, ...]) -> bool:
    """Say whether a source is what a function returns, or the elements of a column of another source."""
    if isinstance(node, exp.Table):
        return not isinstance(node.this, exp.Identifier) or any(node.db.lower() == other.name for other in sources)
    return isinstance(node, exp.Unnest)


def _outer(select: exp.Expr) -> exp.Select | None:
    """Return the query whose tables a subquery sees: none where it is a table itself."""
    upward = select.parent
    while upward is not None and not isinstance(upward, exp.From | exp.Join | exp.CTE | exp.Lateral):
        if isinstance(upward, exp.Select):
            return upward
        upward = upward.parent
    return None


def _names_without_qualifier(select: exp.Expr, sources: tuple[SelectSource, ...], dialect: str) -> set[str]:
    """Return the names that stand alone rightly: columns of USING, what table functions return, whole rows."""
    joins: list[exp.Join] = select.args.get("joins") or []
    names = {name for join in joins for name in _using(join)}
    if dialect in WITH_ROWS:
        names |= {source.name for source in sources}
    for source in sources:
        if _is_unfolded(source.node, sources):
            names |= {name.name.lower() for name in source.node.find_all(exp.Identifier)}
    return names


def _using(join: exp.Join) -> Iterator[str]:
    columns: list[exp.Expr] = join.args.get("using") or []
    yield from (column.name.lower() for column in columns)


def _variables(statement: Statement) -> set[str]:
    """Return the words of statements that declare variables."""
    declaring = (other for other in statement.text.statements if other.words[0] == "DECLARE")
    return {word.lower() for other in declaring for word in other.words}


def _is_string(column: exp.Column, dialect: str) -> bool:
    """Say whether a name may be a string: SQLite takes quoted words for one where no column has the name."""
    return dialect == "sqlite" and isinstance(column.this, exp.Identifier) and bool(column.this.quoted)


def _is_alias(column: exp.Column, select: exp.Expr) -> bool:
    """Say whether a name means another column of the result."""
    for item in select.expressions:
        if isinstance(item, exp.Alias) and item.alias.lower() == column.name.lower():
            return not any(inner is column for inner in item.find_all(exp.Column))
    return False
