"""The files of a run belong together: what only all of them show is told where it stands, unless allowed there."""

from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import SqlConfig
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
