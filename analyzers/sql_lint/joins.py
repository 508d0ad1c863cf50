"""Facts about joins that the tree does not tell, or tells in several places."""

from collections.abc import Iterator

from sqlglot import exp

from .sql_text import Statement


def is_comma_join(join: exp.Join, statement: Statement) -> bool:
    """Say whether a table is joined by a comma in FROM, not by the word JOIN; SQLite's trees call both CROSS."""
    if join.kind not in {"", "CROSS"} or join.side or join.method or join.args.get("on") or join.args.get("using"):
        return False
    place = statement.range_of(join.this)
    return place is not None and _follows_comma(place.first, statement)


def has_condition(join: exp.Join, statement: Statement) -> bool:
    """Say whether a join is narrowed, by ON or USING or by the names of columns, or is said to have no condition."""
    if isinstance(join.args.get("on"), exp.Boolean) and not _is_followed_by_on(join, statement):
        return False  # sqlglot adds ON TRUE itself where SQLite needs none
    narrowed = join.args.get("on") or join.args.get("using") or join.method.upper() in {"NATURAL", "POSITIONAL"}
    return bool(narrowed) or join.kind.upper() == "CROSS"


def joins_rows_of_the_left(join: exp.Join) -> bool:
    """Say whether what is joined belongs to each row of the left side: UNNEST, LATERAL, APPLY, a table function."""
    joined = join.this
    if isinstance(joined, exp.Table):
        return not isinstance(joined.this, exp.Identifier)
    return isinstance(joined, exp.Unnest | exp.Lateral | exp.TableFromRows) or bool(joined.find(exp.Unnest))


def is_passing(table: exp.Expr | None) -> bool:
    """Say whether a table goes away with the session, as SQL Server's temporary tables and table variables do."""
    return isinstance(table, exp.Table) and (
        isinstance(table.this, exp.Parameter) or bool(table.this.args.get("temporary")) or table.name.startswith("#")
    )


def conjuncts(condition: exp.Expr | None) -> Iterator[exp.Expr]:
    """Yield the conditions that all must hold, without the parentheses around them."""
    if condition is None:
        return
    inner = condition.unnest()
    if isinstance(inner, exp.And):
        yield from conjuncts(inner.this)
        yield from conjuncts(inner.expression)
    else:
        yield inner


def _is_followed_by_on(join: exp.Join, statement: Statement) -> bool:
    place = statement.range_of(join.this)
    if place is None or join.this.args.get("joins"):
        return "ON" in statement.words
    return "ON" in statement.words[place.last + 1 : place.last + 3]


def _follows_comma(first: int, statement: Statement) -> bool:
    while first and statement.words[first - 1] in {"(", "SELECT", "VALUES", "DISTINCT"}:
        first -= 1
    return first > 0 and statement.tokens[first - 1].text == ","
