"""Answers one question about a live database and prints the answer."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct

from ..analyzers.text_to_sql.estimate import Estimator, shipped_models
from ..analyzers.text_to_sql.pipeline import Pipeline
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.policies.cascade import Cascade
from ..analyzers.text_to_sql.policies.estimate_only import EstimateOnly
from ..analyzers.text_to_sql.policies.fixed import Fixed
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.router import Router
from ..analyzers.text_to_sql.routing.answer import Answer
from ..analyzers.text_to_sql.routing.budget import Budget
from ..analyzers.text_to_sql.routing.policy import Policy
from ..analyzers.text_to_sql.schema.catalog import schema_of_catalog
from ..analyzers.text_to_sql.settings import NoModel, Settings
from ..analyzers.text_to_sql.trust import shipped_trust
from ..analyzers.text_to_sql.verification.verify import Limits
from ..diagnostics import WeftError
from .answer_report import as_json, print_answer
from .config_tables import UnusableConfig
from .route_config import load_route_config
from .sql_database import open_database

OFFLINE = "offline"


class Wish(Struct, frozen=True):
    """What somebody wants to know, of which database, and how much that may take."""

    question: str
    database: str
    evidence: str = ""
    policy: str = "cascade"
    offline: bool = False
    accept: float = 0.7
    max_tokens: int | None = None
    max_cost: float | None = None
    rows: int = 20
    seconds: float = 5.0


class UnknownPolicy(WeftError, ValueError):
    """A policy or a pipeline that does not exist."""


def ask(wish: Wish, *, is_explained: bool, format_: str, start: Path) -> int:
    """Answer a question and print the answer; return the exit code.

    Raises UnusableDatabase, UnusableConfig, UnknownPolicy, and NoModel where a pipeline is named that has none.
    """
    answer = answered(wish, load_route_config(start))
    if format_ == "json":
        click.echo(as_json(answer, wish.rows), nl=False)
    else:
        print_answer(answer, wish.rows, is_explained=is_explained)
    return 0 if answer.chosen else 1


def answered(wish: Wish, settings: Settings) -> Answer:
    """Return the answer to a question."""
    pipelines = _pipelines(wish, settings)
    router = Router(
        pipelines,
        _policy(wish, [pipeline.name for pipeline in pipelines]),
        Estimator(shipped_models()),
        Budget(question_tokens=wish.max_tokens, question_cost=wish.max_cost),
        Limits(wish.seconds),
    )
    with open_database(wish.database) as database:
        schema = schema_of_catalog(database.schema(), database.name, database.dialect)
        return router.answer(Question(wish.question, schema, wish.evidence), database)


def _pipelines(wish: Wish, settings: Settings) -> list[Pipeline]:
    """Return the pipelines that can be asked, cheapest first, without those whose model is not set."""
    made: list[Pipeline] = []
    for kind in PIPELINES:
        if wish.offline and kind.name != OFFLINE:
            continue
        try:
            made.append(kind.make(settings))
        except NoModel:
            if wish.policy == kind.name:
                raise
        else:
            _check_price(kind.name, wish, settings)
    return made


def _check_price(pipeline: str, wish: Wish, settings: Settings) -> None:
    """Raise UnusableConfig where a limit of cost could not hold, as nobody knows what a model charges."""
    model = settings.models.get(pipeline, settings.model)
    if wish.max_cost is not None and pipeline != OFFLINE and model not in settings.prices.prices:
        raise UnusableConfig(f'--max-cost needs the price of the model {model}: [tool.weft.route.prices."{model}"]')


def _policy(wish: Wish, pipelines: Sequence[str]) -> Policy:
    if wish.policy == "cascade":
        return Cascade(shipped_trust(), wish.accept)
    if wish.policy == "estimate":
        return EstimateOnly()
    if wish.policy in pipelines:
        return Fixed(wish.policy)
    known = ", ".join(("cascade", "estimate", *(kind.name for kind in PIPELINES)))
    raise UnknownPolicy(f"there is no policy {wish.policy!r} to answer with; known are {known}")
