"""SQL075: a column that is neither grouped nor aggregated."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sources import SelectSource
from ..sql_text import Statement

# Products that know what a key decides, within its table; and those that take any column, or see through joins.
_KNOW_KEYS = frozenset({"ansi", "duckdb", "mariadb", "mysql", "postgres", "postgresql", "sqlite"})
_LENIENT = frozenset({"ansi", "mariadb", "mysql", "sqlite"})
_KEYS = re.compile(r"(?i)(?:id|key|code|uuid|sk|number|no|name)$")
_NO_COLUMNS = re.compile(r"(?i)j_*|rownum|level|sysdate|user|current_\w+")


Key = tuple[type[exp.Expr], str]


class UngroupedColumn(NodeRule):
    """A column of a grouped query is neither grouped nor inside an aggregate.

    A group has many values of it. Most products refuse the query; MySQL in its lenient mode and SQLite return any of
    them. What is decided by a grouped key is in order.

    Bad:
        SELECT city, name, COUNT(*) FROM customers GROUP BY city
        ---
        SELECT name, MAX(total) FROM orders
    Good:
        SELECT city, COUNT(*) FROM customers GROUP BY city
        ---
        SELECT UPPER(city) AS place, COUNT(*) FROM customers GROUP BY place
        ---
        SELECT city, MIN(name) FROM customers GROUP BY 1
        ---
        CREATE TABLE customers (id int PRIMARY KEY, name text);
        SELECT c.name, COUNT(*) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id
        ---
        SELECT city, SUM(total) OVER (PARTITION BY city) FROM orders
    """

    code = "SQL075"
    name = "ungrouped-column"
    severity = Severity.ERROR
    nodes = (exp.Select,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of the result that has more than one value in a group."""
        group = node.args.get("group")
        if group.args.get("all") if group else not (statement.find_all(exp.AggFunc) and _is_aggregated(node)):
            return
        if statement.dialect == "sqlite" and any(item.find(exp.Min, exp.Max) for item in node.expressions):
            return  # SQLite takes the other columns from the row of the minimum or maximum
        keys = list(_keys(node, group)) if group else []
        sources = statement.sources_of(node)
        grouped = [column for key in keys for column in key.find_all(exp.Column)]
        if statement.dialect in _LENIENT:
            keys += _equal([key for key in keys if isinstance(key, exp.Column)], node)
            grouped += _equal(grouped, node)
        for column in _ungrouped(node, keys):
            quoted = isinstance(column.this, exp.Identifier) and bool(column.this.quoted)
            if statement.dialect == "sqlite" and quoted:
                continue  # SQLite takes a name in quotes that is no column for a string
            if not _is_decided(column, grouped, sources, statement.dialect):
                message = f"{column.name} is neither grouped nor in an aggregate"
                yield self.finding(statement, column, message, "add it to GROUP BY, or say which value of a group")


def _ungrouped(select: exp.Expr, keys: list[exp.Expr]) -> Iterator[exp.Column]:
    """Yield the columns of the result that are no key, in no aggregate, and no alias of another one."""
    aliases = {item.alias.lower() for item in select.expressions if isinstance(item, exp.Alias)}
    named = [key for key in keys if isinstance(key, exp.Column)]
    known = {(type(key), _normal(key)) for key in keys if not isinstance(key, exp.Column)}
    for item in select.expressions:
        for column in _loose(item, known):
            is_alias = column.name.lower() in aliases and not isinstance(column.parent, exp.Alias)
            if not is_alias and not any(_may_be_same(column, key) for key in named):
                yield column


def _may_be_same(column: exp.Column, key: exp.Column) -> bool:
    tables = {column.table.lower(), key.table.lower()}
    return column.name.lower() == key.name.lower() and (len(tables) == 1 or "" in tables)


