"""The files of a run belong together: what only all of them show is told where it stands, unless allowed there."""

import pytest

from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import PathSettings, SqlConfig
from weft.compiler.sql_files import SqlFile
from weft.compiler.sql_run import lint

NO_KEY = "CREATE TABLE logs (line TEXT);"


def found(*texts: str, config: SqlConfig | None = None) -> list[str]:
    """Return place and name of what is found in files 0.sql, 1.sql, …"""
    config = config or SqlConfig(dialect="postgres", select=("missing-primary-key", "select-star"))
    files = [SqlFile(f"{number}.sql", text) for number, text in enumerate(texts)]
    run = lint(files, config, SqlCache(config, is_used=False))
    diagnostics = [(found.diagnostic(linted.source), found) for linted in run.files for found in linted.found]
    return [f"{told.span.place} {found.name}" for told, found in diagnostics]


def found_in(files: dict[str, str], config: SqlConfig, others: dict[str, str] | None = None) -> list[str]:
    """Return place, severity and name of what is found in files; of `others` nothing is reported."""
    cache = SqlCache(config, is_used=False)
    known = [SqlFile(name, text) for name, text in (others or {}).items()]
    run = lint([SqlFile(name, text) for name, text in files.items()], config, cache, others=known)
    return [
        f"{told.diagnostic(linted.source).span.place} {told.severity} {told.name}"
        for linted in run.files
        for told in linted.found
    ]


def test_one_file_may_mend_what_another_lacks() -> None:
    assert [place.split()[1] for place in found(NO_KEY)] == ["missing-primary-key"]
    assert found(NO_KEY, "ALTER TABLE logs ADD PRIMARY KEY (line);") == []


def test_files_that_only_tell_the_tables_are_not_reported() -> None:
    config = SqlConfig(dialect="postgres", select=("missing-primary-key", "select-star"))
    table, other = (
        SqlFile("a.sql", NO_KEY),
        SqlFile("z.sql", "ALTER TABLE logs ADD PRIMARY KEY (line); SELECT * FROM b;"),
    )
    cache = SqlCache(config, is_used=False)
    assert [linted.found for linted in lint([table], config, cache, others=[other]).files] == [()]
    assert [linted.file.name for linted in lint([other], config, cache, others=[table]).files] == ["z.sql"]


def test_what_all_files_show_can_be_allowed_where_it_stands() -> None:
    assert found(f"{NO_KEY} -- weft: allow missing-primary-key (append only)") == []
    assert found(f"-- weft: allow missing-primary-key\n{NO_KEY}") == []
    keyed = "CREATE TABLE logs (id INT PRIMARY KEY); -- weft: allow missing-primary-key"
    assert found(keyed) == ["0.sql:1:41 unused-suppression"]


def test_findings_about_comments_are_weighed_and_allowed_like_others() -> None:
    useless = "SELECT 1; -- weft: allow select-star"
    assert found(useless) == ["0.sql:1:11 unused-suppression"]
    assert found(useless, config=SqlConfig(allow=("unused-suppression",))) == []
    assert found(useless, config=SqlConfig(severity=(("SQL901", "off"),))) == []


def test_statements_are_counted_by_how_they_were_read() -> None:
    config = SqlConfig(dialect="postgres", select=("select-star",))
    files = [SqlFile("a.sql", "SELECT 1; VACUUM a; SELECT FROM WHERE;"), SqlFile("b.sql", "SELECT 2;")]
    run = lint(files, config, SqlCache(config, is_used=False))
    assert run.readings == {"analysed": 2, "pattern-only": 1, "unparsed": 1}


TABLES = """CREATE TABLE orders (id bigint PRIMARY KEY, customer text, region text, body jsonb);
CREATE INDEX by_region ON orders (region, customer);
"""
ASKING = "db.execute(\"SELECT id FROM orders WHERE customer = 'x'\")\n"
INDEXES = ("filter-without-index", "unused-index-start")


def in_postgres(*select: str, **settings: object) -> SqlConfig:
    return SqlConfig(dialect="postgres", select=select, **settings)  # type: ignore[arg-type]


def test_sql_in_python_is_held_against_the_tables_of_sql_files() -> None:
    files = {"a.sql": TABLES, "b.py": ASKING, "test_c.py": ASKING}
    assert found_in(files, in_postgres(*INDEXES)) == [
        "b.py:1:41 warning filter-without-index",
        "b.py:1:41 info unused-index-start",
    ]
    files["b.py"] = f"{ASKING.rstrip()}  # weft: allow filter-without-index, unused-index-start\n"
    assert found_in(files, in_postgres(*INDEXES)) == []


def test_a_query_anywhere_may_use_an_index() -> None:
    using = "SELECT id FROM orders WHERE region = 'x'"
    asking = {"b.py": ASKING}
    assert found_in({"a.sql": TABLES, **asking}, in_postgres(INDEXES[1])) != []
    for name, text in {"c.sql": using, "c.py": f'db.execute("{using}")'}.items():
        assert found_in({"a.sql": TABLES, **asking, name: text}, in_postgres(INDEXES[1])) == []
    assert found_in(asking, in_postgres(INDEXES[1]), others={"a.sql": TABLES, "c.sql": using}) == []
    assert found_in(asking, in_postgres(INDEXES[1]), others={"a.sql": TABLES}) != []


