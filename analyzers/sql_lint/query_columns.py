"""The names of the columns a query returns, as far as they can be told: through stars, subqueries and CTEs."""

from sqlglot import exp

from .schema import Schema

Columns = tuple[str, ...]


def query_columns(query: exp.Expr, schema: Schema) -> Columns | None:
    """Return the names of the columns of a query in lower case, empty where one has none; None where unknown."""
    return _columns(query, schema, frozenset())


def common_table(name: str, place: exp.Expr) -> exp.CTE | None:
    """Return the common table expression that a name means at a place; None where it means a table."""
    upward: exp.Expr | None = place
    inside: exp.Expr | None = None
    while upward is not None:
        clause = upward.args.get("with_")
        if isinstance(clause, exp.With) and upward is not inside:
            for cte in clause.expressions:
                if cte.alias.lower() == name.lower() and cte is not inside:
                    return cte
        inside = upward if isinstance(upward, exp.CTE) else inside
        upward = upward.parent
    return None


def _columns(query: exp.Expr, schema: Schema, open_queries: frozenset[int]) -> Columns | None:
    if id(query) in open_queries:
        return None
    opened = open_queries | {id(query)}
    match query:
        case exp.SetOperation() | exp.Subquery():
            return _renamed(query, _columns(query.this, schema, opened))
        case exp.CTE():
            return _renamed(query, _columns(query.this, schema, opened))
        case exp.Values():
            return _renamed(query, ("",) * len(query.expressions[0].expressions) if query.expressions else None)
        case exp.Table():
            return _table_columns(query, schema, opened)
        case exp.Select():
            return _select_columns(query, schema, opened)
        case _:
            return None


def _renamed(node: exp.Expr, columns: Columns | None) -> Columns | None:
    alias = node.args.get("alias")
    names = tuple(column.name.lower() for column in alias.columns) if isinstance(alias, exp.TableAlias) else ()
    return names or columns


def _table_columns(table: exp.Table, schema: Schema, opened: frozenset[int]) -> Columns | None:
    cte = None if table.db else common_table(table.name, table)
    if cte:
        return _columns(cte, schema, opened)
    known = schema.table(table.name)
    return tuple(known.columns) if known and known.complete and known.columns else None


def _select_columns(select: exp.Select, schema: Schema, opened: frozenset[int]) -> Columns | None:
    names: list[str] = []
    for column in select.expressions:
        if column.is_star:
            expanded = _star_columns(column, select, schema, opened)
            if expanded is None:
                return None
            names += expanded
        else:
            names.append(column.alias_or_name.lower())
    return tuple(names)


def _star_columns(star: exp.Expr, select: exp.Select, schema: Schema, opened: frozenset[int]) -> Columns | None:
    """Return what a star stands for; unknown where columns are left out of it, replaced, or joined by their names."""
    if not isinstance(star, exp.Star | exp.Column) or any(star.find(exp.Star).args.values()):  # pyright: ignore[reportOptionalMemberAccess]
        return None
    qualifier = star.table.lower() if isinstance(star, exp.Column) else ""
    joins: list[exp.Join] = select.args.get("joins") or []
    start = select.args.get("from_")
    if not start or (not qualifier and any(join.args.get("using") or join.method for join in joins)):
        return None
    sources: list[exp.Expr] = [start.this, *(join.this for join in joins)]
    meant = [source for source in sources if not qualifier or source.alias_or_name.lower() == qualifier]
    found = [_columns(source, schema, opened) for source in meant]
    known = [columns for columns in found if columns is not None]
    if not meant or len(known) < len(found):
        return None
    return tuple(name for columns in known for name in columns)
