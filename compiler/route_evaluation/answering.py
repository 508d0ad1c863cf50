"""Has Weft answer a question that is to be judged: by one pipeline, or by the router under one of its policies."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Protocol

from msgspec import Struct
from msgspec.structs import asdict

from ...analyzers.text_to_sql.corpora.prediction_files import Prediction
from ...analyzers.text_to_sql.database import Database
from ...analyzers.text_to_sql.evaluation.judged import JudgedStep, Spent
from ...analyzers.text_to_sql.language_model.allowance import NO_LIMIT, Allowance
from ...analyzers.text_to_sql.language_model.chat import ChatFailed, Prospect
from ...analyzers.text_to_sql.language_model.usage import Usage
from ...analyzers.text_to_sql.pipeline import Attempt, Pipeline
from ...analyzers.text_to_sql.pipelines import PIPELINES
from ...analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from ...analyzers.text_to_sql.question import Question
from ...analyzers.text_to_sql.routing.router import Router
from ...analyzers.text_to_sql.settings import Settings
from ...analyzers.text_to_sql.stages import Stage
from ...diagnostics import WeftError
from ..asking import Wish, budget_of, pipelines_of, policy_of
from ..route_forecast import forecaster

POLICIES = ("cascade", "estimate", "tier")


class Terms(Struct, frozen=True):
    """How policies decide: from which probability on they accept an answer, and what one may take at most."""

    accept: float | None = None
    max_tokens: int | None = None
    max_cost: float | None = None


class NoAnswer(WeftError, RuntimeError):
    """A model gives no answer to anything, which says nothing of a system."""


class Answered(Struct, frozen=True):
    """What a system answered, how sure it is, and the steps that led there; `problem` is why there is no answer."""

    prediction: Prediction
    confidence: float | None = None
    steps: tuple[JudgedStep, ...] = ()
    problem: str = ""


class Answering(Protocol):
    """A system of ours. `settings` tell what its answers depend on besides question and database."""

    @property
    def settings(self) -> str: ...

    def __call__(self, question: Question, database: Database) -> Answered:
        """Return its answer, none where a model refuses this question; raises NoAnswer where it answers nothing."""
        ...


def answering(name: str, terms: Terms, settings: Settings) -> Answering:
    """Return the system of this name: a policy, which keeps to the terms, or a pipeline.

    Raises NoModel, UnusableEndpoint, and UnusableConfig where limits of cost need a price.
    """
    if name in POLICIES:
        return _ByRouter(Wish("", "", policy=name, **asdict(terms)), settings)
    return _ByPipeline(next(kind.make(settings) for kind in PIPELINES if kind.name == name))


class _ByPipeline(Struct, frozen=True):
    pipeline: Pipeline

    @property
    def settings(self) -> str:
        return self.pipeline.settings

    def __call__(self, question: Question, database: Database) -> Answered:
        try:
            attempt = _Demanding(self.pipeline).attempt(question, database)
        except ChatFailed as refusal:
            attempt = Attempt((), refusal.usage, (str(refusal),), {Stage.DRAFTING: refusal.usage})
        best, usage = attempt.best, attempt.usage
        prediction = Prediction(best.sql if best else "", usage.tokens, usage.cost)
        step = JudgedStep(self.pipeline.name, stages=_spent(attempt.stages))
        return Answered(
            prediction, best.confidence if best else None, (step,), "" if best else "; ".join(attempt.notes)
        )


class _ByRouter:
    """Routes each question by itself: nothing is remembered, and no log tells how long answers were."""

    def __init__(self, wish: Wish, settings: Settings) -> None:
        self._pipelines = [_Demanding(pipeline) for pipeline in pipelines_of(wish, settings, OfflinePipeline())]
        names = [pipeline.name for pipeline in self._pipelines]
        self._policy = policy_of(wish, settings, names)
        self._estimator = cache(partial(forecaster, settings, None, pipelines=names))
        self._budget = budget_of(wish)

    def _router(self, dialect: str) -> Router:
        return Router(self._pipelines, self._policy, self._estimator(dialect), self._budget)

    @property
    def settings(self) -> str:
        return self._router("").settings  # whatever the dialect is

    def __call__(self, question: Question, database: Database) -> Answered:
        answer = self._router(database.dialect).answer(question, database)
        steps = (JudgedStep(one.pipeline, one.decision.action, _spent(one.stages)) for one in answer.steps)
        prediction = Prediction(answer.sql, answer.usage.tokens, answer.usage.cost)
        return Answered(prediction, answer.probability, tuple(steps), "" if answer.chosen else answer.reason)


class _Demanding(Struct, frozen=True):
    """A pipeline that must answer, unless its model refuses this very question.

    Where its endpoint is away, a system would only be judged for that.
    """

    pipeline: Pipeline

    @property
    def name(self) -> str:
        return self.pipeline.name

    @property
    def settings(self) -> str:
        return self.pipeline.settings

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        try:
            return self.pipeline.attempt(question, database, allowance)
        except ChatFailed as failure:
            if failure.prospect is Prospect.REFUSED:
                raise
            raise NoAnswer(str(failure)) from failure


def _spent(stages: Mapping[Stage, Usage]) -> dict[Stage, Spent]:
    return {
        stage: Spent(usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.cost)
        for stage, usage in stages.items()
    }
