"""Routes a question: estimate, answer cheaply, verify, then accept, escalate, or stop and say so."""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from .cache import Cache
from .database import Database
from .estimate import Estimate
from .language_model.chat import ChatFailed
from .language_model.usage import Usage
from .ledger import Entry, Ledger, total
from .pipeline import Attempt, Pipeline
from .question import Question
from .routing.answer import Answer, Step
from .routing.budget import Budget
from .routing.policy import Action, Decision, Policy, Tried, best_of
from .verification.verify import USUAL_LIMITS, Limits, Verified, compare, verify

Estimator = Callable[[Question], Estimate]


def know_nothing(question: Question) -> Estimate:
    """Return an estimate that expects nothing of a question."""
    return Estimate()


class Router(Struct):
    """Pipelines in their order, cheapest first, and the policy that chooses between them."""

    pipelines: Sequence[Pipeline]
    policy: Policy
    estimator: Estimator = know_nothing
    budget: Budget = Budget()
    limits: Limits = USUAL_LIMITS
    cache: Cache = field(default_factory=Cache)
    ledger: Ledger = field(default_factory=Ledger)

    def answer(self, question: Question, database: Database) -> Answer:
        """Return the answer to a question, or why there is none; never raises for what a pipeline or database does."""
        known = self.cache.find(question, self.settings)
        if known is not None:
            return Answer(known.question, known.chosen, "it was answered before", was_cached=True)
        answer = _Routing(self, question, database, self.estimator(question)).run()
        if answer.chosen is not None:
            self.cache.keep(question, answer, self.settings)
        return answer

    @property
    def settings(self) -> str:
        """What an answer depends on besides the question: the policy and the pipelines."""
        return f"{self.policy!r} {[pipeline.name for pipeline in self.pipelines]}"


class _Routing(Struct):
    """One question on its way."""

    router: Router
    question: Question
    database: Database
    estimate: Estimate
    steps: list[Step] = field(default_factory=list[Step])
    tried: list[Tried] = field(default_factory=list[Tried])

    def run(self) -> Answer:
        """Ask one pipeline after the other until the policy or the budget ends it."""
        left = list(self.router.pipelines)
        name, reason = self.router.policy.start(self.estimate, [pipeline.name for pipeline in left])
        left = left[[pipeline.name for pipeline in left].index(name) :]
        while True:
            pipeline = left.pop(0)
            if objection := self._objection(pipeline):
                return self._end(best_of(self.tried), objection)
            decision = self._step(pipeline, reason, [other.name for other in left])
            if decision.action is Action.ACCEPT:
                return self._end(best_of(self.tried), decision.reason)
            if decision.action is Action.STOP or not left:
                return self._end(None, decision.reason)
            reason = decision.reason

    def _objection(self, pipeline: Pipeline) -> str:
        """Return why the budget forbids to ask a pipeline, empty where it does not."""
        expected = self.estimate.tokens.get(pipeline.name, 0.0)
        return self.router.budget.objection(self._spent, self.router.ledger.total, expected)

    @property
    def _spent(self) -> Usage:
        return total(step.usage for step in self.steps)

    def _step(self, pipeline: Pipeline, reason: str, left: Sequence[str]) -> Decision:
        """Ask a pipeline, verify what it says, and record what is decided on it."""
        attempt = self._attempt(pipeline)
        self.router.ledger.entries.append(
            Entry(self.question.text, self.question.schema.name, pipeline.name, attempt.usage)
        )
        verified = self._verified(attempt)
        found = compare([*(step.verified for step in self.steps), verified])
        asked = [*(step.pipeline for step in self.steps), pipeline.name]
        self.tried = [Tried(*one) for one in zip(asked, found, strict=True)]
        decision = self.router.policy.decide(self.tried, left, self.estimate)
        self.steps.append(Step(pipeline.name, reason, found[-1], attempt.usage, decision, attempt.notes))
        return decision

    def _attempt(self, pipeline: Pipeline) -> Attempt:
        allowance = self.router.budget.allowance(self._spent, self.router.ledger.total)
        try:
            return pipeline.attempt(self.question, self.database, allowance)
        except ChatFailed as failure:
            return Attempt((), failure.usage, (str(failure),))

    def _verified(self, attempt: Attempt) -> Verified | None:
        best = attempt.best
        return best and verify(best, self.question, self.database, self.router.limits)

    def _end(self, chosen: Verified | None, reason: str) -> Answer:
        return Answer(self.question.text, chosen, reason, tuple(self.steps))
