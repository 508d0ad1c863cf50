"""Reads what a CREATE or ALTER TABLE declares: columns, keys, conditions and indexes, into the table they belong to."""

from collections.abc import Iterable

from msgspec import Struct
from sqlglot import exp

from ...diagnostics import Span
from .schema import Column, ForeignKey, Index, Table
from .sql_text import Statement

_SERIAL_TYPES = frozenset({exp.DType.SERIAL, exp.DType.BIGSERIAL, exp.DType.SMALLSERIAL})


class Declarations(Struct, frozen=True):
    """Takes what a statement declares into a table."""

    table: Table
    statement: Statement

    def take(self, node: object, name: str = "", not_valid: bool = False) -> None:
        """Take in a column, or a constraint that may have a name."""
        if isinstance(node, exp.ColumnDef):
            self._column(node)
        elif isinstance(node, exp.Constraint | exp.AddConstraint | exp.Schema):
            own = node.name if isinstance(node, exp.Constraint) else name
            for part in node.expressions:
                self.take(part, own, not_valid)
        elif isinstance(node, exp.PrimaryKey):
            self._primary_key(_names(node.expressions), name, node)
        elif isinstance(node, exp.UniqueColumnConstraint):
            self._unique(node, name)
        elif isinstance(node, exp.ForeignKey):
            self._foreign_key(node.expressions, node.args.get("reference"), name, not_valid)
        elif isinstance(node, exp.CheckColumnConstraint):
            self._check(node)
        elif isinstance(node, exp.IndexColumnConstraint):
            self._inline_index(node)

    def index(self, node: exp.Index, unique: bool) -> None:
        """Take in an index that has a statement of its own."""
        params = node.args.get("params") or exp.IndexParameters()
        columns: list[exp.Expr] = params.args.get("columns") or []
        where = params.args.get("where")
        add_index(
            self.table,
            Index(
                node.name,
                _indexed(columns),
                unique,
                params.text("using").lower(),
                where.this if isinstance(where, exp.Where) else where,
                _names(params.args.get("include") or []),
                _items(columns),
                origin_of(self.statement, node.args.get("this") or node.args.get("table")),
            ),
        )

    def _column(self, node: exp.ColumnDef) -> None:
        kind = node.args.get("kind")
        column = Column(node.name, kind if isinstance(kind, exp.DataType) else None)
        column.origin = origin_of(self.statement, node.this)
        column.identity = column.type is not None and column.type.this in _SERIAL_TYPES
        column.nullable = not column.identity
        if self.statement.dialect == "clickhouse":
            column.nullable = bool(kind and kind.args.get("nullable"))
        if self.table.columns.get(node.name.lower()) and node.args.get("exists"):
            return
        self.table.columns[node.name.lower()] = column
        constraints: list[exp.Expr] = node.args.get("constraints") or []
        for constraint in constraints:
            self._of_column(column, constraint.args.get("kind"), constraint.name, node)

    def _of_column(self, column: Column, kind: object, name: str, node: exp.ColumnDef) -> None:
        """Take in one constraint that stands behind a column."""
        if isinstance(kind, exp.NotNullColumnConstraint):
            column.nullable = bool(kind.args.get("allow_null"))
        elif isinstance(kind, exp.DefaultColumnConstraint):
            column.default = kind.this
        elif isinstance(kind, exp.PrimaryKeyColumnConstraint):
            self._primary_key((column.name.lower(),), name, node.this)
        elif isinstance(kind, exp.UniqueColumnConstraint):
            self._add_unique([node.this], name, bool(kind.args.get("nulls")))
        elif isinstance(kind, exp.Reference):
            self._foreign_key([node.this], kind, name, False)
        elif isinstance(kind, exp.CheckColumnConstraint):
            column.checks.append(kind.this)
        elif isinstance(kind, exp.CommentColumnConstraint):
            column.comment = kind.name
        elif isinstance(kind, exp.AutoIncrementColumnConstraint):
            column.identity = True
        elif isinstance(kind, exp.GeneratedAsIdentityColumnConstraint):
            column.generated = bool(kind.args.get("expression"))
            column.identity = not column.generated
            column.nullable = column.nullable and column.generated
        elif isinstance(kind, exp.ComputedColumnConstraint | exp.GeneratedAsRowColumnConstraint):
            column.generated = True

    def _primary_key(self, columns: tuple[str, ...], name: str, node: exp.Expr) -> None:
        self.table.primary_key = columns
        self.table.primary_key_origin = origin_of(self.statement, node)
        self.table.key_names[name.lower() or f"{self.table.name}_pkey".lower()] = columns
        for column in columns:
            known = self.table.columns.get(column)
            if known:
                known.nullable = False

    def _unique(self, node: exp.UniqueColumnConstraint, name: str) -> None:
        inner = node.args.get("this")
        if isinstance(inner, exp.Schema):
            self._add_unique(inner.expressions, name or inner.name, bool(node.args.get("nulls")))

    def _add_unique(self, nodes: list[exp.Expr], name: str, nulls_equal: bool) -> None:
        columns = _names(nodes)
        if not columns:
            return
        self.table.key_names[name.lower() or f"{self.table.name}_{'_'.join(columns)}_key".lower()] = columns
        self.table.unique_origins[columns] = origin_of(self.statement, *nodes)
        if columns not in self.table.uniques:
            self.table.uniques.append(columns)
        if nulls_equal:
            self.table.nulls_equal.add(columns)

    def _foreign_key(self, nodes: list[exp.Expr], reference: object, name: str, not_valid: bool) -> None:
        if not isinstance(reference, exp.Reference) or not isinstance(reference.this, exp.Expr):
            return
        target = reference.find(exp.Table)
        inner = reference.this.expressions if isinstance(reference.this, exp.Schema) else []
        origin = origin_of(self.statement, *nodes)
        if target:
            columns = _names(nodes)
            name = name or _free_name(self.table, columns)
            key = ForeignKey(columns, target.name, _names(inner), _on_delete(reference), not not_valid, name, target.db)
            key.origin, key.match_full = origin, "MATCH FULL" in _options(reference)
            add_foreign_key(self.table, key)

    def _check(self, node: exp.CheckColumnConstraint) -> None:
        """Take in a condition; one on a single column belongs to that column."""
        named = {column.name.lower() for column in node.find_all(exp.Column)}
        column = self.table.columns.get(named.pop()) if len(named) == 1 else None
        (column.checks if column else self.table.checks).append(node.this)

    def _inline_index(self, node: exp.IndexColumnConstraint) -> None:
        kind = str(node.args.get("kind") or node.args.get("index_type") or "").lower()
        index = Index(node.name, _indexed(node.expressions), method=kind, items=_items(node.expressions))
        index.origin = origin_of(self.statement, node.args.get("this") or node)
        add_index(self.table, index)


