"""SQL075: a column that is neither grouped nor aggregated."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..query_columns import query_columns
from ..rule import Finding, Impact, NodeRule, Severity
from ..sources import SelectSource
from ..sql_text import Statement

# Products that know what a key decides, within its table; and those that take any column, or see through joins.
_KNOW_KEYS = frozenset({"ansi", "duckdb", "mariadb", "mysql", "postgres", "postgresql", "sqlite"})
_LENIENT = frozenset({"ansi", "mariadb", "mysql", "sqlite"})
_KEYS = re.compile(r"(?i)(?:id|key|code|uuid|sk|number|no|name)$")
_NO_COLUMNS = re.compile(r"(?i)j_*|\w*j___+\w*|rownum|level|sysdate|user|current_\w+")


Key = tuple[type[exp.Expr], str]


class UngroupedColumn(NodeRule):
    """A column of a grouped query is neither grouped nor inside an aggregate.

    A group has many values of it. Most products refuse the query; MySQL in its lenient mode and SQLite return any of
    them. What is decided by a grouped key is in order.

    Bad:
        SELECT city, name, COUNT(*) FROM customers GROUP BY city
        ---
        SELECT name, MAX(total) FROM orders
        ---
        SELECT * FROM customers GROUP BY city
        ---
        SELECT customer_id, status, MAX(total) FROM orders GROUP BY customer_id
        ---
        SELECT c.name, o.total, COUNT(*) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id
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
        ---
        DECLARE share FLOAT64 DEFAULT 0.5; SELECT city, SUM(total) * share FROM orders GROUP BY city
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
        if group and not _stands_for_keys(node, grouped, statement):
            message = "a star brings columns that are not grouped"
            yield self.finding(statement, node.expressions[0], message, "name the columns that are grouped")
        loose = list(_ungrouped(node, keys))
        joined = loose and statement.dialect in _LENIENT and len(sources) > 1
        tied = _tied(node, grouped, sources) if joined else None
        for column in loose:
            quoted = isinstance(column.this, exp.Identifier) and bool(column.this.quoted)
            if statement.dialect == "sqlite" and quoted:
                continue  # SQLite takes a name in quotes that is no column for a string
            if not _is_variable(column, statement) and not _is_decided(
                column, grouped, sources, tied, statement.dialect
            ):
                message = f"{column.name} is neither grouped nor in an aggregate"
                yield self.finding(statement, column, message, "add it to GROUP BY, or say which value of a group")


def _is_variable(column: exp.Column, statement: Statement) -> bool:
    """Say whether a script declares a variable of that name, as those of BigQuery and Snowflake may."""
    declared = rf"(?i)\bdeclare\b[^;]*\b{re.escape(column.name)}\b"
    return not column.table and re.search(declared, statement.text.content) is not None


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
    """Return the columns that conditions of a query make equal to one of some columns, one after another."""
    names = {(column.table.lower(), column.name.lower()) for column in columns}
    both = _pairs(select)
    found: list[exp.Column] = []
    for _ in both:
        more = [other for column, other in both if _named(column) in names and _named(other) not in names]
        names |= {_named(column) for column in more}
        found += more
        if not more:
            break
    return found


def _pairs(select: exp.Expr) -> list[tuple[exp.Column, exp.Column]]:
    """Return the columns that conditions of a query make equal, each pair both ways round."""
    sides = [(equality.this, equality.expression) for equality in select.find_all(exp.EQ)]
    pairs = [(left, right) for left, right in sides if isinstance(left, exp.Column) and isinstance(right, exp.Column)]
    return pairs + [(right, left) for left, right in pairs]


def _named(column: exp.Column) -> tuple[str, str]:
    return column.table.lower(), column.name.lower()


def _normal(node: exp.Expr) -> str:
    """Return an expression as a text that is the same for the same columns, whether qualified or not."""
    copy = node.copy()
    for column in copy.find_all(exp.Column):
        column.set("table", None)
        column.set("db", None)
        column.set("catalog", None)
    return copy.sql(comments=False).lower().replace('"', "")


def _is_decided(
    column: exp.Column,
    grouped: list[exp.Column],
    sources: tuple[SelectSource, ...],
    tied: set[str] | None,
    dialect: str,
) -> bool:
    """Say whether grouped columns may be a key of the table a column is of, and the product knows."""
    if dialect not in _KNOW_KEYS:
        return False
    owner = _owner(column, sources)
    name = owner.name if owner else column.table.lower()
    mine = [key for key in grouped if not key.table or not name or key.table.lower() == name]
    if tied is not None:
        return name in tied or ((not name or any(not key.table for key in grouped)) and any(map(_is_key_like, grouped)))
    if owner and owner.table and owner.table.complete:
        return owner.table.is_unique(frozenset(key.name.lower() for key in mine))
    return any(_may_decide(key, owner) for key in mine)


def _tied(select: exp.Expr, grouped: list[exp.Column], sources: tuple[SelectSource, ...]) -> set[str]:
    """Return the tables of which each group has one row: their key is grouped, or equal to a column of such a table."""
    owners = {source.name: source for source in sources}

    def is_key(column: exp.Column) -> bool:
        owner = owners.get(column.table.lower())
        known = owner.table if owner else None
        unique = known is not None and known.complete and known.is_unique(frozenset({column.name.lower()}))
        return unique or _may_decide(column, owner)

    tied = {column.table.lower() for column in grouped if is_key(column)}
    for _ in sources:
        tied |= {right.table.lower() for left, right in _pairs(select) if left.table.lower() in tied and is_key(right)}
    return tied


def _is_key_like(column: exp.Column) -> bool:
    return _KEYS.search(column.name) is not None


def _may_decide(key: exp.Column, owner: SelectSource | None) -> bool:
    """Say whether a column may be a key of a table; one that is named for another table is not."""
    found = _KEYS.search(key.name)
    stem = key.name[: found.start()].strip("_").lower() if found else ""
    if owner is None or not owner.is_table or not stem or found is None or found[0].lower() != "id":
        return found is not None
    return stem in owner.node.name.lower() or owner.node.name.lower().rstrip("s") in stem


def _stands_for_keys(select: exp.Expr, grouped: list[exp.Column], statement: Statement) -> bool:
    """Say whether no star is among the columns, or all that it brings may be decided by the keys."""
    if not any(column.is_star for column in select.expressions):
        return True
    columns = query_columns(select, statement.schema)
    names = {column.name.lower() for column in grouped}
    known = columns is not None and names.issuperset(columns)
    return known or (statement.dialect in _KNOW_KEYS and any(_KEYS.search(column.name) for column in grouped))


def _owner(column: exp.Column, sources: tuple[SelectSource, ...]) -> SelectSource | None:
    """Return the source a column is of, as its qualifier or the schema tells."""
    if column.table:
        owners = [source for source in sources if source.name == column.table.lower()]
    elif len(sources) == 1:
        owners = [*sources]
    else:
        owners = [source for source in sources if source.table and column.name.lower() in source.table.columns]
    return owners[0] if len(owners) == 1 else None
