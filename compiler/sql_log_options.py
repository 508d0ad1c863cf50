"""The options of `weft sql lint` for query logs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct
from msgspec.structs import fields

Command = TypeVar("Command", bound=Callable[..., Any])
_DECORATORS = (
    click.option(
        "--log", "logs", multiple=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
        help="Lint a log of queries: lines of JSON, CSV, or a statement a line; .gz too, `-` is standard input. "
        "Statements that differ in literals only are counted together, exactly, and the first of them is looked into; "
        "what does not fit into memory goes to a temporary file.",
    ),
    click.option("--log-format", type=click.Choice(("json", "csv", "text")), help="How the log is written; guessed."),
    click.option(
        "--log-columns", default="", metavar="PART=NAME,…",
        help="The columns that hold sql, count, total, mean, least, most, database and user.",
    ),
    click.option(
        "--log-limit", type=click.IntRange(0), default=0, metavar="N", help="Look into the N most frequent kinds only.",
    ),
    click.option(
        "--top", type=click.IntRange(0), default=50, metavar="N", help="With --log: findings to tell; 50, 0 for all.",
    ),
    click.option("--engine", type=click.Choice(("local", "ray")), default="local", help="Who does the work of --log."),
    click.option(
        "--schema", "tables", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="PATH",
        help="With --log: SQL that says what tables there are, as PATHS do.",
    ),
)  # fmt: skip


class LogOptions(Struct, frozen=True):
    """The options, each under its own name."""

    logs: tuple[Path, ...] = ()
    log_format: str | None = None
    log_columns: str = ""
    log_limit: int = 0
    top: int = 50
    engine: str = "local"
    tables: tuple[Path, ...] = ()


def log_options(command: Command) -> Command:
    """Give a command these options."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


def taken_from(options: dict[str, Any]) -> LogOptions | None:
    """Take the options for logs out of all of them; None where no log is to be linted."""
    taken = LogOptions(**{known.name: options.pop(known.name) for known in fields(LogOptions)})
    if taken.logs:
        return taken
    if taken != LogOptions():
        raise click.UsageError("--log-format, --log-columns, --log-limit, --top, --engine and --schema go with --log")
    return None