def test_python_may_declare_tables_for_all() -> None:
    script = f"MADE = '''{TABLES}'''\ndb.executescript(MADE)\n"
    query = "SELECT id FROM orders WHERE customer = 'x'"
    found = found_in({"a.py": script, "b.sql": query}, in_postgres("filter-without-index", "missing-primary-key"))
    assert found == ["b.sql:1:29 warning filter-without-index"]
    bare = "db.execute('CREATE TABLE logs (line text)')\n"
    assert found_in({"a.py": bare}, in_postgres("missing-primary-key")) == ["a.py:1:26 error missing-primary-key"]
    mended = {"a.py": bare, "b.sql": "ALTER TABLE logs ADD PRIMARY KEY (line);"}
    assert found_in(mended, in_postgres("missing-primary-key")) == []


def test_what_a_migration_takes_back_and_a_function_drops_is_still_known() -> None:
    up = f"def upgrade():\n    op.execute('''{TABLES}''')\n"
    down = "def downgrade():\n    op.execute('DROP TABLE orders')\n"
    for module in (f"from alembic import op\n{up}{down}", f"{up}{down}".replace("op.", "db.")):
        files = {"a.py": module, "b.sql": "SELECT * FROM orders WHERE customer = 'x'"}
        assert found_in(files, in_postgres(INDEXES[0])) == ["b.sql:1:28 warning filter-without-index"]


def test_one_migration_validates_what_another_adds() -> None:
    added = "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;"
    later = "ALTER TABLE orders VALIDATE CONSTRAINT positive;"
    rule = in_postgres("constraint-not-valid")
    place = "1.sql:1:62 warning constraint-not-valid"
    assert found_in({"1.sql": added}, rule) == [place]
    assert found_in({"1.sql": added, "2.sql": later}, rule) == []
    assert found_in({"1.sql": added}, rule, others={"2.sql": later}) == []
    assert found_in({"1.sql": added}, rule, others={"0.sql": later}) == [place]
    python = f"from alembic import op\ndef upgrade():\n    op.execute('{later}')\n"
    assert found_in({"1.sql": added, "2.py": python}, rule) == []


PLANTED = {
    "a.sql": "CREATE TABLE wide (a int, b int, c int);",
    "old/b.sql": "CREATE TABLE broad (a int, b int, c int);",
    "c.sql": "CREATE TABLE people (id int PRIMARY KEY, name text, mail text);",
    "old/d.sql": "SELECT id FROM people WHERE mail = 'x';",
    "e.sql": "SELECT id FROM people WHERE name = 'x';",
}
OLD = "old/**"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "a.sql:1:14 error missing-primary-key, e.sql:1:29 warning filter-without-index, "
             "old/b.sql:1:14 error missing-primary-key, old/d.sql:1:29 warning filter-without-index"),
        ({"severity": (("missing-primary-key", "info"), ("SQL046", "info"))},
         "a.sql:1:14 info missing-primary-key, e.sql:1:29 info filter-without-index, "
         "old/b.sql:1:14 info missing-primary-key, old/d.sql:1:29 info filter-without-index"),
        ({"allow": ("SQL001", "filter-without-index")}, ""),
        ({"severity": (("missing-primary-key", "off"), ("filter-without-index", "off"))}, ""),
        ({"paths": (PathSettings(OLD, allow=("missing-primary-key", "filter-without-index")),)},
         "a.sql:1:14 error missing-primary-key, e.sql:1:29 warning filter-without-index"),
        ({"paths": (PathSettings(OLD, severity=(("SQL001", "off"), ("SQL046", "error"))),)},
         "a.sql:1:14 error missing-primary-key, e.sql:1:29 warning filter-without-index, "
         "old/d.sql:1:29 error filter-without-index"),
    ],
)  # fmt: skip
def test_settings_hold_for_what_all_files_show(settings: dict[str, object], expected: str) -> None:
    config = in_postgres("missing-primary-key", "filter-without-index", **settings)
    assert ", ".join(sorted(found_in(PLANTED, config))) == expected


def test_options_hold_for_rules_about_the_schema() -> None:
    limited = in_postgres("god-table", rules=(("god-table", (("columns", 2),)),))
    assert found_in({"a.sql": PLANTED["a.sql"]}, limited) == ["a.sql:1:14 warning god-table"]
    assert found_in({"a.sql": PLANTED["a.sql"]}, in_postgres("god-table")) == []


@pytest.mark.parametrize(("dialect", "number"), [("postgres", 2), ("mysql", 0)])
def test_the_dialect_of_the_file_decides_whether_a_rule_is_for_it(dialect: str, number: int) -> None:
    rules = in_postgres("constraint-not-valid", "btree-on-document", paths=(PathSettings(OLD, dialect=dialect),))
    files = {
        "a.sql": "SELECT 1;",
        "old/b.sql": "CREATE TABLE a (id int PRIMARY KEY, c json); CREATE INDEX i ON a (c);\n"
        "ALTER TABLE a ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;",
    }
    assert len(found_in(files, rules)) == number
