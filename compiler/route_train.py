"""Trains the models of routing on the corpora that people have, and writes them as JSON."""

from contextlib import ExitStack
from pathlib import Path

import click

from ..analyzers.text_to_sql import bird_files, spider_files
from ..analyzers.text_to_sql.estimate import Estimator, shipped_models, write_models
from ..analyzers.text_to_sql.evaluation.judging import judge, reference_of
from ..analyzers.text_to_sql.prediction_files import read_predictions
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.trust import facts_of, write_trust
from .sql_database import open_database


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
    content = write_models(models)
    output.write_bytes(content)
    click.echo(f"{output}: {len(content):,} bytes")
    return 0


def train_trust_on(spider: Path, answers: Path, opinions: Path, output: Path) -> int:
    """Fit the trust in answers to questions of Spider, beside second opinions, and write it; return the exit code."""
    try:
        from ..analyzers.text_to_sql.training.trusting import Judged, fit_trust
    except ImportError as error:
        raise click.ClickException(f"training needs {error.name}: pip install 'weft[train]'") from None
    questions = spider_files.read_questions((spider / "dev.json").read_bytes())
    schemas = spider_files.read_schemas((spider / "tables.json").read_bytes())
    given = [read_predictions(path.read_bytes(), path.name) for path in (answers, opinions)]
    estimator = Estimator(shipped_models())
    judged: list[Judged] = []
    with ExitStack() as stack:
        paths = {name: spider / "databases" / f"{name}.sqlite" for name in {one.database for one in questions}}
        databases = {name: stack.enter_context(open_database(str(path))) for name, path in sorted(paths.items())}
        for example, *texts in zip(questions, *given, strict=True):
            question, database = Question(example.text, schemas[example.database]), databases[example.database]
            found = judge(texts, question, database, reference_of(example.sql, database))[0]
            if found.verified.is_sound:
                judged.append(Judged(facts_of(found.verified, estimator(question)), found.is_right))
    trust = fit_trust(judged, trained_on=f"{len(judged)} sound answers in {answers.name}")
    output.write_bytes(write_trust(trust))
    click.echo(f"{output}: {len(trust.weights)} facts")
    return 0
