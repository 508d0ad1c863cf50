"""Makes instances of databases up, writes them, and tells for how much gold SQL they give something."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.text_to_sql.corpora.question_files import read_examples
from ..analyzers.text_to_sql.corpora.schema_files import read_schemas
from ..analyzers.text_to_sql.evaluation.results import given_by
from ..analyzers.text_to_sql.schema.schema import Schema
from ..analyzers.text_to_sql.synthesis.agreement import is_telling
from ..analyzers.text_to_sql.synthesis.instances import Instance, make_instances
from ..analyzers.text_to_sql.synthesis.statements import script
from ..diagnostics import WeftError
from .machine_reports import dump
from .plain_console import plain_console
from .progress import show_progress
from .report import counted, printable
from .route_schema import read_schema
from .synthetic_files import path_of, write_instances
from .synthetic_sqlite import built

_FAILING = 10  # gold queries that are told, the first


class CannotMakeUp(WeftError, ValueError):
    """Schemas or gold SQL from which no databases can be made up."""


class Asked(Struct, frozen=True):
    """What the options of `weft route synth` say."""

    schemas: tuple[Path, ...]
    gold: tuple[Path, ...]
    out: Path
    instances: int
    rows: int
    with_sql: bool
    format_: str


class Made(Struct, frozen=True):
    """A database that was made up: its tables, the rows of all instances, and for how much gold they tell something.

    `failing` has the gold SQL that gives no result at all, with the reason.
    """

    database: str
    tables: int
    rows: int
    gold: int
    telling: int
    failing: dict[str, str]


def make_up(asked: Asked) -> int:
    """Make up what is asked for, write it, and print what it is; return the exit code.

    Raises CannotMakeUp, CannotBuild, InTheWay, NotQuestions and NotSchemas.
    """
    gold = _gold(asked.gold)
    schemas = _schemas(asked.schemas, gold)
    files: dict[str, bytes] = {}
    made: list[Made] = []
    with show_progress(is_shown=True) as report:
        for name in sorted(gold):
            made.append(_make(asked, schemas[name], gold[name], files))
            report("make up", len(made), len(gold))
    write_instances(asked.out, files)
    if asked.format_ == "json":
        click.echo(dump({"instances": asked.instances, "databases": [asdict(one) for one in made]}), nl=False)
    else:
        _print(asked, made)
    _tell_failing(made)
    return 0


def _make(asked: Asked, schema: Schema, gold: Sequence[str], files: dict[str, bytes]) -> Made:
    """Make all instances of a database up, and add their files to those that are to be written."""
    instances = list(make_instances(schema, gold, count=asked.instances, rows=asked.rows))
    with ExitStack() as stack:
        opened = [stack.enter_context(built(instance)) for instance in instances]
        databases = [one.database for one in opened]
        given = {sql: given_by(sql, databases) for sql in gold}
    for instance, one in zip(instances, opened, strict=True):
        files[path_of(instance.name, instance.number, "sqlite")] = one.content
        if asked.with_sql:
            files[path_of(instance.name, instance.number, "sql")] = "".join(script(instance)).encode()
    telling = sum(map(is_telling, given.values()))
    failing = {sql: found.problem for sql, found in given.items() if found.problem}
    return Made(schema.name, len(instances[0].tables), sum(map(_rows, instances)), len(gold), telling, failing)


def _rows(instance: Instance) -> int:
    return sum(len(filled.rows) for filled in instance.tables)


def _gold(paths: Sequence[Path]) -> dict[str, list[str]]:
    """Return gold SQL by the names of databases, each query once; raises CannotMakeUp."""
    found: dict[str, dict[str, None]] = {}
    for path in paths:
        for example in read_examples(path.read_bytes(), str(path)):
            found.setdefault(example.database, {})[example.sql] = None
    if not found:
        raise CannotMakeUp(f"{', '.join(map(str, paths))}: there are no questions")
    return {name: list(queries) for name, queries in found.items()}


def _schemas(paths: Sequence[Path], gold: Mapping[str, Sequence[str]]) -> dict[str, Schema]:
    """Return the schemas that gold SQL is about, by their names; raises CannotMakeUp where one is missing."""
    found = {name: schema for path in paths for name, schema in _schemas_of(path).items()}
    for name in sorted(gold):
        if name not in found:
            known = ", ".join(sorted(found)[:5])
            raise CannotMakeUp(f"there is no schema of {name!r} that gold SQL is about; there are {known}")
    return found


def _schemas_of(path: Path) -> dict[str, Schema]:
    """Return the schemas of a file: of SQL, of BIRD's kind, or of Spider's."""
    if path.suffix == ".sql":
        return {path.stem: read_schema("", [path])}
    return read_schemas(path.read_bytes(), str(path))


def _print(asked: Asked, made: Sequence[Made]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("database", overflow="fold")
    for name in ("tables", "rows", "gold", "telling"):
        table.add_column(name, justify="right")
    for one in made:
        share = one.telling / one.gold
        counts = (f"{count:,}" for count in (one.tables, one.rows, one.gold))
        table.add_row(printable(one.database), *counts, f"{one.telling:,} ({share:.0%})")
    console = plain_console()
    console.print(table)
    gold, telling = sum(one.gold for one in made), sum(one.telling for one in made)
    console.print(
        f"\nwrote {counted(len(made), 'database')}, {counted(asked.instances, 'instance')} each, to {asked.out}:"
        f" for {telling:,} of {gold:,} gold queries ({telling / gold:.0%}) they give more than"
        " nothing, NULL or zero",
        soft_wrap=True,
    )


def _tell_failing(made: Sequence[Made]) -> None:
    """Tell of gold SQL that answers cannot be compared with, as it gives no result."""
    failing = [(one.database, problem, sql) for one in made for sql, problem in one.failing.items()]
    for database, problem, sql in failing[:_FAILING]:
        click.echo(printable(f"gold SQL about {database} gives nothing: {problem}: {sql}"), err=True)
    if len(failing) > _FAILING:
        click.echo(f"and {len(failing) - _FAILING:,} more; --format json tells all", err=True)
