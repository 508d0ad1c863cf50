"""What the command line of `weft sql lint` says, and the settings of the project with it in their place."""

from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from .sql_config import SqlConfig, load_sql_config, read_sql_config

STDIN = Path("-")


class Options(Struct, frozen=True):
    """The options, each under its own name."""

    paths: tuple[Path, ...] = ()
    dialect: str = ""
    format_: str = "text"
    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    exit_non_zero_on_fix: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    fail_on: str | None = None
    sort: str = "place"
    statistics: bool = False
    python: bool = False
    migrations: bool = False
    stdin_filename: str = "stdin.sql"
    config: Path | None = None
    jobs: int = 0
    no_cache: bool = False
    database: str = ""
    sample_rows: int = 1000
    verify: bool = False

    @property
    def reads_stdin(self) -> bool:
        """Say whether the text comes from standard input."""
        return STDIN in self.paths

    @property
    def grades(self) -> frozenset[str]:
        """Return the grades of the fixes that are wanted."""
        return frozenset({"safe", "unsafe"} if self.unsafe_fixes else {"safe"})

    @property
    def is_for_people(self) -> bool:
        """Say whether a person reads the report."""
        return self.format_ in ("text", "concise")


def refuse_misuse(options: Options) -> None:
    """Raise click.UsageError for options that do not go together, and for paths that do not exist."""
    if options.reads_stdin and len(options.paths) > 1:
        raise click.UsageError("`-` stands alone")
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.exit_non_zero_on_fix and not options.fix:
        raise click.UsageError("--exit-non-zero-on-fix goes with --fix")
    if options.write_baseline and (options.fix or options.diff):
        raise click.UsageError("--write-baseline stands without --fix and --diff")
    if options.verify and not (options.fix or options.diff):
        raise click.UsageError("--verify goes with --fix or --diff")
    if options.statistics and not options.is_for_people:
        raise click.UsageError("--statistics goes with the formats text and concise")
    for path in options.paths:
        if not path.exists() and path != STDIN:
            raise click.UsageError(f"there is no such file or folder: {path}")


def configured(options: Options) -> SqlConfig:
    """Return the settings of the project with the options in their place."""
    where = [Path(options.stdin_filename)] if options.reads_stdin else options.paths or [Path()]
    config = read_sql_config(options.config) if options.config else load_sql_config(where)
    return replace(
        config,
        dialect=options.dialect or config.dialect,
        paths=tuple(replace(path, dialect="") for path in config.paths) if options.dialect else config.paths,
        select=options.select or config.select,
        extend=(*config.extend, *options.extend),
        allow=(*config.allow, *options.allow),
        baseline=str(options.baseline or config.baseline),
        fail_on=options.fail_on or config.fail_on,
        migrations_only=options.migrations,
    )
