"""Reads queries that are known to be right: their shape, and what fills it."""

import sqlglot
from sqlglot import exp

from ..offline.layout import Layout
from .offline_queries import STAR, Bound, Core, Gold, Nested, OutsideFragment, Term

_OPERATORS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "!=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.Like: "like",
}
_FUNCTIONS = (exp.Count, exp.Sum, exp.Avg, exp.Max, exp.Min)
_COMBINATIONS: dict[type[exp.Expr], str] = {
    exp.Intersect: "intersect",
    exp.Union: "union",
    exp.Except: "except",
}


def read_gold(sql: str, layout: Layout) -> Gold:
    """Return what a query in SQLite's words says; raises OutsideFragment where sketches cannot say it."""
    try:
        tree = sqlglot.parse_one(sql, read="sqlite")
    except sqlglot.ParseError as error:
        raise OutsideFragment(str(error)) from None
    if isinstance(tree, exp.SetOperation):
        left, right = tree.left, tree.right
        if not isinstance(left, exp.Select) or not isinstance(right, exp.Select) or tree.args.get("order"):
            raise OutsideFragment("a combination of combinations")
        return Gold(_Reader(left, layout).core(), _COMBINATIONS[type(tree)], _Reader(right, layout).core())
    if not isinstance(tree, exp.Select):
        raise OutsideFragment("no SELECT")
    return Gold(_Reader(tree, layout).core())


class _Reader:
    """Reads one SELECT."""

    def __init__(self, tree: exp.Select, layout: Layout) -> None:
        self._tree = tree
        self._layout = layout
        self._nested: Nested | None = None
        self._aliases: dict[str, int] = {}
        names = {table.name.lower(): table.number for table in layout.tables}
        source = tree.args.get("from_")
        sources = [source.this if source else None, *(join.this for join in tree.args.get("joins") or ())]
        for table in sources:
            if not isinstance(table, exp.Table) or table.name.lower() not in names:
                raise OutsideFragment("a source that is no table")
            number = names[table.name.lower()]
            if number in self._aliases.values():
                raise OutsideFragment("a table that is joined with itself")
            self._aliases[(table.alias or table.name).lower()] = number
        self._tables = tuple(self._aliases.values())

    def core(self) -> Core:
        tree = self._tree
        items = tuple(self._term(item) for item in tree.expressions)
        bounds, operators, is_any = self._where()
        group = tree.args.get("group")
        limit = tree.args.get("limit")
        return Core(
            items,
            tree.args.get("distinct") is not None,
            self._tables,
            bounds,
            operators,
            is_any,
            tuple(self._column(one) for one in group.expressions) if group else (),
            self._having(),
            self._order(),
            limit.expression.name if limit else "",
            self._nested,
        )

    def _column(self, node: exp.Expr | None) -> int:
        if not isinstance(node, exp.Column):
            raise OutsideFragment("no column")
        if isinstance(node.this, exp.Star):
            return STAR
        tables = [self._aliases[node.table.lower()]] if node.table.lower() in self._aliases else self._tables
        for column in self._layout.columns:
            if column.table in tables and column.name.lower() == node.name.lower():
                return column.number
        raise OutsideFragment(f"no column {node.name}")

    def _term(self, node: exp.Expr) -> Term:
        inner = node.this if isinstance(node, exp.Alias) else node
        function, distinct = "", ""
        if isinstance(inner, _FUNCTIONS):
            function, inner = type(inner).__name__.lower(), inner.this
        if isinstance(inner, exp.Distinct):
            distinct, inner = "D", inner.expressions[0]
        if isinstance(inner, exp.Star):
            return Term(function, STAR)
        return Term(function + distinct, self._column(inner))

    def _where(self) -> tuple[tuple[Bound, ...], tuple[str, ...], bool]:
        where = self._tree.args.get("where")
        parts, is_any = _flattened(where.this) if where else ([], False)
        bounds: list[Bound] = []
        operators: list[str] = []
        for part in parts:
            self._read_condition(part, bounds, operators)
        return tuple(bounds), tuple(operators), is_any

    def _read_condition(self, node: exp.Expr, bounds: list[Bound], operators: list[str]) -> None:
        if isinstance(node, exp.Between):
            low, high = node.args["low"], node.args["high"]
            column = self._column(node.this)
            bounds.extend(Bound(column, "between", _literal(end)) for end in (low, high))
            operators.append("between")
        elif isinstance(node, exp.Not) and isinstance(node.this, exp.In):
            self._nest(node.this.this, "notin", node.this.args.get("query"))
        elif isinstance(node, exp.Not) and isinstance(node.this, exp.Like):
            raise OutsideFragment("NOT LIKE")
        elif type(node) in _OPERATORS:
            operator = _OPERATORS[type(node)]
            right = node.args.get("expression")
            if isinstance(right, exp.Subquery) and operator in ("!=", "like"):
                raise OutsideFragment("an operator that no scalar query has")
            if isinstance(right, exp.Subquery):
                function = self._nest(node.args.get("this"), "", right)
                operators.append(operator[0] + function)
            else:
                bounds.append(Bound(self._column(node.args.get("this")), operator, _literal(right)))
                operators.append(operator[0] if operator in (">=", "<=") else operator)
        else:
            raise OutsideFragment("a condition of another kind")

    def _nest(self, outside: exp.Expr | None, kind: str, query: exp.Expr | None) -> str:
        inner = query.this if isinstance(query, exp.Subquery) else query
        if self._nested or not isinstance(inner, exp.Select):
            raise OutsideFragment("two nested queries")
        core = _Reader(inner, self._layout).core()
        function = kind or core.items[0].function
        if not function or function.startswith("count"):
            raise OutsideFragment("a scalar query without a function")
        self._nested = Nested(self._column(outside), function, core)
        return function

    def _having(self) -> tuple[Term, str, str] | None:
        having = self._tree.args.get("having")
        if not having:
            return None
        node = having.this
        if type(node) not in _OPERATORS or not isinstance(node.this, _FUNCTIONS):
            raise OutsideFragment("HAVING of another kind")
        return self._term(node.this), _OPERATORS[type(node)], _literal(node.expression)

    def _order(self) -> tuple[Term, bool] | None:
        order = self._tree.args.get("order")
        if not order:
            return None
        first = order.expressions[0]
        return self._term(first.this), bool(first.args.get("desc"))


def _flattened(node: exp.Expr) -> tuple[list[exp.Expr], bool]:
    if isinstance(node, exp.Paren):
        return _flattened(node.this)
    if isinstance(node, exp.And | exp.Or):
        left, left_any = _flattened(node.left)
        right, right_any = _flattened(node.right)
        return left + right, left_any or right_any or isinstance(node, exp.Or)
    return [node], False


def _literal(node: exp.Expr | None) -> str:
    if isinstance(node, exp.Neg):
        return "-" + node.name
    if isinstance(node, exp.Literal):
        return node.name
    if isinstance(node, exp.Column) and not node.table and node.this.args.get("quoted"):
        return node.name  # SQLite takes a name in double quotes for a text where no column is called so
    raise OutsideFragment("no value")
