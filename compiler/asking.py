"""Answers questions about a live database and prints the answer to one."""

import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import click
from msgspec import Struct

from ..analyzers.text_to_sql.pipeline import Pipeline
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from ..analyzers.text_to_sql.policies.cascade import Cascade
from ..analyzers.text_to_sql.policies.enough_tier import EnoughTier
from ..analyzers.text_to_sql.policies.estimate_only import EstimateOnly
from ..analyzers.text_to_sql.policies.fixed import Fixed
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.routing.answer import Answer
from ..analyzers.text_to_sql.routing.budget import Budget
from ..analyzers.text_to_sql.routing.cache import Cache, Match, now
from ..analyzers.text_to_sql.routing.decision_log import logged
from ..analyzers.text_to_sql.routing.policy import Policy
from ..analyzers.text_to_sql.routing.router import Router
from ..analyzers.text_to_sql.routing.trust import shipped_trust
from ..analyzers.text_to_sql.schema.schema import Schema
from ..analyzers.text_to_sql.settings import NoModel, Settings
from ..analyzers.text_to_sql.verification.verify import Limits
from ..diagnostics import WeftError
from .answer_cache import AnswerCache
from .answer_report import document_of, print_answer
from .config_tables import UnusableConfig
from .decision_files import append_decision
from .machine_reports import dump
from .open_databases import OpenDatabase, OpenDatabases
from .route_config import load_route_config
from .route_forecast import forecaster
from .sql_database import Database

OFFLINE = OfflinePipeline.name


class Wish(Struct, frozen=True):
    """What somebody wants to know, of which database, and how much that may take, each question and all together.

    Answers are remembered where it `is_cached`, and serve only the same letters where it `is_exact`. They are recorded
    in `log`, or else in the file that is set for it.
    """

    question: str
    database: str
    evidence: str = ""
    policy: str = "cascade"
    offline: bool = False
    accept: float | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    max_run_tokens: int | None = None
    max_run_cost: float | None = None
    rows: int = 20
    seconds: float = 5.0
    is_cached: bool = True
    is_exact: bool = False
    log: Path | None = None


class UnknownPolicy(WeftError, ValueError):
    """A policy or a pipeline that does not exist."""


class NoQuestion(WeftError, ValueError):
    """What is asked has no word."""


class Asker(Struct):
    """Answers questions about one database, and records what is decided."""

    router: Router
    database: Database
    schema: Schema
    policy: str
    log: Path | None

    def __call__(self, text: str, evidence: str) -> Answer:
        """Return the answer to a question; raises CannotLog."""
        question = Question(text, self.schema, evidence)
        answer = self.router.answer(question, self.database)
        if self.log is not None:
            append_decision(self.log, logged(answer, question, self.policy, now()))
        return answer


def ask(wish: Wish, *, is_explained: bool, format_: str, start: Path) -> int:
    """Answer a question and print the answer; return the exit code.

    Raises NoQuestion, UnusableDatabase, UnusableConfig, UnknownPolicy, CannotLog, and NoModel where a pipeline is named
    that has none.
    """
    if not any(map(str.isalnum, wish.question)):
        raise NoQuestion('there is no word in the question: ask in words, such as "How many singers are there?"')
    with asker(wish, load_route_config(start)) as answered:
        answer = answered(wish.question, wish.evidence)
    if format_ == "json":
        click.echo(dump(document_of(answer, wish.rows)), nl=False)
    else:
        print_answer(answer, wish.rows, is_explained=is_explained)
    return 0 if answer.chosen else 1


@contextmanager
def asker(wish: Wish, settings: Settings, databases: OpenDatabases | None = None) -> Generator[Asker]:
    """Yield what answers questions about a database: one of `databases`, or else it is opened for this alone."""
    check_wish(wish, settings)
    with ExitStack() as stack:
        if databases is None:
            databases = stack.enter_context(closing(OpenDatabases()))
        yield _asker(wish, settings, stack.enter_context(databases.lend(wish.database)))


def _asker(wish: Wish, settings: Settings, opened: OpenDatabase) -> Asker:
    pipelines = pipelines_of(wish, settings, opened.offline)
    names = [pipeline.name for pipeline in pipelines]
    policy = policy_of(wish, settings, names)
    log = wish.log or (Path(settings.log) if settings.log else None)
    router = Router(
        pipelines,
        policy,
        forecaster(settings, log, opened.database.dialect, names),
        budget_of(wish),
        Limits(wish.seconds),
        AnswerCache(_place(wish.database), " ".join(settings.addresses)) if wish.is_cached else Cache(),
        matches=(Match.EXACT,) if wish.is_exact else tuple(Match),
    )
    return Asker(router, opened.database, opened.schema, policy.name, log)


def _place(database: str) -> str:
    """Return the same text for a file, wherever it is named from."""
    return database if "://" in database else os.path.abspath(database)


def check_wish(wish: Wish, settings: Settings) -> None:
    """Raise what is wrong with how to answer, before anybody is asked: UnusableConfig, UnknownPolicy, or NoModel."""
    policy_of(wish, settings, [pipeline.name for pipeline in pipelines_of(wish, settings, OfflinePipeline())])


def pipelines_of(wish: Wish, settings: Settings, offline: OfflinePipeline) -> list[Pipeline]:
    """Return the pipelines that can be asked, cheapest first, without those whose model is not set.

    Raises NoModel where the policy is one of those, and UnusableConfig where a limit of cost needs a price.
    """
    made: list[Pipeline] = [offline]
    for kind in PIPELINES:
        if wish.offline or kind.name == OFFLINE:
            continue
        try:
            made.append(kind.make(settings))
        except NoModel:
            if wish.policy == kind.name:
                raise
        else:
            _check_price(kind.name, wish, settings)
    return made


def budget_of(wish: Wish) -> Budget:
    """Return how much answers may take."""
    return Budget(wish.max_tokens, wish.max_cost, wish.max_run_tokens, wish.max_run_cost)


def _check_price(pipeline: str, wish: Wish, settings: Settings) -> None:
    """Raise UnusableConfig where a limit of cost could not hold, as nobody knows what a model charges."""
    model = settings.model_of(pipeline)
    for option, limit in (("--max-cost", wish.max_cost), ("--max-run-cost", wish.max_run_cost)):
        if limit is not None and not settings.has_prices(model):
            raise UnusableConfig(f'{option} needs the price of the model {model}: [tool.weft.route.prices."{model}"]')


def policy_of(wish: Wish, settings: Settings, pipelines: Sequence[str]) -> Policy:
    """Return the policy that is wished for; raises UnknownPolicy."""
    if wish.policy == "cascade":
        accept = settings.accept if wish.accept is None else wish.accept
        return Cascade(shipped_trust(), accept, settings.settle, calibrations=settings.calibrations)
    if wish.policy == "estimate":
        return EstimateOnly()
    if wish.policy == "tier":
        return EnoughTier()
    if wish.policy in pipelines:
        return Fixed(wish.policy)
    known = ", ".join(("cascade", "estimate", "tier", *(kind.name for kind in PIPELINES)))
    raise UnknownPolicy(f"there is no policy {wish.policy!r} to answer with; known are {known}")
