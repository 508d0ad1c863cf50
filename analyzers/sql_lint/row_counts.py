"""Which queries and tables of FROM hold one row at most, as far as their form tells."""

from sqlglot import exp

from .query_columns import common_table

# What makes several rows of one among the columns of a SELECT.
_SPREADING = (exp.UDTF, exp.Explode, exp.GenerateSeries, exp.ExplodingGenerateSeries, exp.Anonymous)


def returns_one_row(query: exp.Expr) -> bool:
    """Say whether a query returns one row, because of its LIMIT or what it reads."""
    if isinstance(query, exp.Subquery | exp.CTE):
        return returns_one_row(query.this)
    if not isinstance(query, exp.Select):
        return isinstance(query, exp.Values) and len(query.expressions) == 1
    limit = query.args.get("limit")
    return (isinstance(limit, exp.Limit) and limit.expression.sql() == "1") or reads_one_row(query)


def reads_one_row(select: exp.Expr) -> bool:
    """Say whether a SELECT has one row before any LIMIT: an aggregate of everything, or no more of each source."""
    if not isinstance(select, exp.Select) or select.args.get("group") or select.args.get("laterals"):
        return False
    if any(column.find(*_SPREADING) for column in select.expressions):
        return False
    return _aggregates_all(select) or all(map(has_one_row, _sources(select)))


def has_one_row(source: exp.Expr) -> bool:
    """Say whether an item of FROM is one row: a query that returns one, by its name or as it stands, or DUAL."""
    if isinstance(source, exp.Table) and isinstance(source.this, exp.Identifier):
        cte = None if source.db else common_table(source.name, source)
        return source.name.lower() == "dual" or (cte is not None and returns_one_row(cte))
    return returns_one_row(source)


def sources_before(join: exp.Join, select: exp.Expr) -> list[exp.Expr]:
    """Return the items of FROM that stand before a join."""
    joins: list[exp.Join] = select.args.get("joins") or []
    later = len(joins) - next(number for number, other in enumerate(joins) if other is join)
    return _sources(select)[:-later]


def _aggregates_all(select: exp.Select) -> bool:
    columns = [column.unalias() for column in select.expressions]
    return bool(columns) and all(column.find(exp.AggFunc) and not column.find(exp.Window) for column in columns)


def _sources(select: exp.Expr) -> list[exp.Expr]:
    start = select.args.get("from_")
    joins: list[exp.Join] = select.args.get("joins") or []
    return [*([start.this] if isinstance(start, exp.From) else []), *(join.this for join in joins)]
