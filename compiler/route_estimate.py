"""Estimates a question and prints what is expected of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ..analyzers.text_to_sql.estimate import Estimate, Estimator, shipped_models
from ..analyzers.text_to_sql.models.tier_model import shipped_tier_model
from ..analyzers.text_to_sql.question import Question
from .machine_reports import dump
from .route_schema import read_schema


def estimate_question(text: str, evidence: str, database: str, files: Sequence[Path], format_: str) -> int:
    """Estimate a question and print the result; return the exit code."""
    schema = read_schema(database, files)
    found = Estimator(shipped_models(), shipped_tier_model())(Question(text, schema, evidence))
    if format_ == "json":
        click.echo(dump({"hardness": found.hardness, "difficulty": found.difficulty, "tiers": found.tiers}), nl=False)
    else:
        _print(found)
    return 0


def _print(found: Estimate) -> None:
    hardness = {rating.value: probability for rating, probability in found.hardness.items()}
    for title, probabilities in (("hardness (Spider)", hardness), ("difficulty (BIRD)", found.difficulty)):
        click.echo(f"{title:<18} {likeliest(probabilities):<12} {listed(probabilities)}")
    click.echo(f"{'tier (EllieSQL)':<18} {likeliest(found.tiers):<12} {listed(found.tiers)}")


def likeliest(probabilities: Mapping[str, float]) -> str:
    """Return the most probable class."""
    return max(probabilities, key=lambda name: probabilities[name])


def listed(probabilities: Mapping[str, float]) -> str:
    """Return all classes with their probabilities."""
    return ", ".join(f"{name} {probability:.0%}" for name, probability in probabilities.items())
