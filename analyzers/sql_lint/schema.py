"""What is known of tables: filled from CREATE and ALTER statements in their order, or from a live database."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from sqlglot import exp

from ...diagnostics import Span

# The schemas that are meant where none is named.
_USUAL_SCHEMAS = frozenset({"", "public", "dbo", "main"})
# The dialects of stores that check keys, and whose tables are read row by row.
_ROW_STORES = frozenset({"ansi", "mariadb", "mysql", "oracle", "postgres", "postgresql", "sqlite", "tsql"})

# The stores by column that check keys all the same.
_KEYED = frozenset({"duckdb"})

_STAGING = re.compile(r"(?i)(?:^|_)(?:backup|bak|import|load|old|scratch|stage|staging|stg|temp|tmp)(?:_|$)")


class Column(Struct, eq=False):
    """A column of a table. `type` is None where a statement gives none; `checks` are the conditions on it alone.

    `origin` is where its name is declared; what a live database told has none.
    """

    name: str
    type: exp.DataType | None
    nullable: bool = True
    default: exp.Expr | None = None
    generated: bool = False
    identity: bool = False
    checks: list[exp.Expr] = field(default_factory=list)
    comment: str = ""
    origin: Span | None = None


class ForeignKey(Struct, eq=False):
    """Columns that refer to another table; `target_columns` is empty where its primary key is meant."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...] = ()
    on_delete: str = ""
    validated: bool = True
    name: str = ""
    target_schema: str = ""
    match_full: bool = False
    origin: Span | None = None


class Index(Struct, eq=False):
    """An index; a column that is an expression stands in `columns` as its SQL. `where` makes it a partial one.

    `items` are the columns again, with direction, collation and operators where they are not the usual ones. `method`
    is what stands behind USING, or FULLTEXT, SPATIAL and the like, in lower case. `include` are the columns it only
    carries along.
    """

    name: str
    columns: tuple[str, ...]
    unique: bool = False
    method: str = ""
    where: exp.Expr | None = None
    include: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    origin: Span | None = None


class Policy(Struct, eq=False):
    """A policy of row level security; `using` and `check` are its conditions as they are written."""

    name: str
    command: str = "ALL"
    roles: tuple[str, ...] = ()
    using: str = ""
    check: str = ""
    permissive: bool = True
    origin: Span | None = None


