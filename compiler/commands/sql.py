"""weft sql: find, rank and fix anti-patterns in SQL."""

from pathlib import Path
from typing import Any

import click

from ..sql_log_options import log_options, taken_from
from ..sql_reports import FORMATS, ORDERS


def _split(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take rules as one option each, or several parted by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.group(short_help="Find, rank and fix anti-patterns in SQL.")
def command() -> None:
    """Find, rank and fix anti-patterns in SQL.

    \b
      weft sql lint db/ queries/
      weft sql explain select-star
    """


@command.command(short_help="Find what is wrong in SQL files, and fix it if asked.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dialect", default="", metavar="NAME", help="The dialect of all files; else configured or guessed.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to print the findings.")
@click.option("--select", multiple=True, callback=_split, metavar="RULES", help="Run these rules and no others.")
@click.option("--extend", multiple=True, callback=_split, metavar="RULES", help="Run these rules besides.")
@click.option("--allow", multiple=True, callback=_split, metavar="RULES", help="Do not run these rules.")
@click.option("--fix", is_flag=True, help="Put right what can be without changing a result, and write the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that may change results.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, write nothing, exit with 1 if anything.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="With --fix: exit with 1 if anything was put right.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Do not tell the findings in this file.")
@click.option("--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Take all as known in FILE.")
@click.option("--fail-on", type=click.Choice(("error", "warning", "info")), help="Exit with 1 from here; warning.")
@click.option("--sort", type=click.Choice(ORDERS), default="place", help="By place, or what costs most first.")
@click.option("--statistics", is_flag=True, help="Print how often each rule found something.")
@click.option("--list-rules", is_flag=True, help="List all rules, a line each.")
@click.option("--python", is_flag=True, help="Search folders for Python files too: SQL in strings.")
@click.option("--migrations", is_flag=True, help="Only the rules for migrations; take every file for one.")
@click.option("--stdin-filename", default="stdin.sql", metavar="NAME", help="With `-`: what the text is called.")
@click.option("--config", type=click.Path(path_type=Path, exists=True), help="The pyproject.toml to read.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="How many processes; by default as many as pay.")
@click.option("--database", default="", metavar="URL", help="A live database: its tables, and the data in them.")
@click.option("--sample-rows", type=click.IntRange(1), default=1000, help="With --database: rows read of each table.")
@click.option("--verify", is_flag=True, help="With --fix or --diff: run each fixed statement on small tables first.")
@click.option("--no-cache", is_flag=True, help="Look at every file again.")
@log_options
def lint(list_rules: bool, **options: Any) -> int:
    """Find what is wrong in SQL files, and fix it if asked.

    PATHS are files or folders; folders are searched for .sql, .ddl, .dml, .pgsql, .psql, .tsql, .hql and .bq, with
    .j2 or .jinja behind or not, and what git leaves out is left out. `-` is standard input. Without PATHS, the
    current folder is linted; with --database alone, only that. A database is opened for reading only.

    \b
      weft sql lint db/
      weft sql lint db/ --fix
      weft sql lint db/ --diff --unsafe-fixes
      weft sql lint db/ --select select-star,SQL127 --format sarif
      weft sql lint db/ --database sqlite:///shop.sqlite3
      alembic upgrade head --sql | weft sql lint - --migrations --dialect postgres

    A comment allows a finding: `-- weft: allow select-star (reason)` behind it or before its statement,
    `-- weft: allow-file select-star (reason)` anywhere; in Python, `# weft: allow …` and `# noqa: SQL167` on the line
    of the string or of its call. Exit codes: 0 clean, 1 findings, 2 misuse or failure.
    """
    if list_rules:
        from ..sql_rules_page import listed

        click.echo("\n".join(listed()))
        return 0
    logged = taken_from(options)
    from ..sql_options import Options

    if logged:
        from ..sql_log import lint_log

        return lint_log(logged, Options(**options))
    from ..sql_lint import lint_files

    return lint_files(Options(**options))


@command.command(short_help="Explain a rule by its name or code.")
@click.argument("name", required=False, metavar="NAME_OR_CODE")
@click.option("--all", "wants_all", is_flag=True, help="Print the whole page RULES.md, as Markdown.")
def explain(name: str | None, wants_all: bool) -> None:
    """Explain a rule: what it finds, why it hurts, bad and good examples.

    \b
      weft sql explain select-star
      weft sql explain SQL059
    """
    from ...analyzers.sql_lint.known_rules import rule_of
    from ..sql_rules_page import page, section_of

    if wants_all:
        click.echo(page(), nl=False)
    elif name is None:
        raise click.UsageError("name a rule, such as `weft sql explain select-star`, or say --all")
    elif rule := rule_of(name):
        click.echo(section_of(rule), nl=False)
    else:
        from ...analyzers.sql_lint.lint import code_of

        code_of(name)  # says which one is nearest
