"""Live databases of three products: their schema, the rules about data, and that reading is bounded and harmless."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import duckdb
import psycopg
import pytest

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.sql_lint.data_sample import Limits, Sampler
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.rule import DataRule, Rule, SchemaRule
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.compiler.cli import run
from weft.compiler.sql_database import open_database
from weft.diagnostics import Source

PRODUCTS = ("sqlite", "duckdb", "postgres")
KEY = "id INTEGER PRIMARY KEY"
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
MANY = f"CREATE TABLE many (id INTEGER PRIMARY KEY, a INTEGER); INSERT INTO many {NUMBERS} SELECT i, i % 7 FROM n;"
# What only SQLite takes: text in a number, rows without their parent, a day that no type fits.
SQLITE_ALONE = frozenset(
    {
        ("value-type-mismatch", "bad", 1), ("value-type-mismatch", "good", 2), ("orphan-rows", "bad", 0),
        ("lost-time-zone", "good", 1), ("stored-path", "good", 0), ("duplicated-information", "good", 2),
    }
)  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=PRODUCTS)
def address(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database of each product."""
    return request.getfixturevalue("postgres") if request.param == "postgres" else f"x.{request.param}"


def execute(address: str, script: str) -> None:
    """Run a script, written for SQLite, in another product."""
    if address.startswith("postgresql"):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(script.replace(KEY, "id SERIAL PRIMARY KEY").encode())
    elif address.endswith("duckdb"):
        with duckdb.connect(address) as connection:
            script = script.replace(KEY, f"{KEY} DEFAULT nextval('numbers')")
            connection.execute(f"CREATE SEQUENCE IF NOT EXISTS numbers; {script}")
    else:
        with closing(sqlite3.connect(address)) as connection:
            connection.executescript(script)


def rules_of(kind: type[Rule]) -> list[object]:
    return [pytest.param(rule, id=rule.name) for rule in every_rule() if issubclass(rule, kind)]


def examples_of(rule: type[Rule]) -> Iterator[tuple[str, int, str]]:
    """Yield the examples of a rule: bad or good, their number and text."""
    said = rule().documentation
    for kind, texts in (("bad", said.bad), ("good", said.good)):
        yield from ((kind, number, text) for number, text in enumerate(texts))


def empty(address: str) -> None:
    """Take everything out of a database."""
    if address.startswith("postgresql"):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    else:
        Path(address).unlink(missing_ok=True)


@pytest.mark.parametrize("rule", rules_of(DataRule))
def test_rules_about_data_find_the_same_in_each_product(rule: type[Rule], address: str) -> None:
    for kind, number, script in examples_of(rule):
        if (rule.name, kind, number) in SQLITE_ALONE and not address.endswith("sqlite"):
            continue
        empty(address)
        execute(address, script)
        with open_database(address) as database:
            sampler = Sampler(database, database.schema())
            found = list(Linter([rule()]).in_data(sampler.samples()))
        assert bool(found) is (kind == "bad"), script
        assert not sampler.unread and sampler.read


def test_rows_without_their_parent_are_found_where_a_key_was_never_validated(postgres: str) -> None:
    script = (
        "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE kids (id INTEGER PRIMARY KEY, parent INTEGER);"
    )
    execute(postgres, f"{script} INSERT INTO kids (parent) VALUES (7), (8), (NULL);")
    execute(postgres, "ALTER TABLE kids ADD FOREIGN KEY (parent) REFERENCES parents NOT VALID")
    with open_database(postgres) as database:
        [sample] = [one for one in Sampler(database, database.schema()).samples() if one.table.name == "kids"]
    assert [(orphans.number, orphans.example) for orphans in sample.orphans] == [(2, 7)]


WRITES = ("DELETE FROM many", "UPDATE many SET a = 0", "INSERT INTO many VALUES (-1, 1)", "DROP TABLE many",
          "CREATE TABLE more (a INTEGER)")  # fmt: skip


@pytest.mark.parametrize("write", WRITES)
def test_nothing_can_be_written(address: str, write: str) -> None:
    execute(address, MANY)
    with open_database(address) as database:
        with pytest.raises(QueryFailed, match=r"(?i)read-?only"):
            database.rows(write)
        assert [tuple(row) for row in database.rows("SELECT COUNT(*), SUM(a) FROM many")] == [(5000, 14997)]


