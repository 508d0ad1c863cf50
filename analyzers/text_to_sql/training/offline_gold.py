"""Reads what a query that is known to be right says of its shape and of what fills it."""

from collections.abc import Iterable, Sequence

import sqlglot
from msgspec import Struct
from sqlglot import exp

from ..offline.layout import Layout
from ..offline.sketches import Sketch

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
_STAR = -1


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Return what is selected with plain columns first: results are the same but for the order of columns."""
    return tuple(sorted(labels, key=lambda label: (label != "c", label)))


class OutsideFragment(Exception):
    """A query says what no sketch can."""


class Bound(Struct, frozen=True):
    """A comparison of a column with a value, both as the query spells them."""

    column: int
    operator: str
    text: str


class Term(Struct, frozen=True):
    """What is selected or ordered by; the column is -1 for `*`."""

    function: str
    column: int

    @property
    def label(self) -> str:
        """The term as sketches call it."""
        if self.column == _STAR:
            return self.function + "*"
        return self.function or "c"


class Core(Struct, frozen=True):
    """One SELECT, read."""

    items: tuple[Term, ...]
    is_distinct: bool
    tables: tuple[int, ...]
    bounds: tuple[Bound, ...]
    operators: tuple[str, ...]
    is_any: bool
    group: tuple[int, ...]
    having: tuple[Term, str, str] | None
    order: tuple[Term, bool] | None
    limit: str
    nested: "Nested | None"


class Nested(Struct, frozen=True):
    """A query inside a condition: the column outside, `notin` or a function, and the query."""

    column: int
    kind: str
    core: Core


class Gold(Struct, frozen=True):
    """A query, read: its core, and the second query of a combination."""

    core: Core
    combine: str = ""
    other: Core | None = None

    @property
    def second(self) -> Core | None:
        """The second query, wherever it stands."""
        return self.other or (self.core.nested.core if self.core.nested else None)

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """All comparisons with values."""
        return self.core.bounds + (self.second.bounds if self.second else ())

    @property
    def sketch(self) -> Sketch:
        """The shape of it all; raises OutsideFragment where the second query is no plain one."""
        core, second = self.core, self.second
        if second and (second.group or second.having or second.order or second.limit or second.nested):
            raise OutsideFragment("the second query does more than select")
        combine = "notin" if core.nested and core.nested.kind == "notin" else self.combine
        having = f"{core.having[0].function}{core.having[1][0]}" if core.having else ""  # > stands for >= too
        order = f"{core.order[0].function or 'c'}{'-' if core.order[1] else '+'}" if core.order else ""
        return Sketch(
            in_order(item.label for item in core.items),
            core.is_distinct,
            tuple(sorted(core.operators)),
            tuple(sorted(second.operators)) if second else (),
            core.is_any,
            min(3, len(core.group)),
            having,
            order,
            bool(core.limit),
            combine,
        )


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
            return _STAR
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
            return Term(function, _STAR)
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


def columns_of(gold: Gold) -> dict[str, frozenset[int]]:
    """Return which columns and tables fill which slot, as `COLUMN_SLOTS` and `TABLE_SLOTS` call them."""
    core, second = gold.core, gold.second
    order = [core.order[0]] if core.order else []
    having = [core.having[0]] if core.having else []
    terms: Sequence[Term] = core.items
    outside = {core.nested.column} if core.nested and core.nested.kind != "notin" else set[int]()
    return {
        "select": frozenset(term.column for term in terms if not term.function),
        "function": frozenset(term.column for term in (*terms, *order, *having) if term.function) - {_STAR},
        "where": frozenset({bound.column for bound in gold.bounds} | outside),
        "group": frozenset(core.group),
        "order": frozenset(term.column for term in order if not term.function),
        "from": frozenset(core.tables),
        "other": frozenset(second.tables if second else ()),
    }
