"""What is known of tables: filled from CREATE and ALTER statements in their order, or from a live database."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from ...diagnostics import Span


@dataclass(eq=False)
class Column:
    """A column of a table. `type` is None where a statement gives none; `checks` are the conditions on it alone.

    `origin` is where it is declared; what a live database told has none.
    """

    name: str
    type: exp.DataType | None
    nullable: bool = True
    default: exp.Expr | None = None
    generated: bool = False
    identity: bool = False
    checks: list[exp.Expr] = field(default_factory=list)
    origin: Span | None = None


@dataclass(eq=False)
class ForeignKey:
    """Columns that refer to another table; `target_columns` is empty where its primary key is meant."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...] = ()
    on_delete: str = ""
    validated: bool = True
    origin: Span | None = None


@dataclass(eq=False)
class Index:
    """An index; a column that is an expression stands in `columns` as its text. `where` makes it a partial one."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False
    method: str = ""
    where: exp.Expr | None = None
    origin: Span | None = None


@dataclass(eq=False)
class Table:
    """A table, its columns by their names in lower case. `complete` unless its columns come from a query."""

    name: str
    schema: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    primary_key: tuple[str, ...] = ()
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    checks: list[exp.Expr] = field(default_factory=list)
    temporary: bool = False
    view: bool = False
    complete: bool = True
    row_level_security: bool = False
    origin: Span | None = None

    def is_unique(self, columns: frozenset[str]) -> bool:
        """Say whether no two rows can agree on all these columns, given by their names in lower case."""
        keys = [self.primary_key, *self.uniques]
        keys += [index.columns for index in self.indexes if index.unique and index.where is None]
        return any(key and columns.issuperset(key) for key in keys)

    def has_index_on(self, columns: tuple[str, ...]) -> bool:
        """Say whether a key or an index starts with these columns, in any order."""
        starts = [self.primary_key, *self.uniques, *(index.columns for index in self.indexes if index.where is None)]
        return any(set(start[: len(columns)]) == set(columns) for start in starts)


@dataclass(eq=False)
class Schema:
    """All tables of a run. Names are looked up without regard to case; the schema part is left out where unknown."""

    tables: dict[str, Table] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def table(self, name: str) -> Table | None:
        """Return a table by its name, without its schema; None where it is not known."""
        return self.tables.get(name.lower())

    def column(self, table: str, name: str) -> Column | None:
        """Return a column by the name of its table and its own; None where either is not known."""
        known = self.table(table)
        return known.columns.get(name.lower()) if known else None
