"""Which texts are taken for migrations although nobody said so."""

import pytest

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.rules.breaking_drop import BreakingDrop
from weft.analyzers.sql_lint.rules.unqualified_table import UnqualifiedTable
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.compiler.sql_config import SqlConfig
from weft.diagnostics import Source

CREATED = "CREATE TABLE orders (id bigint PRIMARY KEY, total bigint);"


def migrates(sql: str, *others: str) -> bool:
    texts = tuple(
        SqlText(Source(f"{number}.sql", each), "postgres", each) for number, each in enumerate((sql, *others))
    )
    Linter([BreakingDrop()]).analyze(texts)
    return texts[0].migrates


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE orders ADD COLUMN note text",
        "alter table if exists only shop.orders drop column total",
        'ALTER TABLE "Orders" ALTER "total" TYPE numeric',
        "ALTER TABLE orders RENAME TO purchases",
        "DROP INDEX orders_total",
    ],
)
def test_a_change_of_a_table_that_no_text_creates_makes_a_migration(sql: str) -> None:
    assert migrates(sql)


@pytest.mark.parametrize(
    "sql",
    [
        CREATED,
        f"{CREATED} ALTER TABLE orders ADD COLUMN note text;",
        "SELECT id FROM orders",
        "CREATE INDEX orders_total ON orders (total)",
        "ALTER TABLE ONLY orders ADD CONSTRAINT orders_key PRIMARY KEY (id)",
        "ALTER TABLE ONLY orders ALTER COLUMN id SET DEFAULT nextval('orders_id')",
        "ALTER TABLE orders OWNER TO shop",
        "DROP INDEX IF EXISTS orders_total; CREATE INDEX orders_total ON orders (total);",
    ],
)
def test_what_builds_a_schema_is_no_migration(sql: str) -> None:
    assert not migrates(sql)


def test_a_table_that_another_text_of_the_run_creates_is_new() -> None:
    assert migrates("ALTER TABLE orders ADD COLUMN note text")
    assert not migrates("ALTER TABLE orders ADD COLUMN note text", CREATED)


@pytest.mark.parametrize("first", [0, 1])
def test_rules_for_migrations_look_at_those_alone_whatever_text_comes_first(first: int) -> None:
    texts = [CREATED, "ALTER TABLE bills DROP COLUMN total; CREATE TABLE notes (id bigint)"]
    ordered = tuple(SqlText(Source(text, text), "postgres", text) for text in (texts[first], texts[1 - first]))
    found = Linter([BreakingDrop(), UnqualifiedTable()]).analyze(ordered).findings
    assert {finding.span.source.name for finding in found} == {texts[1]}
    assert {finding.rule.name for finding in found} == {"breaking-drop", "unqualified-table"}


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("app/migrations/0001.sql", True),
        ("src/main/resources/db/migration/V2__add_note.sql", True),
        ("sql/V1_1__orders.sql", True),
        ("db/0002_note.up.sql", True),
        ("db/0002_note.down.sql", True),
        ("queries/Version__orders.sql", False),
        ("queries/orders.sql", False),
    ],
)
def test_names_tell_migrations(name: str, is_one: bool) -> None:
    assert SqlConfig().is_migration(name) is is_one