def _keys(select: exp.Expr, group: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the expressions a query is grouped by; ordinals and aliases stand for what they mean."""
    for key in _flat(group):
        if (
            isinstance(key, exp.Literal)
            and not key.is_string
            and key.is_int
            and 0 < int(key.name) <= len(select.expressions)
        ):
            yield select.expressions[int(key.name) - 1].unalias()
            continue
        yield key
        for item in select.expressions:
            if isinstance(item, exp.Alias) and isinstance(key, exp.Column) and item.alias.lower() == key.name.lower():
                yield item.this


def _flat(group: exp.Expr) -> Iterator[exp.Expr]:
    for key in group.expressions:
        if isinstance(key, exp.Rollup | exp.Cube | exp.GroupingSets | exp.Tuple):
            yield from _flat(key)
        else:
            yield key.unnest()


def _is_aggregated(select: exp.Expr) -> bool:
    return any(map(_aggregates, select.expressions))


def _aggregates(node: exp.Expr) -> bool:
    """Say whether an expression reads several rows as one, in this query and not over a window."""
    if isinstance(node, exp.Query | exp.Window):
        return False
    return isinstance(node, exp.AggFunc) or any(map(_aggregates, node.iter_expressions()))


def _loose(node: exp.Expr, keys: set[Key]) -> Iterator[exp.Column]:
    """Yield the columns of an expression that are read as they are, in no group, aggregate, or unknown function."""
    skipped = (
        exp.AggFunc | exp.Window | exp.Filter | exp.WithinGroup | exp.Anonymous | exp.Query | exp.Lambda | exp.Star
    )
    if isinstance(node, skipped) or type(node).__name__.endswith("Agg"):
        return
    if any(kind is type(node) for kind, _ in keys) and (type(node), _normal(node)) in keys:
        return
    if isinstance(node, exp.Column):
        if not node.is_star and not _NO_COLUMNS.fullmatch(node.name):
            yield node
        return
    for inner in node.iter_expressions():
        yield from _loose(inner, keys)


def _equal(columns: list[exp.Column], select: exp.Expr) -> list[exp.Column]:
    """Return the columns that a condition of a query makes equal to one of some columns."""
    names = {(column.table, column.name) for column in columns}
    pairs = [(equality.this, equality.expression) for equality in select.find_all(exp.EQ)]
    pairs += [(right, left) for left, right in pairs]
    both = (pair for pair in pairs if isinstance(pair[0], exp.Column) and isinstance(pair[1], exp.Column))
    return [other for column, other in both if (column.table, column.name) in names]


def _normal(node: exp.Expr) -> str:
    """Return an expression as a text that is the same for the same columns, whether qualified or not."""
    copy = node.copy()
    for column in copy.find_all(exp.Column):
        column.set("table", None)
        column.set("db", None)
        column.set("catalog", None)
    return copy.sql(comments=False).lower().replace('"', "")


def _is_decided(column: exp.Column, grouped: list[exp.Column], sources: tuple[SelectSource, ...], dialect: str) -> bool:
    """Say whether grouped columns may be a key of the table a column is of, and the product knows."""
    if dialect not in _KNOW_KEYS:
        return False
    owner = _owner(column, sources)
    name = owner.name if owner else column.table.lower()
    mine = [key for key in grouped if not key.table or not name or key.table.lower() == name]
    lenient = dialect in _LENIENT and len(sources) > 1
    if owner and owner.table and owner.table.complete:
        decided = owner.table.is_unique(frozenset(key.name.lower() for key in mine))
        return decided or (lenient and any(_KEYS.search(key.name) for key in grouped))
    return any(_KEYS.search(key.name) for key in (grouped if lenient else mine))


def _owner(column: exp.Column, sources: tuple[SelectSource, ...]) -> SelectSource | None:
    """Return the source a column is of, as its qualifier or the schema tells."""
    if column.table:
        owners = [source for source in sources if source.name == column.table.lower()]
    elif len(sources) == 1:
        owners = [*sources]
    else:
        owners = [source for source in sources if source.table and column.name.lower() in source.table.columns]
    return owners[0] if len(owners) == 1 else None