def test_what_was_read_of_each_table_is_told(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    execute(address, f"{MANY} CREATE TABLE few (id INTEGER PRIMARY KEY); INSERT INTO few VALUES (1);")
    arguments = ["sql", "lint", "--database", address, "--select", "redundant-column", "--sample-rows", "100"]
    assert run(arguments) == 0
    said = capsys.readouterr().err
    assert (
        "note: rows of 2 tables were looked into, a part of them only in " in said and "many (100 of 5,000)\n" in said
    )
    assert run([*arguments, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(told["sampled"].values(), key=str) == [{"rows": 1, "of": 1}, {"rows": 100, "of": 5000}]
    assert told["notes"] == [said.removeprefix("note: ").rstrip()]
    assert run([*arguments[:-1], "5000"]) == 0
    assert capsys.readouterr().err == "note: rows of 2 tables were looked into, all of them\n"


def test_a_table_that_is_locked_is_told_and_the_others_are_read(postgres: str) -> None:
    execute(postgres, f"{MANY} CREATE TABLE other (id INTEGER PRIMARY KEY);")
    with psycopg.connect(postgres) as locking, open_database(postgres) as database:
        schema = database.schema()
        locking.execute("LOCK TABLE many IN ACCESS EXCLUSIVE MODE")
        sampler = Sampler(database, schema, Limits(table_seconds=0.5))
        started = time.monotonic()
        assert [sample.table.name for sample in sampler.samples()] == ["other"]
        assert time.monotonic() - started < 10
    assert [line.partition(": ")[2] for line in sampler.unread] == ["table many was not looked into: it took too long"]


# What PostgreSQL refuses, as tables are missing, types are unknown to it, or a key cannot be: the words of its refusal.
REFUSALS = ("does not exist", "cannot be implemented")
# Their examples leave out the tables they refer to.
WITHOUT_TARGETS = {"overlapping-foreign-keys", "nullable-composite-foreign-key"}
# PostgreSQL makes no index twice for a key that is unique besides.
MADE_OTHERWISE = {"the primary key is unique already, so this builds its index twice"}


@pytest.mark.parametrize("rule", rules_of(SchemaRule))
def test_a_live_schema_tells_what_its_statements_tell(rule: type[Rule], postgres: str) -> None:
    compared = 0
    for _, _, script in examples_of(rule):
        script = script.replace(" AUTO_INCREMENT", "")
        empty(postgres)
        with psycopg.connect(postgres, autocommit=True) as connection:
            if "service_role" in script:
                with suppress(psycopg.errors.DuplicateObject):
                    connection.execute("CREATE ROLE service_role")
            try:
                connection.execute(script.encode())
            except psycopg.Error as refusal:
                assert any(words in str(refusal) for words in REFUSALS)
                continue
        text = SqlText(Source("a.sql", script), "postgres", script)
        told = {finding.message for finding in Linter([rule()]).analyze((text,)).findings} - MADE_OTHERWISE
        with open_database(postgres) as database:
            assert {finding.message for finding in Linter([rule()]).in_schema(database.schema(), ())} == told, script
        compared += 1
    assert compared or rule.name in WITHOUT_TARGETS


RICH = """
CREATE SCHEMA other;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE other.owners (id int PRIMARY KEY, "Odd Name" text UNIQUE);
CREATE TABLE things (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price numeric(10, 2) CHECK (price > 0), feeling mood,
    tags text[], body jsonb, double int GENERATED ALWAYS AS (1) STORED, made timestamptz DEFAULT now(),
    owner_id int NOT NULL REFERENCES other.owners ON DELETE CASCADE, code varchar(8),
    UNIQUE NULLS NOT DISTINCT (code, owner_id)
);
COMMENT ON TABLE things IS 'what is kept';
COMMENT ON COLUMN things.price IS 'in euros';
CREATE INDEX cheap ON things (owner_id) WHERE price < 5;
CREATE INDEX spelt ON things (lower(code), made DESC) INCLUDE (price);
CREATE INDEX tagged ON things USING gin (tags);
CREATE INDEX likely ON things (code varchar_pattern_ops);
CREATE VIEW shown AS SELECT id, price FROM things;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS number FROM things;
CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE parts_old PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE base (a int);
CREATE TABLE child (b int) INHERITS (base);
ALTER TABLE things ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON things FOR UPDATE USING (owner_id = 1);
"""


def test_all_parts_of_a_schema_of_postgres_are_read(postgres: str) -> None:
    execute(postgres, RICH)
    with open_database(postgres) as database:
        schema = database.schema()
    things, owners = schema.tables["things"], schema.tables["other.owners"]
    assert (things.primary_key, things.uniques, things.nulls_equal) == (
        ("id",),
        [("code", "owner_id")],
        {("code", "owner_id")},
    )
    assert (owners.primary_key, owners.uniques, list(owners.columns)) == (
        ("id",),
        [("odd name",)],
        ["id", "odd name"],
    )
    assert {name: str(column.type) for name, column in things.columns.items()} == {
        "id": "BIGINT", "price": "DECIMAL(10, 2)", "feeling": "mood", "tags": "ARRAY<TEXT>", "body": "JSONB",
        "double": "INT", "made": "TIMESTAMPTZ", "owner_id": "INT", "code": "VARCHAR(8)",
    }  # fmt: skip
    assert [name for name, column in things.columns.items() if not column.nullable] == ["id", "owner_id"]
    assert things.columns["id"].identity and things.columns["double"].generated and things.columns["made"].default
    assert (things.comment, things.columns["price"].comment) == ("what is kept", "in euros")
    [key] = things.foreign_keys
    assert (key.columns, key.target, key.target_schema, key.target_columns, key.on_delete) == (
        ("owner_id",), "owners", "other", ("id",), "CASCADE",
    )  # fmt: skip
    indexes = {index.name: index for index in things.indexes}
    assert {name: (index.columns, index.items, index.include, index.method) for name, index in indexes.items()} == {
        "cheap": (("owner_id",), ("owner_id",), (), ""),
        "spelt": (("lower(code::text)", "made"), ("lower(code::text)", "made desc"), ("price",), ""),
        "tagged": (("tags",), ("tags",), (), "gin"),
        "likely": (("code",), ("code varchar_pattern_ops",), (), ""),
    }
    assert {name for name, index in indexes.items() if index.where} == {"cheap"}
    assert len(things.checks) == 1 and things.row_level_security
    assert [(policy.name, policy.command, policy.roles) for policy in things.policies] == [
        ("own", "UPDATE", ("public",))
    ]
    assert {table.name for table in schema if table.view} == {"shown", "counted"}
    assert list(schema.tables["shown"].columns) == ["id", "price"]
    parts = schema.tables["parts"].partitioned, schema.tables["parts_old"].partition_of
    assert (parts, schema.tables["child"].parents) == ((True, "parts"), ("base",))


def test_statements_are_held_against_a_live_schema_of_postgres(
    postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(postgres, RICH)
    Path("q.sql").write_text("SELECT * FROM things;\nSELECT id FROM things WHERE made = '2020-01-01';\n")
    Path("p.py").write_text("db.execute('SELECT id FROM things WHERE price > 3')\n")
    shared = ["sql", "lint", "q.sql", "p.py", "--database", postgres, "--dialect", "postgres"]
    assert run([*shared, "--select", "filter-without-index", "--format", "concise"]) == 1
    said = capsys.readouterr().out
    assert "q.sql:2:29: warning SQL046" in said and "p.py:1:41: warning SQL046" in said
    assert run([*shared, "--select", "select-star", "--fix", "--unsafe-fixes"]) == 0
    assert (
        Path("q.sql").read_text().startswith('SELECT id, price, feeling, tags, body, "double", made, owner_id, code F')
    )
    capsys.readouterr()


def test_a_server_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "lint", "--database", "postgresql://me:secret@127.0.0.1:9/shop"]) == 2
    said = capsys.readouterr().err
    assert "127.0.0.1:9/shop: " in said and "secret" not in said and "Traceback" not in said
