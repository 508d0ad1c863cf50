"""Prunes the schema of a database to what a question asks for, and prints what is left."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict
from rich.console import Console
from rich.table import Table

from ..analyzers.sql_lint.dialect_trial import guessed_text
from ..analyzers.sql_lint.dialects import DIALECTS
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.text_to_sql.catalog import schema_of_catalog
from ..analyzers.text_to_sql.column_model import shipped_column_model
from ..analyzers.text_to_sql.pruning import Kept, Pruned, Pruner
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.schema import Schema
from ..diagnostics import Source
from .machine_reports import dump
from .report import printable
from .sql_database import open_database
from .sql_files import read_file


def prune_for(question: str, evidence: str, database: str, file: Path | None, budget: int | None, format_: str) -> int:
    """Prune a schema for a question and print what is left; return the exit code."""
    if bool(database) == bool(file):
        raise click.UsageError("name one schema: --database URL or --schema FILE.sql")
    schema = _schema_of_file(file) if file else _schema_of_database(database)
    if not schema.tables:
        raise click.ClickException(f"{schema.name}: there are no tables")
    pruned = Pruner(shipped_column_model())(Question(question, schema, evidence), budget)
    if format_ == "json":
        click.echo(dump(_entry(pruned)), nl=False)
    else:
        _print(pruned)
    return 0


def _schema_of_database(url: str) -> Schema:
    with open_database(url) as database:
        return schema_of_catalog(database.schema(), database.name, database.dialect)


def _schema_of_file(path: Path) -> Schema:
    file = read_file(str(path))
    if file.problem:
        raise click.ClickException(f"{file.name}: {file.problem}")
    text = guessed_text(Source(file.name, file.text), file.name)[0]
    return schema_of_catalog(build_schema((text,)), file.name, DIALECTS[text.dialect])


def _entry(pruned: Pruned) -> dict[str, Any]:
    """Return what JSON says of a pruned schema."""
    tables = [
        {
            "name": table.name,
            "columns": [asdict(kept) for kept in pruned.kept if kept.table == table.name],
            "foreign_keys": [asdict(key) for key in table.foreign_keys],
        }
        for table in pruned.schema
    ]
    return {"tokens": pruned.tokens, "tokens_before": pruned.tokens_before, "tables": tables}


def _print(pruned: Pruned) -> None:
    console = Console(highlight=False, markup=False)
    table = Table(box=None, pad_edge=False)
    table.add_column("column", overflow="fold")
    table.add_column("probability", justify="right")
    table.add_column("kept, as it is", ratio=1)
    for row in _rows(pruned.kept):
        table.add_row(*row)
    console.print(table)
    share = pruned.tokens / pruned.tokens_before
    console.print(f"\n{pruned.tokens:,} of {pruned.tokens_before:,} tokens ({share:.0%})")


def _rows(kept: Sequence[Kept]) -> list[tuple[str, str, str]]:
    return [(printable(f"{one.table}.{one.column}"), f"{one.probability:.3f}", printable(one.reason)) for one in kept]
