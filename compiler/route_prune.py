"""Prunes the schema of a database to what a question asks for, and prints what is left."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from ..analyzers.text_to_sql.linking.column_model import shipped_column_model
from ..analyzers.text_to_sql.linking.pruning import Kept, Pruned, Pruner
from ..analyzers.text_to_sql.question import Question
from .machine_reports import dump
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
        click.echo("\n".join(_lines(pruned)))
    return 0


def _entry(pruned: Pruned) -> dict[str, Any]:
    """Return what JSON says of a pruned schema."""
    kept = _by_table(pruned)
    tables = [
        {
            "name": table.name,
            "alike": table.alike,
            "columns": [asdict(one) for one in kept[table.name]],
            "foreign_keys": [asdict(key) for key in table.foreign_keys],
        }
        for table in pruned.schema
    ]
    return {"tokens": pruned.tokens, "tokens_before": pruned.tokens_before, "tables": tables}


def _by_table(pruned: Pruned) -> Mapping[str, Sequence[Kept]]:
    found: defaultdict[str, list[Kept]] = defaultdict(list)
    for one in pruned.kept:
        found[one.table].append(one)
    return found


def _lines(pruned: Pruned) -> Iterator[str]:
    """Yield what people are told: each table with its columns, and what all of it takes."""
    kept = _by_table(pruned)
    width = max((len(printable(one.column)) for one in pruned.kept), default=0)
    for table in pruned.schema:
        yield printable(f"{table.name}, {table.description}" if table.alike else table.name)
        for one in kept[table.name]:
            yield f"  {printable(one.column):<{width}}  {one.probability:.3f}  {printable(one.reason)}"
    share = pruned.tokens / pruned.tokens_before
    told = f"{share:.0%}" if share >= 0.01 else "less than 1%"
    yield f"\n{pruned.tokens:,} of {pruned.tokens_before:,} tokens ({told})"
