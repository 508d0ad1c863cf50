"""Prunes the schema of a database to what a question asks for, and prints what is left."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict
from rich.table import Table

from ..analyzers.text_to_sql.linking.column_model import shipped_column_model
from ..analyzers.text_to_sql.linking.pruning import Kept, Pruned, Pruner
from ..analyzers.text_to_sql.question import Question
from .machine_reports import dump
from .plain_console import plain_console
from .report import printable
from .route_schema import read_schema


def prune_for(
    question: str,
    evidence: str,
    database: str,
    files: Sequence[Path],
    *,
    budget: int | None,
    worth: float | None,
    format_: str,
) -> int:
    """Prune a schema for a question and print what is left; return the exit code.

    Raises NoSchema, UnusableDatabase, and BudgetTooSmall.
    """
    schema = read_schema(database, files)
    pruned = Pruner(shipped_column_model())(Question(question, schema, evidence), budget, worth)
    if format_ == "json":
        click.echo(dump(_entry(pruned)), nl=False)
    else:
        _print(pruned)
    return 0


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
    console = plain_console()
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
