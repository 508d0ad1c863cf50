"""How well the hardness and the difficulty of questions are foretold, about databases that no model has seen."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import mean, quantiles
from time import process_time
from typing import Any

import pytest

from weft.analyzers.text_to_sql.complexity.estimate import Estimator, shipped_models
from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.models.linear_model import LinearModel
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.training.estimates import (
    rated_difficulty,
    rated_hardness,
    samples_of,
    train_difficulty,
    train_hardness,
)
from weft.analyzers.text_to_sql.training.linear import Sample

metrics: Any = import_module("sklearn.metrics")  # tells a type checker no types

Told = Sequence[Mapping[str, float]]


def _told(model: LinearModel, samples: Sequence[Sample]) -> Told:
    return [model.probabilities(sample.features, sample.words) for sample in samples]


def _figures(name: str, told: Told, labels: Sequence[str], easiest: str) -> tuple[float, float, float]:
    """Print and return accuracy, macro-F1, and the AUC of the easiest class, beside the largest class."""
    likeliest = [max(one, key=lambda label: one[label]) for one in told]
    right, f1 = (
        float(metrics.accuracy_score(labels, likeliest)),
        float(metrics.f1_score(labels, likeliest, average="macro")),
    )
    auc = float(metrics.roc_auc_score([label == easiest for label in labels], [one[easiest] for one in told]))
    most = max(labels.count(label) for label in set(labels)) / len(labels)
    print(f"\n  {name}: accuracy {right:.3f} (largest class {most:.3f}), macro-F1 {f1:.3f}, AUC({easiest}) {auc:.3f}")
    return right, f1, auc


def test_hardness_of_spider_dev(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "spider"
    schemas = spider_files.read_schemas((folder / "tables.json").read_bytes())
    seen, asked = (
        samples_of(spider_files.read_questions((folder / name).read_bytes()), schemas, rated_hardness)
        for name in ("train_spider_slim.json", "dev.json")
    )
    labels = [sample.label for sample in asked]
    trained = _figures("Spider train to dev", _told(train_hardness(seen), asked), labels, Hardness.EASY)
    shipped = _figures("as shipped", _told(shipped_models().hardness, asked), labels, Hardness.EASY)
    assert trained == pytest.approx(shipped, abs=0.005)
    assert shipped[0] >= 0.70
    assert shipped[1] >= 0.66
    assert shipped[2] >= 0.93


def test_difficulty_of_bird_dev_by_database(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "bird"
    examples = bird_files.read_questions((folder / "bird_dev.json").read_bytes())
    schemas = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())
    samples = samples_of(examples, schemas, rated_difficulty)
    told: list[Mapping[str, float]] = []
    labels: list[str] = []
    for held in sorted({example.database for example in examples}):
        places = [example.database == held for example in examples]
        model = train_difficulty([one for one, is_held in zip(samples, places, strict=True) if not is_held])
        asked = [one for one, is_held in zip(samples, places, strict=True) if is_held]
        told += _told(model, asked)
        labels += [sample.label for sample in asked]
    accuracy, _, auc = _figures("BIRD dev, leave one database out", told, labels, "simple")
    assert accuracy >= 0.75
    assert auc >= 0.90


def test_the_time_of_an_estimate(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "bird"
    schemas = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())
    examples = bird_files.read_questions((folder / "bird_dev.json").read_bytes())
    estimator = Estimator(shipped_models())
    spent: list[float] = []
    for one in (*examples[::50], *examples):  # the first to have all schemas indexed
        start = process_time()
        estimator(Question(one.text, schemas[one.database], one.evidence))
        spent.append(1000 * (process_time() - start))
    spent = spent[-len(examples) :]
    print(
        f"\n  an estimate on BIRD dev: mean {mean(spent):.2f} ms, 95th percentile {quantiles(spent, n=20)[-1]:.2f} ms"
    )
    assert mean(spent) <= 0.5
