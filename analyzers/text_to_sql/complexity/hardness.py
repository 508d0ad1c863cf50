"""Rates how hard a query is, as Spider's evaluation does, on the syntax tree of any dialect."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from sqlglot import exp

_AGGREGATES = (exp.Avg, exp.Count, exp.Max, exp.Min, exp.Sum)


class Hardness(StrEnum):
    """The four classes of Spider (Yu et al. 2018, https://arxiv.org/abs/1809.08887), easiest first."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    EXTRA = "extra"


class Components(Struct, frozen=True):
    """What the class depends on: clauses with joins and ORs, nested queries, and kinds of plurality."""

    clauses: int
    nested: int
    plural: int


def hardness(query: exp.Query) -> Hardness:
    """Return the class of a query.

    It is the class that `eval_hardness` in https://github.com/taoyds/spider/blob/master/evaluation.py gives, on all
    queries which that script can read. Beyond these, each CTE and each query in a list of results counts as nested.
    """
    found = components(query)
    clauses, nested, plural = found.clauses, found.nested, found.plural
    if nested > 1 or (nested and (clauses > 1 or plural)):
        return Hardness.EXTRA
    if nested:
        return Hardness.HARD
    if clauses <= 1 and not plural:
        return Hardness.EASY
    if (clauses <= 1 and plural <= 2) or (clauses <= 2 and plural < 2):
        return Hardness.MEDIUM
    is_hard = (clauses <= 2 and plural > 2) or (clauses == 3 and plural <= 2)
    return Hardness.HARD if is_hard else Hardness.EXTRA


def components(query: exp.Query) -> Components:
    """Count what the class of a query depends on; of a set operation, the first SELECT is looked into."""
    select, nested = _first_select(query)
    where, having = _conditions(select.args.get("where")), _conditions(select.args.get("having"))
    joins = [_conditions(join.args.get("on")) for join in select.args.get("joins") or ()]
    conditions = [leaf for leaves in (*joins, where, having) for leaf in leaves]
    clauses = sum(bool(select.args.get(clause)) for clause in ("where", "group", "order", "limit"))
    clauses += len(joins) + sum(_count_of_ors(part) for part in _roots(select))
    clauses += sum(isinstance(_bare(leaf), (exp.Like, exp.ILike)) for leaf in conditions)
    nested += sum(_count_of_queries(_bare(leaf)) for leaf in conditions)
    nested += sum(isinstance(item.unalias(), exp.Subquery) for item in select.expressions)
    plural = sum(
        (_count_of_aggregates(select) > 1, len(select.expressions) > 1, len(where) > 1, len(_keys(select)) > 1)
    )
    return Components(clauses, nested, plural)


def _first_select(query: exp.Query) -> tuple[exp.Query, int]:
    """Return the first SELECT, and how many queries stand beside it: all of a set operation count once, CTEs each."""
    ctes, is_set = len(query.ctes), False
    while isinstance(query, (exp.SetOperation, exp.Subquery)):
        is_set = is_set or isinstance(query, exp.SetOperation)
        query = query.this
        ctes += len(query.ctes)
    return query, ctes + is_set


def _roots(select: exp.Query) -> Iterator[exp.Expr | None]:
    """Yield all conditions of a query, whole."""
    yield from (join.args.get("on") for join in select.args.get("joins") or ())
    yield from (select.args.get("where"), select.args.get("having"))


def _conditions(root: exp.Expr | None) -> list[exp.Expr]:
    """Return the conditions that AND and OR join, each with the NOT before it."""
    found: list[exp.Expr] = []
    left: list[tuple[exp.Expr | None, bool]] = [(root, False)]  # a stack, as thousands of ORs are nested as deep
    while left:
        node, is_negated = left.pop()
        if isinstance(node, (exp.Where, exp.Having, exp.Paren)):
            left.append((node.this, is_negated))
        elif isinstance(node, exp.Connector):
            left += [(node.right, is_negated), (node.left, is_negated)]
        elif isinstance(node, exp.Not) and isinstance(node.this, (exp.Paren, exp.Connector)):
            left.append((node.this, True))
        elif node is not None:
            found.append(exp.Not(this=node.copy()) if is_negated else node)
    return found


def _count_of_ors(root: exp.Expr | None) -> int:
    """Count the ORs that join conditions."""
    count, left = 0, [root]
    while left:
        node = left.pop()
        if isinstance(node, (exp.Where, exp.Having, exp.Paren, exp.Not)):
            left.append(node.this)
        elif isinstance(node, exp.Connector):
            count += isinstance(node, exp.Or)
            left += [node.left, node.right]
    return count


def _bare(condition: exp.Expr) -> exp.Expr:
    """Return a condition without the NOT before it."""
    return condition.this if isinstance(condition, exp.Not) else condition


def _is_negated(condition: exp.Expr) -> bool:
    return isinstance(condition, exp.Not) or bool(condition.args.get("negate"))


def _count_of_queries(condition: exp.Expr) -> int:
    """Count the queries that a condition compares with; those on its left side count for nothing in Spider."""
    if isinstance(condition, exp.In):
        return int(condition.args.get("query") is not None)
    if isinstance(condition, exp.Exists):
        return 1
    bounds = (condition.args.get("low"), condition.args.get("high"), condition.args.get("expression"))
    return sum(isinstance(_unwrapped(bound), exp.Query) for bound in bounds)


def _unwrapped(value: object) -> object:
    while isinstance(value, exp.Paren):
        value = value.this
    return value


def _keys(select: exp.Query) -> list[exp.Expr]:
    group = select.args.get("group")
    return group.expressions if group else []


def _count_of_aggregates(select: exp.Query) -> int:
    """Count aggregates as Spider does: NOT, and AND and OR within HAVING, are taken for such; those of HAVING not."""
    where, having = _conditions(select.args.get("where")), _conditions(select.args.get("having"))
    order = select.args.get("order")
    sorted_by = [operand for item in order.expressions for operand in _operands(item.this)] if order else []
    count = sum(_is_aggregate(item.unalias()) for item in select.expressions)
    count += sum(map(_is_aggregate, sorted_by)) + max(len(having) - 1, 0)
    return count + sum(_is_negated(condition) for condition in (*where, *having))


def _operands(value: exp.Expr) -> Iterable[exp.Expr]:
    """Return both sides of a sum, difference, product or quotient; else the value."""
    is_arithmetic = isinstance(value, (exp.Add, exp.Sub, exp.Mul, exp.Div))
    return (value.left, value.right) if is_arithmetic else (value,)


def _is_aggregate(value: exp.Expr) -> bool:
    return isinstance(value, _AGGREGATES)
