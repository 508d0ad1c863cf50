"""Moves conditions that link two tables from WHERE to the joins they belong to."""

from collections.abc import Iterator

from sqlglot import exp

from .edits import in_case_of, insert_after, remove, replace
from .joins import conjuncts
from .rule import Edit
from .sql_text import Statement, TokenRange

Assignment = dict[int, list[exp.Expr]]


def links(select: exp.Expr, targets: list[exp.Join]) -> Assignment:
    """Return the conditions of WHERE that link tables, by the number among all joins of the one they belong to.

    Only joins in `targets` are given any. A condition belongs to the join at which the last of its tables comes in.
    """
    order = _order_of_tables(select)
    joins: list[exp.Join] = select.args.get("joins") or []
    found: Assignment = {}
    where = select.args.get("where")
    for condition in conjuncts(where.this if where else None):
        tables = {column.table.lower() for column in condition.find_all(exp.Column)}
        if len(tables) < 2 or not tables <= order.keys() or condition.find(exp.Query):
            continue
        number = max(order[table] for table in tables) - 1
        if any(joins[number] is target for target in targets):
            found.setdefault(number, []).append(condition)
    return found


def links_by_names(query: exp.Expr) -> bool:
    """Say whether WHERE holds two columns equal that are of two tables, or do not all say of which."""
    where = query.args.get("where")
    equalities = (each for each in conjuncts(where.this if where else None) if isinstance(each, exp.EQ))
    pairs = ((each.this, each.expression) for each in equalities)
    return any(
        isinstance(left, exp.Column)
        and isinstance(right, exp.Column)
        and (left.table.lower() != right.table.lower() or not left.table)
        for left, right in pairs
    )


def may_link(select: exp.Expr) -> bool:
    """Say whether WHERE may link tables: it compares columns of two, or of such as it does not tell."""
    where = select.args.get("where")
    return any(_may_link(condition) for condition in conjuncts(where.this if where else None))


def move(select: exp.Expr, assignment: Assignment, statement: Statement) -> Iterator[Edit]:
    """Yield the edits that put conditions into ON and take them out of WHERE; none where a place is not certain."""
    where = select.args["where"]
    area = statement.verified_range_of(where)
    joins: list[exp.Join] = select.args["joins"]
    moved = [condition for conditions in assignment.values() for condition in conditions]
    kept = [condition for condition in conjuncts(where.this) if not any(condition is other for other in moved)]
    places = {number: statement.verified_range_of(joins[number].this) for number in assignment}
    written = {id(condition): _written(condition, statement) for condition in [*moved, *kept]}
    if area is None or not all(places.values()) or not all(written.values()):
        return
    for number, conditions in assignment.items():
        place = places[number]
        if place:
            word = statement.tokens[area.first].text
            condition = f" {in_case_of('AND', word)} ".join(written[id(each)] for each in conditions)
            yield insert_after(statement, place, f" {in_case_of('ON', word)} {condition}")
    yield from _narrowed(area, [written[id(each)] for each in kept], statement)


def _narrowed(where: TokenRange, kept: list[str], statement: Statement) -> Iterator[Edit]:
    if not kept:
        yield remove(statement, where)
        return
    word = in_case_of("AND", statement.tokens[where.first].text)
    yield replace(statement, TokenRange(where.first + 1, where.last), f" {word} ".join(kept))


def _written(condition: exp.Expr, statement: Statement) -> str:
    """Return a condition as it is written, with parentheses around it kept; empty where its place is not certain."""
    node = condition
    while isinstance(node.parent, exp.Paren):
        node = node.parent
    place = statement.verified_range_of(node)
    return statement.text_of(place) if place else ""


def _may_link(condition: exp.Expr) -> bool:
    columns = list(condition.find_all(exp.Column))
    tables = {column.table.lower() for column in columns}
    return len(tables) > 1 or (tables == {""} and len(columns) > 1) or condition.find(exp.Query) is not None


def _order_of_tables(select: exp.Expr) -> dict[str, int]:
    start = select.args.get("from_")
    joins: list[exp.Join] = select.args.get("joins") or []
    tables = [start.this if start else None, *(join.this for join in joins)]
    return {table.alias_or_name.lower(): number for number, table in enumerate(tables) if table}
