"""Estimates a question and prints what is expected of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from msgspec.structs import asdict

from ..analyzers.text_to_sql.complexity.estimate import Estimate
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.routing.forecast import Forecast
from .machine_reports import dump
from .route_config import load_route_config
from .route_forecast import forecaster
from .route_schema import read_schema


def estimate_question(
    text: str, evidence: str, database: str, files: Sequence[Path], *, format_: str, start: Path
) -> int:
    """Estimate a question and print the result; return the exit code.

    Raises NoSchema, UnusableDatabase and UnusableConfig.
    """
    schema = read_schema(database, files)
    settings = load_route_config(start)
    log = Path(settings.log) if settings.log else None
    foretold = forecaster(settings, log, "", [kind.name for kind in PIPELINES])
    question = Question(text, schema, evidence)
    found = foretold.estimator(question)
    forecasts = foretold.forecasts(question, found.hardness)
    if format_ == "json":
        told = [{**asdict(one), "tokens": one.tokens} for one in forecasts]
        ratings = {"hardness": found.hardness, "difficulty": found.difficulty, "tiers": found.tiers}
        click.echo(dump({**ratings, "pipelines": told}), nl=False)
    else:
        _print(found, forecasts)
    return 0


def _print(found: Estimate, forecasts: Sequence[Forecast]) -> None:
    hardness = {rating.value: probability for rating, probability in found.hardness.items()}
    for title, probabilities in (("hardness (Spider)", hardness), ("difficulty (BIRD)", found.difficulty)):
        click.echo(f"{title:<18} {likeliest(probabilities):<12} {listed(probabilities)}")
    click.echo(f"{'tier (EllieSQL)':<18} {likeliest(found.tiers):<12} {listed(found.tiers)}")
    for one in forecasts:
        click.echo(f"{one.pipeline:<18} {_told(one)}")


def _told(forecast: Forecast) -> str:
    """Return what a pipeline will take, in words."""
    if not forecast.calls:
        return "0 tokens"
    price = "price unknown" if forecast.cost is None else f"{forecast.cost:.4f} in money"
    sent, received = round(forecast.prompt_tokens), round(forecast.completion_tokens)
    calls = "1 call" if forecast.calls == 1 else f"{forecast.calls:.1f} calls"
    return f"about {sent + received:,} tokens ({sent:,} sent, {received:,} received) in {calls}, {price}"


def likeliest(probabilities: Mapping[str, float]) -> str:
    """Return the most probable class."""
    return max(probabilities, key=lambda name: probabilities[name])


def listed(probabilities: Mapping[str, float]) -> str:
    """Return all classes with their probabilities."""
    return ", ".join(f"{name} {probability:.0%}" for name, probability in probabilities.items())