class Table(Struct, eq=False):
    """A table, its columns by their names in lower case; every tuple of columns holds such names too.

    `complete` unless columns of it may be unknown. `derived` where it is made after a query or another table.
    `key_names` are the columns of keys by the names of their constraints, `unique_origins` tells where they are
    declared, `nulls_equal` holds those to which one NULL is as another. `parents` are the tables it inherits from,
    `partition_of` the one it is a part of, and `partitioned` tells that its own rows lie in such parts or children.
    """

    name: str
    schema: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    primary_key: tuple[str, ...] = ()
    primary_key_origin: Span | None = None
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    unique_origins: dict[tuple[str, ...], Span] = field(default_factory=dict)
    nulls_equal: set[tuple[str, ...]] = field(default_factory=set)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    checks: list[exp.Expr] = field(default_factory=list)
    key_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    temporary: bool = False
    view: bool = False
    derived: bool = False
    complete: bool = True
    dialect: str = "ansi"
    engine: str = ""
    charset: str = ""
    comment: str = ""
    parents: tuple[str, ...] = ()
    partition_of: str = ""
    partitioned: bool = False
    row_level_security: bool = False
    policies: list[Policy] = field(default_factory=list)
    origin: Span | None = None

    @property
    def is_declared(self) -> bool:
        """Say whether this is a lasting table of its own that statements declare, all its columns known."""
        passing = self.temporary or self.view or self.derived or self.partition_of
        return self.complete and not passing and self.origin is not None

    @property
    def is_row_store(self) -> bool:
        """Say whether its product checks keys and reads row by row, so that keys and indexes are to be expected."""
        return self.dialect in _ROW_STORES

    @property
    def is_keyed(self) -> bool:
        """Say whether it should have a key: it lasts, its product checks keys, and its parents bring none."""
        lasting = self.origin is not None and not (self.temporary or self.view or self.partition_of)
        own = self.is_declared or bool(self.parents)
        return lasting and own and self.dialect in _ROW_STORES | _KEYED

    @property
    def is_staging(self) -> bool:
        """Say whether its name tells that rows only pass through it."""
        return bool(_STAGING.search(self.name))

    @property
    def starts(self) -> list[tuple[str, ...]]:
        """Return the columns of all keys and indexes that hold every row."""
        return [self.primary_key, *self.uniques, *(index.columns for index in self.indexes if index.where is None)]

    @property
    def has_any_index(self) -> bool:
        """Say whether there is a key or an index."""
        return bool(self.primary_key or self.uniques or self.indexes)

    def foreign_keys_of(self, columns: tuple[str, ...]) -> list[ForeignKey]:
        """Return the foreign keys of exactly these columns."""
        return [key for key in self.foreign_keys if key.columns == columns]

    def is_unique(self, columns: frozenset[str]) -> bool:
        """Say whether no two rows can agree on all these columns, given by their names in lower case."""
        keys = [self.primary_key, *self.uniques]
        keys += [index.columns for index in self.indexes if index.unique and index.where is None]
        return any(key and columns.issuperset(key) for key in keys)

    def has_index_on(self, columns: tuple[str, ...]) -> bool:
        """Say whether a key or an index starts with these columns, in any order."""
        return any(set(start[: len(columns)]) == set(columns) for start in self.starts)


class Schema(Struct, eq=False):
    """All tables of a run. Names are looked up without regard to case; the schema part is left out where unknown.

    `tables` are keyed by name, `schema.name` where the schema is not the usual one.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    _named: dict[str, list[Table]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def declared(self) -> Iterator[Table]:
        """Yield the lasting tables that statements declare, all their columns known."""
        return (table for table in self if table.is_declared)

    def row_stores(self) -> Iterator[Table]:
        """Yield those declared tables of which keys and indexes are to be expected."""
        return (table for table in self.declared() if table.is_row_store)

    def table(self, name: str, schema: str = "") -> Table | None:
        """Return a table by its name, and by its schema if given; None where it is not known or not the only one."""
        exact = self.tables.get(_key(name, schema))
        if exact:
            return exact
        namesakes = self._named.get(name.lower(), [])
        return namesakes[0] if len(namesakes) == 1 and (not schema or not namesakes[0].schema) else None

    def creates(self, name: str) -> bool:
        """Say whether the statements of the run create a table, given without its schema."""
        return any(table.origin for table in self._named.get(name.lower(), ()))

    def column(self, table: str, name: str) -> Column | None:
        """Return a column by the name of its table and its own; None where either is not known."""
        known = self.table(table)
        return known.columns.get(name.lower()) if known else None

    def add(self, table: Table) -> None:
        """Take a table in; it takes the place of the one that has its name."""
        self.drop(self.tables.get(_key(table.name, table.schema)))
        self.tables[_key(table.name, table.schema)] = table
        self._named.setdefault(table.name.lower(), []).append(table)

    def drop(self, table: Table | None) -> None:
        """Forget a table."""
        if table:
            self.tables.pop(_key(table.name, table.schema), None)
            self._named.get(table.name.lower(), [table]).remove(table)

    def rename(self, table: Table, name: str) -> None:
        """Give a table another name; foreign keys follow it."""
        self.drop(table)
        for other in self:
            for key in other.foreign_keys:
                key.target = name if key.target.lower() == table.name.lower() else key.target
        table.name = name
        self.add(table)


def _key(name: str, schema: str) -> str:
    schema = schema.lower()
    return name.lower() if schema in _USUAL_SCHEMAS else f"{schema}.{name.lower()}"
