"""Trains the models of routing on the corpora that people have, and writes them as JSON."""

from pathlib import Path

import click

from ..analyzers.text_to_sql import bird_files, spider_files
from ..analyzers.text_to_sql.bird_train_files import read_training_rows
from ..analyzers.text_to_sql.column_model import write_column_model
from ..analyzers.text_to_sql.estimate import write_models


def train_estimates_of(spider: Path, bird: Path, output: Path) -> int:
    """Train the models of `weft route estimate` and write them; return the exit code."""
    try:
        from ..analyzers.text_to_sql.training.estimates import train_estimates
    except ImportError as error:
        raise click.ClickException(f"training needs {error.name}: pip install 'weft[train]'") from None
    models = train_estimates(
        spider_files.read_questions((spider / "train_spider_slim.json").read_bytes()),
        spider_files.read_schemas((spider / "tables.json").read_bytes()),
        bird_files.read_questions((bird / "bird_dev.json").read_bytes()),
        bird_files.read_schemas((bird / "bird_dev_schema_with_samples.json").read_bytes()),
    )
    return _written(write_models(models), output)


def train_pruning_of(bird: Path, output: Path) -> int:
    """Train the model of `weft route prune` and write it; return the exit code."""
    try:
        import duckdb

        from ..analyzers.text_to_sql.training.columns import train_columns
    except ImportError as error:
        raise click.ClickException(f"training needs {error.name}: pip install 'weft[train]'") from None
    file = bird / "bird_train_with_schema.parquet"
    if not file.is_file():
        raise click.ClickException(f"there is no {file}: --bird is the folder that holds it")
    rows = duckdb.read_parquet(str(file)).project("db_id, question, evidence, SQL, schema").fetchall()
    return _written(write_column_model(train_columns(*read_training_rows(rows))), output)


def _written(content: bytes, output: Path) -> int:
    output.write_bytes(content)
    click.echo(f"{output}: {len(content):,} bytes")
    return 0
