"""Routes a question: estimate, answer cheaply, verify, then accept, escalate, or stop and say so."""

from collections.abc import Callable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ....diagnostics import WeftError
from ..complexity.estimate import Estimate
from ..database import Database
from ..language_model.chat import ChatFailed
from ..language_model.usage import Usage
from ..pipeline import Attempt, Candidate, Pipeline
from ..question import Question
from ..stages import Stage, Stages
from ..verification.agreement import compare
from ..verification.likeness import Likeness, Opinion
from ..verification.verify import USUAL_LIMITS, Limits, Verified, verify
from .answer import Answer, Step
from .budget import Budget
from .cache import Cache, Clock, Match, Memory, Remembered, key_of, now
from .ledger import Entry, Ledger, total
from .policy import Action, Decision, Policy, Tried, best_of

Estimator = Callable[[Question], Estimate]


def know_nothing(question: Question) -> Estimate:
    """Return an estimate that expects nothing of a question."""
    return Estimate()


class UnknownPipeline(WeftError, ValueError):
    """A policy begins with a pipeline that is not there."""


class Router(Struct):
    """Pipelines in their order, cheapest first, and the policy that chooses between them.

    What they answer is remembered in `cache`, with the time by `clock`, and serves again where a question is alike in
    one of the ways of `matches`, the first of them first; every cost is entered in `ledger`.
    """

    pipelines: Sequence[Pipeline]
    policy: Policy
    estimator: Estimator = know_nothing
    budget: Budget = Budget()
    limits: Limits = USUAL_LIMITS
    cache: Memory = field(default_factory=Cache)
    ledger: Ledger = field(default_factory=Ledger)
    clock: Clock = now
    matches: Sequence[Match] = (Match.EXACT, Match.NORMALISED)

    def answer(self, question: Question, database: Database) -> Answer:
        """Return the answer to a question, or why there is none; never raises for what a pipeline or database does.

        Where it was answered before, the same SQL is verified and run again, and nobody is asked. Raises
        UnknownPipeline.
        """
        keys = {match: key_of(question, self.settings, match) for match in Match}
        for match in self.matches:
            known = self.cache.find(keys[match])
            if known is not None and (recalled := self._recalled(known, match, question, database)):
                return recalled
        routing = _Routing(self, question, database, self.estimator(question))
        answer = routing.run()
        if routing.is_accepted and not routing.has_failure and not routing.is_cut_short:
            remembered = Remembered(
                question.text, answer.sql, answer.pipeline, self.clock(), answer.probability, answer.usage
            )
            for key in keys.values():
                self.cache.keep(key, remembered)
        return answer

    @property
    def settings(self) -> str:
        """What an answer depends on besides the question: policy, estimates, pipelines, limits.

        Pipelines ask less where they may take less.
        """
        limits = self.budget.allowance(Usage(), Usage())
        return f"{self.policy!r} {self.estimator!r} {[pipeline.settings for pipeline in self.pipelines]} {limits}"

    def _recalled(self, known: Remembered, match: Match, question: Question, database: Database) -> Answer | None:
        """Return the answer that earlier SQL gives now; None where it gives none any more."""
        verified = verify(Candidate(known.sql), question, database, self.limits)
        if not verified.is_sound:
            return None
        words = "" if known.question == question.text else f", as \u201c{known.question}\u201d"
        reason = f"it was answered before, on {known.time:%Y-%m-%d}{words}; its rows are of now"
        return Answer(question.text, verified, reason, remembered=known, match=match)


