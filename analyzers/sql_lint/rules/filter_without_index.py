"""SQL046: columns that queries pick rows by, and no index starts with."""

from collections.abc import Iterator

from sqlglot import exp

from ..claims import Claim
from ..query_filters import TableUse, uses_of
from ..rule import Finding, Grade, Impact, WorkloadRule
from ..schema import Table
from ..sql_text import SqlText, Statement

_QUERIES = (exp.Select, exp.Update, exp.Delete)
_FEW_VALUES = frozenset({exp.DType.BOOLEAN, exp.DType.BIT, exp.DType.ENUM})


class FilterWithoutIndex(WorkloadRule):
    """A query picks rows by columns with which no index starts, so the whole table is read.

    An index on one of them is enough to begin with. Columns that hold only few values, such as booleans, would gain
    nothing and are left out, and so are tables that are not declared in the run.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, total numeric);
        SELECT total FROM orders WHERE customer = 'x';
        ---
        CREATE TABLE a (id bigint PRIMARY KEY, code text);
        CREATE TABLE b (id bigint PRIMARY KEY, code text);
        SELECT a.id FROM a JOIN b ON b.code = a.code;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamp NOT NULL);
        SELECT id FROM orders ORDER BY placed_at DESC LIMIT 10;
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, total numeric);
        CREATE INDEX orders_customer ON orders (customer);
        SELECT total FROM orders WHERE customer = 'x' AND total > 5;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, paid boolean NOT NULL);
        SELECT id FROM orders WHERE paid = TRUE;
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        SELECT o.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, paid_at timestamp, placed_at timestamp NOT NULL);
        CREATE INDEX orders_open ON orders (paid_at, placed_at);
        SELECT id FROM orders WHERE paid_at IS NULL ORDER BY placed_at LIMIT 10;
    """

    code = "SQL046"
    name = "filter-without-index"
    grade = Grade.SUGGESTION
    impact = Impact(read=5)

    def claims(self, text: SqlText) -> Iterator[Claim[Finding]]:
        """Yield a finding for each column that should begin an index, at each query that needs it."""
        for statement, query in queries(text):
            for use in uses_of(query, text.schema):
                name, column = _missing(use)
                if column:
                    message = f"no index of {use.table.name} starts with {name}, so all of it is read"
                    hint = f"CREATE INDEX ON {use.table.name} ({name})"
                    yield Claim(f"{use.table.name}.{name}", self.finding(statement, column, message, hint))


def queries(text: SqlText) -> Iterator[tuple[Statement, exp.Expr]]:
    """Yield every query and change of rows, with the statement it stands in; those of migrations run only once."""
    for statement in () if text.migration else text.statements:
        if statement.tree is not None and not isinstance(statement.tree, exp.Create | exp.Alter | exp.Drop):
            yield from ((statement, node) for node in statement.nodes if isinstance(node, _QUERIES))


def _missing(use: TableUse) -> tuple[str, exp.Column | None]:
    """Return the first column that lacks an index, where none of the columns of the query has one."""
    table = use.table
    nothing = "", None
    if not _is_judged(table) or any(_leads(table, name) for name in [*use.filters, *use.joins]):
        return nothing
    chosen = next(((name, node) for name, node in use.filters.items() if _is_telling(table, name)), None)
    if chosen:
        return chosen
    if use.filters:
        return nothing
    lonely = [(name, node) for name, node in use.joins.items() if _is_alone(use, name)]
    ordered = [(name, node) for name, node in use.order.items() if not use.joins and not _orders(use, name)]
    return next(iter([*lonely, *ordered]), nothing)


def _is_judged(table: Table) -> bool:
    """Say whether indexes are to be expected; a table that has none at all is told of for that already."""
    return table.is_row_store and not table.is_staging and not table.partitioned and table.has_any_index


def _leads(table: Table, name: str) -> bool:
    starts = [*table.starts, *(index.columns for index in table.indexes)]
    return any(name in start[0] for start in starts if start)


def _orders(use: TableUse, name: str) -> bool:
    """Say whether an index has the rows in the order of a column: of those that share what stands before it."""
    starts = [*use.table.starts, *(index.columns for index in use.table.indexes)]
    return any(name in start and use.empty.issuperset(start[: start.index(name)]) for start in starts)


def _is_telling(table: Table, name: str) -> bool:
    kind = table.columns[name].type
    return kind is not None and kind.this not in _FEW_VALUES


def _is_alone(use: TableUse, name: str) -> bool:
    """Say whether the column on the other side of a join is known and has no index either."""
    other, column = use.partners[name]
    return other is not None and other.is_declared and column in other.columns and not _leads(other, column)
