"""The settings of `weft sql`: for all files, for those of a path, and what is wrong with them."""

from pathlib import Path

import pytest

from weft.compiler.config_tables import UnusableConfig
from weft.compiler.sql_config import PathSettings, SqlConfig, load_sql_config, read_sql_config

EVERYTHING = """
[tool.weft.sql]
dialect = "postgres"
select = ["all"]
extend = ["god-table"]
allow = ["select-star"]
migrations = ["db/*.sql"]
schema = ["db/schema/**"]
baseline = "known.json"
fail-on = "error"

[tool.weft.sql.severity]
SQL127 = "off"

[tool.weft.sql.rules.god-table]
columns = 40

[tool.weft.sql.paths."db/legacy/**"]
dialect = "mysql"
allow = ["SQL065"]
severity = { comma-join = "error" }
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config(text: str) -> SqlConfig:
    """Write settings and read them."""
    Path("pyproject.toml").write_text(text)
    return read_sql_config(Path("pyproject.toml"))


def test_every_setting_is_read(here: Path) -> None:
    assert config(EVERYTHING) == SqlConfig(
        folder=str(here),
        dialect="postgres",
        select=("all",),
        extend=("god-table",),
        allow=("select-star",),
        severity=(("SQL127", "off"),),
        rules=(("god-table", (("columns", 40),)),),
        migrations=("db/*.sql",),
        schema=("db/schema/**",),
        paths=(PathSettings("db/legacy/**", "mysql", ("SQL065",), (("comma-join", "error"),)),),
        baseline=str(here / "known.json"),
        fail_on="error",
    )


def test_what_holds_for_a_path_goes_before_what_holds_for_all() -> None:
    found = config(EVERYTHING)
    assert [found.dialect_of(name) for name in ("a.sql", "db/legacy/a.sql")] == ["postgres", "mysql"]
    assert found.severity_in("db/legacy/a.sql", "SQL064", "comma-join", "warning") == "error"
    assert found.severity_in("db/a.sql", "SQL064", "comma-join", "warning") == "warning"
    assert found.severity_in("db/legacy/a.sql", "SQL065", "comparison-with-null", "error") == ""
    assert found.severity_in("a.sql", "SQL127", "update-without-where", "error") == ""
    assert found.severity_in("a.sql", "SQL059", "select-star", "warning") == ""


def test_migrations_are_told_by_their_path() -> None:
    assert SqlConfig().is_migration("app/migrations/1.sql") and SqlConfig().is_migration("db/migrate/1.sql")
    assert not SqlConfig().is_migration("app/queries/1.sql")
    assert config(EVERYTHING).is_migration("db/1.sql")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('dialct = "x"', "[tool.weft.sql] has no setting 'dialct': did you mean 'dialect'?"),
        ("xyz = 1", "[tool.weft.sql] has no setting 'xyz': the settings are dialect, allow, severity, select"),
        ('allow = "select-star"', "the setting 'allow' in [tool.weft.sql] must be a list of rules"),
        ('severity = {SQL127 = "loud"}', "must be a table from rules to one of error, warning, info, off"),
        ('paths = {"db/**" = {dialct = "x"}}', "[tool.weft.sql.paths.'db/**'] has no setting 'dialct'"),
        ('fail-on = "never"', "the setting 'fail-on' in [tool.weft.sql] must be one of error, warning, info"),
        ("dialect = ", "Invalid value (at line 2, column 11)"),
    ],
)
def test_a_wrong_setting_is_told(text: str, message: str) -> None:
    with pytest.raises(UnusableConfig) as caught:
        config(f"[tool.weft.sql]\n{text}\n")
    assert str(caught.value).startswith("pyproject.toml: ") and message in str(caught.value)


def test_a_table_that_nothing_reads_is_told() -> None:
    with pytest.raises(UnusableConfig, match=r"\[tool.weft\] has no setting 'sqll': did you mean 'sql'\?"):
        config("[tool.weft.sqll]\nallow = []\n")


def test_the_nearest_settings_above_all_files_hold(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.weft.sql]\ndialect = 'mysql'\n")
    for name in ("a", "b"):
        (here / name).mkdir()
        (here / name / "pyproject.toml").write_text(f"[tool.weft.sql]\ndialect = '{name}'\n")
    (here / "a" / "c").mkdir()
    assert load_sql_config([Path("a/c/x.sql"), Path("a/y.sql")]).dialect == "a"
    assert load_sql_config([Path("a/y.sql"), Path("b/y.sql")]).dialect == "mysql"
    (here / "a" / "pyproject.toml").write_text("[tool.other]\n")
    assert load_sql_config([Path("a")]).dialect == "mysql"


def test_without_settings_paths_are_seen_from_the_repository_or_from_here(here: Path) -> None:
    (here / "db" / "migrations").mkdir(parents=True)
    assert load_sql_config([Path("db/migrations/1.sql")]).is_migration("db/migrations/1.sql")
    (here / "db" / ".git").mkdir()
    assert load_sql_config([Path("db/migrations/1.sql")]).folder == str(here / "db")
