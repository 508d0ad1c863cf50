"""What the schema knows after statements ran: each case in schemas/ has a sentence, its texts and what is known."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.schema import Column, Schema, Table
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source, Span

FOLDER = Path(__file__).parent / "schemas"
CASE = re.compile(
    r"^-- case: (?P<sentence>[^\n]+)\n(?P<texts>.*?)^-- known\n(?P<known>(?:-- [^\n]*\n)*)", re.DOTALL | re.MULTILINE
)


def cases() -> list[object]:
    """Return every case: the dialect, the texts and what shall be known after them."""
    found: list[object] = []
    for path in sorted(FOLDER.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        dialect = re.match(r"-- dialect: (\w+)\n", text)
        for case in CASE.finditer(text):
            texts = case["texts"].split("-- then another file\n")
            known = [line.removeprefix("-- ") for line in case["known"].splitlines()]
            found.append(pytest.param(dialect[1] if dialect else "ansi", texts, known, id=case["sentence"]))
    return found


def built(dialect: str, *texts: str) -> Schema:
    return build_schema(tuple(SqlText(Source(f"{number}.sql", sql), dialect, sql) for number, sql in enumerate(texts)))


def told(table: Table) -> Iterator[str]:
    """Yield what is known of a table, a line for each thing."""
    kinds = ["temporary", "view", "derived", "partitioned", "row_level_security", "comment", "engine"]
    said = [kind if getattr(table, kind) is True else f"{kind} {getattr(table, kind)}" for kind in kinds]
    flags = [flag for flag, kind in zip(said, kinds, strict=True) if getattr(table, kind)]
    flags += [f"partition of {table.partition_of}"] * bool(table.partition_of)
    flags += ["incomplete"] * (not table.complete)
    yield f"table {'.'.join(filter(None, [table.schema, table.name]))}: {', '.join(flags)}".rstrip(": ")
    yield from (f"  {told_column(column)}" for column in table.columns.values())
    if table.primary_key:
        yield f"  key {', '.join(table.primary_key)}"
    yield from (f"  unique {', '.join(columns)}" for columns in table.uniques)
    yield from (f"  check {check.sql()}" for check in table.checks)
    for key in table.foreign_keys:
        state = "" if key.validated else " not valid"
        target = f"{key.target}({', '.join(key.target_columns)})"
        yield f"  {', '.join(key.columns)} -> {target} {key.on_delete}".rstrip() + state
    for index in table.indexes:
        where = f" where {index.where.sql()}" if index.where else ""
        words = ["unique"] * index.unique + [index.method or "", "index", index.name]
        yield f"  {' '.join(filter(None, words))} on {', '.join(index.columns)}{where}"
    for policy in table.policies:
        yield f"  policy {policy.name} {policy.command} using {policy.using} check {policy.check}".rstrip()


def told_column(column: Column) -> str:
    said = [column.name, column.type.sql() if column.type else "", "" if column.nullable else "not null"]
    said += ["identity" if column.identity else "", "generated" if column.generated else ""]
    said += [f"default {column.default.sql()}" if column.default else ""]
    said += [f"check {check.sql()}" for check in column.checks] + [f"comment {column.comment}" * bool(column.comment)]
    return " ".join(filter(None, said))


@pytest.mark.parametrize(("dialect", "texts", "known"), cases())
def test_schema_is_what_the_statements_leave_behind(dialect: str, texts: list[str], known: list[str]) -> None:
    assert [line for table in built(dialect, *texts) for line in told(table)] == known


def test_each_thing_is_told_with_the_words_that_declare_it() -> None:
    schema = built(
        "postgres",
        "CREATE TABLE app.orders (id int PRIMARY KEY, customer_id int REFERENCES customers);"
        "CREATE INDEX by_customer ON app.orders (customer_id);"
        "ALTER TABLE app.orders ADD COLUMN total numeric;",
    )
    orders = schema.table("orders")
    assert orders is not None
    origins = [orders.origin, orders.primary_key_origin, orders.foreign_keys[0].origin, orders.indexes[0].origin]
    origins += [column.origin for column in orders.columns.values()]
    words = ["app.orders", "id", "customer_id", "by_customer", "id", "customer_id", "total"]
    assert [origin.text for origin in origins if isinstance(origin, Span)] == words


def test_table_is_found_without_its_schema_unless_two_share_the_name() -> None:
    schema = built("postgres", "CREATE TABLE sales.orders (id int); CREATE TABLE Items (id int);")
    assert schema.table("ORDERS") and schema.table("items", "public")
    schema = built("postgres", "CREATE TABLE sales.orders (id int); CREATE TABLE archive.orders (id int);")
    assert schema.table("orders") is None
    assert schema.table("orders", "archive")


@pytest.mark.parametrize("name", ["1.down.sql", "rollback.sql", "V1_undo.sql"])
def test_files_that_take_a_migration_back_are_left_out(name: str) -> None:
    up, down = "CREATE TABLE orders (id int)", "DROP TABLE orders"
    schema = build_schema((SqlText(Source("1.sql", up), "ansi", up), SqlText(Source(name, down), "ansi", down)))
    assert schema.table("orders")