def add_index(table: Table, index: Index) -> None:
    """Take an index into a table; it takes the place of the one that has its name."""
    if index.name:
        table.indexes = [other for other in table.indexes if other.name.lower() != index.name.lower()]
    table.indexes.append(index)


def add_foreign_key(table: Table, key: ForeignKey) -> None:
    """Take a foreign key into a table; it takes the place of one that has its name."""
    if key.name:
        table.foreign_keys = [other for other in table.foreign_keys if other.name.lower() != key.name.lower()]
    table.foreign_keys.append(key)


def column_name(node: object) -> str:
    """Return the column that an item of a key or index is, in lower case; nothing where it is an expression."""
    while isinstance(node, exp.Ordered | exp.ColumnPrefix | exp.Opclass | exp.Collate | exp.WithOperator):
        node = node.this
    return node.name.lower() if isinstance(node, exp.Column | exp.Identifier) else ""


def origin_of(statement: Statement, *nodes: exp.Expr | None) -> Span:
    """Return where names are written, from the first to the last; the first word of the statement if nowhere."""
    leaves = [leaf for node in nodes if node for leaf in node.walk() if leaf.meta_get("start") is not None]
    if not leaves:
        return statement.span()
    text = statement.text
    start = min(int(leaf.meta["start"]) for leaf in leaves)
    end = max(int(leaf.meta["end"]) for leaf in leaves)
    return Span(text.source, text.place(start), text.place(end) + 1)


def _free_name(table: Table, columns: tuple[str, ...]) -> str:
    """Return the name that PostgreSQL gives to a foreign key that has none."""
    name = f"{table.name}_{'_'.join(columns)}_fkey".lower()
    taken = {key.name.lower() for key in table.foreign_keys}
    return next(
        free for free in (name, *(f"{name}{number}" for number in range(1, len(taken) + 1))) if free not in taken
    )


def _names(nodes: Iterable[exp.Expr]) -> tuple[str, ...]:
    return tuple(column_name(node) or node.name.lower() for node in nodes)


def _indexed(nodes: list[exp.Expr]) -> tuple[str, ...]:
    return tuple(column_name(node) or (node.this if isinstance(node, exp.Ordered) else node).sql() for node in nodes)


def _items(nodes: list[exp.Expr]) -> tuple[str, ...]:
    """Return the columns of an index; those that are more than a column sorted upwards as their SQL."""
    return tuple(node.sql() if _is_special(node) else column_name(node) for node in nodes)


def _is_special(node: exp.Expr) -> bool:
    inner = node.this if isinstance(node, exp.Ordered) else node
    return bool(node.args.get("desc")) or not isinstance(inner, exp.Column | exp.Identifier)


def _on_delete(reference: exp.Reference) -> str:
    """Return what happens to a row when the one it refers to is deleted, in capitals."""
    said = _options(reference)
    return next((option.removeprefix("ON DELETE ") for option in said if option.startswith("ON DELETE ")), "")


def _options(reference: exp.Reference) -> list[str]:
    options: list[object] = reference.args.get("options") or []
    return [str(option).upper() for option in options]