class _Routing(Struct):
    """One question on its way."""

    router: Router
    question: Question
    database: Database
    estimate: Estimate
    steps: list[Step] = field(default_factory=list[Step])
    tried: list[Tried] = field(default_factory=list[Tried])
    besides: list[Opinion] = field(default_factory=list[Opinion])
    has_failure: bool = False
    is_cut_short: bool = False  # by the budget

    @property
    def is_accepted(self) -> bool:
        """Say whether the policy took an answer."""
        return bool(self.steps) and self.steps[-1].decision.action is Action.ACCEPT

    def run(self) -> Answer:
        """Ask one pipeline after the other until the policy or the budget ends it."""
        left, reason = self._start()
        while True:
            pipeline = left.pop(0)
            if objection := self._objection(pipeline):
                return self._cut_short(objection)
            decision = self._step(pipeline, reason, [other.name for other in left])
            if decision.action is Action.ACCEPT:
                return self._end(self._taken(decision), decision.reason)
            if decision.action is Action.STOP or not left:
                return self._end(None, decision.reason)
            reason = f"{pipeline.name} left it open: {decision.reason}"

    def _start(self) -> tuple[list[Pipeline], str]:
        """Return the pipelines from the one on that the policy begins with, and why with it."""
        policy, pipelines = self.router.policy, self.router.pipelines
        names = [pipeline.name for pipeline in pipelines]
        name, reason = policy.start(self.estimate, names)
        if name not in names:
            raise UnknownPipeline(f"the policy {policy.name} begins with {name!r}; there are {', '.join(names)}")
        return list(pipelines[names.index(name) :]), reason

    def _cut_short(self, objection: str) -> Answer:
        """End where the budget does, with what the policy would take if nobody were left to ask."""
        self.is_cut_short = True
        if not self.steps:
            return self._end(None, objection)
        decision = self.router.policy.decide(self.tried, (), self.estimate)
        decision = replace(decision, reason=f"{objection}; {decision.reason}")
        self.steps[-1] = replace(self.steps[-1], decision=decision)
        return self._end(self._taken(decision) if self.is_accepted else None, decision.reason)

    def _taken(self, decision: Decision) -> Verified | None:
        return decision.answer or best_of(self.tried)

    def _objection(self, pipeline: Pipeline) -> str:
        """Return why the budget forbids to ask a pipeline, empty where it does not."""
        estimate = self.estimate  # of the first call: the others are not made where they would take too much
        tokens, cost = (known.get(pipeline.name) for known in (estimate.first_tokens, estimate.first_costs))
        objection = self.router.budget.objection(self._spent, self.router.ledger.total, tokens, cost)
        if not objection or not tokens:
            return objection
        money = f" and {cost:.4f} in money" if cost else ""
        return f"{objection}: a call of {pipeline.name} takes about {tokens:,.0f} tokens{money}"

    @property
    def _spent(self) -> Usage:
        return total(step.usage for step in self.steps)

    def _step(self, pipeline: Pipeline, reason: str, left: Sequence[str]) -> Decision:
        """Ask a pipeline, verify what it says, and record what is decided on it."""
        attempt, failure = self._attempt(pipeline)
        self.has_failure |= bool(failure)
        stages = Stages(dict(attempt.stages or {Stage.DRAFTING: attempt.usage}))
        verified = self._verified(attempt, stages)
        where = (self.question.text, self.question.schema.name, pipeline.name)
        self.router.ledger.entries.append(Entry(*where, stages.total, stages.spent))
        likenesses = self._compare(pipeline.name, verified, attempt.candidates[1:])
        decision = self.router.policy.decide(self.tried, left, self.estimate)
        done = (self.tried[-1].verified, stages.total, decision)
        self.steps.append(Step(pipeline.name, reason, *done, attempt.notes, failure, likenesses, stages.spent))
        return decision

    def _compare(self, name: str, verified: Verified | None, beside: Opinion) -> tuple[Likeness, ...]:
        """Compare what a pipeline gave and all before; return how like each is to what another held possible."""
        self.besides.append(beside)
        found = compare([*(step.verified for step in self.steps), verified], self.besides)
        asked = [*(step.pipeline for step in self.steps), name]
        self.tried = [Tried(*one) for one in zip(asked, found, strict=True)]
        return tuple(one.likeness if one else Likeness() for one in found)

    def _attempt(self, pipeline: Pipeline) -> tuple[Attempt, str]:
        """Return what a pipeline comes up with, and why its model gave no answer, empty where it gave one."""
        allowance = self.router.budget.allowance(self._spent, self.router.ledger.total)
        try:
            return pipeline.attempt(self.question, self.database, allowance), ""
        except ChatFailed as failure:
            return Attempt((), failure.usage, (str(failure),)), str(failure)

    def _verified(self, attempt: Attempt, stages: Stages) -> Verified | None:
        if attempt.best is None:
            return None
        with stages.timed(Stage.VERIFICATION):
            return verify(attempt.best, self.question, self.database, self.router.limits)

    def _end(self, chosen: Verified | None, reason: str) -> Answer:
        return Answer(self.question.text, chosen, reason, tuple(self.steps), estimate=self.estimate)
