"""SQL032: a point in time that does not say in which time zone it is meant."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_length, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_SHORT_NAMED = frozenset({"duckdb", "postgres", "postgresql", "redshift", "snowflake"})


class TimestampWithoutZone(NodeRule):
    """A timestamp without time zone names no point in time: the same value means another one in every time zone.

    Written from two servers or read across a change of the clocks, values cannot be compared. timestamptz holds the
    point itself. `time with time zone` does not help, as a time without its date has no offset. The fix changes
    what is stored.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamp)
        ---
        ALTER TABLE orders ALTER COLUMN created_at TYPE timestamp(3) without time zone
        ---
        CREATE TABLE shops (id bigint PRIMARY KEY, opens time with time zone)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz, day date)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamp with time zone)
        ---
        SELECT CAST('2024-01-01' AS timestamp)
    """

    code = "SQL032"
    name = "timestamp-without-zone"
    grade = Grade.UNSAFE
    dialects = _SHORT_NAMED | {"ansi", "exasol", "oracle", "teradata", "trino"}
    nodes = COLUMNS
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such column."""
        kind = type_name(node)
        if kind == "timetz":
            message = f"{node.name} is a time with an offset but no date, which cannot be converted"
            yield self.finding(statement, node.this, message, "timestamptz, or time")
        elif kind in {"timestamp", "timestampntz"}:
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} does not say in which time zone it is meant"
            yield self.finding(statement, node.this, message, _spelled(statement.dialect, None), fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, _spelled(statement.dialect, type_length(node)))


def _spelled(dialect: str, digits: int | None) -> str:
    """Return how a product spells the type of a point in time, with so many digits of a second."""
    precision = "" if digits is None else f"({digits})"
    return f"timestamptz{precision}" if dialect in _SHORT_NAMED else f"timestamp{precision} with time zone"
