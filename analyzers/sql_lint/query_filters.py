"""Finds the columns of known tables by which a query picks its rows, so that they can be held against indexes."""

from msgspec import Struct, field
from sqlglot import exp

from .joins import conjuncts
from .schema import Schema, Table
from .sources import SelectSource, sources_of

_COMPARISONS = (exp.EQ, exp.GT, exp.GTE, exp.LT, exp.LTE)


class TableUse(Struct, eq=False):
    """How a query picks the rows of one table: columns held against values, against other tables, or sorted by.

    Each is given by its node in the query, by its name in lower case; of those that must be NULL just the names are.
    """

    table: Table
    filters: dict[str, exp.Column] = field(default_factory=dict)
    joins: dict[str, exp.Column] = field(default_factory=dict)
    partners: dict[str, tuple[Table | None, str]] = field(default_factory=dict)
    order: dict[str, exp.Column] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)


def uses_of(query: exp.Expr, schema: Schema) -> list[TableUse]:
    """Return how a SELECT, UPDATE or DELETE uses each known table; nothing is said of columns whose table is unsure."""
    reader = _Reader(sources_of(query, schema))
    where = query.args.get("where")
    conditions = [where.this] if isinstance(where, exp.Where) else []
    joins: list[exp.Join] = query.args.get("joins") or []
    for condition in [*conditions, *(join.args["on"] for join in joins if join.args.get("on"))]:
        for conjunct in conjuncts(condition):
            reader.take(conjunct)
    if isinstance(query, exp.Select) and query.args.get("limit") and not query.args.get("group"):
        reader.take_order(query.args.get("order"))
    return [use for use in reader.uses.values() if use.table.is_declared]


class _Reader:
    """Takes conditions apart, for the tables they narrow."""

    def __init__(self, sources: tuple[SelectSource, ...]) -> None:
        self.sources = sources
        self.uses = {source.name: TableUse(source.table) for source in sources if source.table}

    def take(self, condition: exp.Expr) -> None:
        """Take one condition that must hold."""
        if isinstance(condition, _COMPARISONS) or self._is_null_safe(condition):
            self._compare(condition.this, condition.expression)
            self._compare(condition.expression, condition.this)
        elif isinstance(condition, exp.In | exp.Between) and isinstance(condition.this, exp.Column):
            self._filter(condition.this)
        elif isinstance(condition, exp.Is) and isinstance(condition.expression, exp.Null):
            self._is_empty(condition.this)

    def _is_null_safe(self, condition: exp.Expr) -> bool:
        """Say whether a comparison takes NULLs for equal and SQLite serves it by indexes as it does `=`."""
        is_sqlite = any(use.table.dialect == "sqlite" for use in self.uses.values())
        return is_sqlite and isinstance(condition, exp.NullSafeEQ)

    def take_order(self, order: object) -> None:
        """Take the first column of ORDER BY."""
        first = order.expressions[0].this if isinstance(order, exp.Order) and order.expressions else None
        use = self._use(first)
        if use and isinstance(first, exp.Column):
            use.order[first.name.lower()] = first

    def _compare(self, side: object, other: object) -> None:
        use = self._use(side)
        if use is None or not isinstance(side, exp.Column) or not isinstance(other, exp.Expr):
            return
        partner = self._use(other)
        if isinstance(other, exp.Column) and partner is not use:
            use.joins[side.name.lower()] = side
            use.partners[side.name.lower()] = (partner.table if partner else None, other.name.lower())
        elif not other.find(exp.Column):
            self._filter(side)

    def _filter(self, column: exp.Column) -> None:
        use = self._use(column)
        if use:
            use.filters[column.name.lower()] = column

    def _is_empty(self, column: object) -> None:
        use = self._use(column)
        if use and isinstance(column, exp.Column):
            use.empty.add(column.name.lower())

    def _use(self, column: object) -> TableUse | None:
        """Return the use of the table that a column belongs to for certain."""
        if not isinstance(column, exp.Column):
            return None
        name, qualifier = column.name.lower(), column.table.lower()
        if not qualifier and len(self.sources) > 1 and not all(source.table for source in self.sources):
            return None
        owners = [use for alias, use in self.uses.items() if name in use.table.columns and qualifier in {"", alias}]
        return owners[0] if len(owners) == 1 else None
