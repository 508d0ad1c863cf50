"""Counts what a query is made of, on the syntax tree of any dialect, and adds it up to one score."""

from msgspec import Struct
from msgspec.structs import asdict
from sqlglot import exp

from ...sql_lint.descent import nodes_of


class Profile(Struct, frozen=True):
    """How often a query holds what makes it hard to write. All are counts but `nesting`, which is a depth.

    `tables` are the places where a table is read, CTEs among them; `conditions` the comparisons and tests in WHERE,
    HAVING, ON and CASE; `aggregates` those over groups, not over windows; `nesting` how deep queries stand in queries,
    0 where there is but one; `correlated` the subqueries that name a table of the query around them.
    """

    tables: int = 0
    joins: int = 0
    outer_joins: int = 0
    results: int = 0
    conditions: int = 0
    ors: int = 0
    negations: int = 0
    aggregates: int = 0
    group_keys: int = 0
    having: int = 0
    sort_keys: int = 0
    limits: int = 0
    distincts: int = 0
    arithmetic: int = 0
    cases: int = 0
    casts: int = 0
    functions: int = 0
    windows: int = 0
    set_operations: int = 0
    ctes: int = 0
    recursive: int = 0
    subqueries: int = 0
    correlated: int = 0
    nesting: int = 0

    @property
    def score(self) -> int:
        """The sum of all counts, each times its weight in `WEIGHTS`: about 1 for a lookup, 10 for a report, more."""
        return sum(WEIGHTS[name] * count for name, count in asdict(self).items())


# Of Halstead's kind (Elements of Software Science, 1977): what is read once more weighs 1, what makes a writer think
# of groups or of missing rows 2, what makes a query of its own 3, and what is evaluated row by row within another 4.
WEIGHTS = {
    "tables": 1,
    "joins": 1,
    "outer_joins": 1,
    "results": 0,
    "conditions": 1,
    "ors": 1,
    "negations": 1,
    "aggregates": 1,
    "group_keys": 2,
    "having": 2,
    "sort_keys": 1,
    "limits": 1,
    "distincts": 1,
    "arithmetic": 1,
    "cases": 2,
    "casts": 1,
    "functions": 1,
    "windows": 3,
    "set_operations": 3,
    "ctes": 3,
    "recursive": 4,
    "subqueries": 3,
    "correlated": 4,
    "nesting": 2,
}

_TESTS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.In, exp.Between, exp.Exists, exp.Like)
_TESTS_TOO = (exp.ILike, exp.RegexpLike, exp.RegexpILike, exp.SimilarTo, exp.Glob, exp.NullSafeEQ, exp.NullSafeNEQ)
_COUNTED: tuple[tuple[str, tuple[type[exp.Expr], ...]], ...] = (
    ("joins", (exp.Join,)),
    ("conditions", _TESTS + _TESTS_TOO),
    ("ors", (exp.Or,)),
    ("negations", (exp.Not, exp.NEQ)),
    ("having", (exp.Having, exp.Qualify)),
    ("limits", (exp.Limit, exp.Fetch)),
    ("distincts", (exp.Distinct,)),
    ("arithmetic", (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv)),
    ("cases", (exp.Case, exp.If)),
    ("casts", (exp.Cast, exp.TryCast)),
    ("windows", (exp.Window,)),
    ("set_operations", (exp.SetOperation,)),
    ("ctes", (exp.CTE,)),
)
# What sqlglot takes for a function and people do not.
_NO_FUNCTIONS = (exp.AggFunc, exp.Cast, exp.TryCast, exp.Case, exp.If, exp.And, exp.Or, exp.Exists)


def profile(query: exp.Query) -> Profile:
    """Return what a query is made of."""
    nodes = nodes_of(query)
    counts = {name: sum(isinstance(node, kinds) for node in nodes) for name, kinds in _COUNTED}
    depths = [(node, _depth(node)) for node in nodes if isinstance(node, exp.Select)]
    below = [select for select, depth in depths if depth and not _is_of_cte(select)]
    return Profile(
        **counts,
        tables=sum(isinstance(node, exp.Table) and not isinstance(node.parent, exp.Into) for node in nodes),
        aggregates=sum(isinstance(node, exp.AggFunc) and not isinstance(node.parent, exp.Window) for node in nodes),
        outer_joins=sum(isinstance(node, exp.Join) and bool(node.side) for node in nodes),
        results=len(query.selects),
        group_keys=_length_of(nodes, exp.Group),
        sort_keys=_length_of(nodes, exp.Order),
        functions=sum(isinstance(node, exp.Func) and not isinstance(node, _NO_FUNCTIONS) for node in nodes),
        recursive=sum(isinstance(node, exp.With) and bool(node.recursive) for node in nodes),
        subqueries=len(below),
        correlated=sum(map(_is_correlated, below)),
        nesting=max((depth for _, depth in depths), default=0),
    )


def _length_of(nodes: list[exp.Expr], kind: type[exp.Expr]) -> int:
    return sum(len(node.expressions) for node in nodes if isinstance(node, kind))


def _depth(select: exp.Expr) -> int:
    """Count the queries around a SELECT; a side of a set operation stands beside the other, not within it."""
    depth, node = 0, select.parent
    while node is not None:
        is_owner = isinstance(node, exp.SetOperation) and node.args.get("with_") is not None
        depth += isinstance(node, exp.Select) or (is_owner and _stands_in_cte(select, node))
        node = node.parent
    return depth


def _stands_in_cte(select: exp.Expr, owner: exp.Expr) -> bool:
    cte = select.find_ancestor(exp.CTE)
    return cte is not None and cte.parent is owner.args.get("with_")


def _is_of_cte(select: exp.Expr) -> bool:
    """Say whether a SELECT is the query of a CTE, or a side of it."""
    node = select.parent
    while isinstance(node, (exp.SetOperation, exp.Subquery)):
        node = node.parent
    return isinstance(node, exp.CTE)


def _is_correlated(select: exp.Expr) -> bool:
    """Say whether a SELECT names a table that is not its own."""
    nodes = nodes_of(select)
    own = {node.alias_or_name.lower() for node in nodes if isinstance(node, (exp.Table, exp.Subquery, exp.CTE))}
    return any(isinstance(node, exp.Column) and bool(node.table) and node.table.lower() not in own for node in nodes)
