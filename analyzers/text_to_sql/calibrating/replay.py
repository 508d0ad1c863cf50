"""Replays logged questions under other thresholds: what would have become of them, and at what cost."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..routing.policy import STOP_AFTER, taken


class Attempted(Struct, frozen=True):
    """One attempt of a log: its probability of being right, 0 where it cannot be the answer, and what it cost.

    `is_right` says whether this attempt was right. `earlier` are the probabilities of those before it, now that it is
    there to agree or to differ; `at_odds` counts the answers so far, none where any two give the same.
    """

    pipeline: str
    probability: float
    is_right: bool
    tokens: float
    cost: float = 0.0
    earlier: tuple[float, ...] = ()
    at_odds: int = 0

    def taken(self, least: float) -> int | None:
        """Return the place of the attempt whose answer is taken; None where none so far is as likely as `least`."""
        return taken((*self.earlier, self.probability), least)


class Trace(Struct, frozen=True):
    """All that is known of one question: its attempts, cheapest first. `is_whole` where nobody was left to ask."""

    database: str
    attempts: tuple[Attempted, ...]
    is_whole: bool


class Rule(Struct, frozen=True):
    """What `Cascade` goes by: accept from a probability on, and at the end settle for less.

    The end may come after so many answers that all differ.
    """

    accept: float
    settle: float
    stop_after: int = STOP_AFTER


class Fate(Struct, frozen=True):
    """What becomes of a question, or of several on average: all but tokens and cost are shares from 0 to 1."""

    right: float
    answered: float
    escalated: float
    tokens: float
    cost: float

    @property
    def precision(self) -> float | None:
        """The share of the given answers that are right; None where none is given."""
        return self.right / self.answered if self.answered else None


def mean(fates: Sequence[Fate]) -> Fate:
    """Return the average; raises ValueError where there are none."""
    if not fates:
        raise ValueError("there are no questions to average")
    count = len(fates)
    return Fate(
        sum(fate.right for fate in fates) / count,
        sum(fate.answered for fate in fates) / count,
        sum(fate.escalated for fate in fates) / count,
        sum(fate.tokens for fate in fates) / count,
        sum(fate.cost for fate in fates) / count,
    )


class Replay(Struct, frozen=True):
    """A rule, and what asking on after each pipeline brings on average, for questions where the log does not tell."""

    rule: Rule
    beyond: Mapping[str, Fate]

    def fate(self, trace: Trace, start: int = 0) -> Fate:
        """Return what becomes of a question from an attempt on."""
        tokens = cost = 0.0
        for at, attempt in enumerate(trace.attempts[start:], start):
            tokens, cost = tokens + attempt.tokens, cost + attempt.cost
            if (place := attempt.taken(self.rule.accept)) is not None:
                return Fate(float(trace.attempts[place].is_right), 1.0, float(at > start), tokens, cost)
            if attempt.at_odds >= self.rule.stop_after:
                return self._settled(trace, at, at > start, tokens, cost)
        last = len(trace.attempts) - 1
        onward = None if trace.is_whole else self.beyond.get(trace.attempts[last].pipeline)
        if onward is not None:
            return Fate(onward.right, onward.answered, 1.0, tokens + onward.tokens, cost + onward.cost)
        return self._settled(trace, last, last > start, tokens, cost)

    def _settled(self, trace: Trace, at: int, was_escalated: bool, tokens: float, cost: float) -> Fate:
        """Return the fate of a question where nobody is asked after an attempt."""
        place = trace.attempts[at].taken(self.rule.settle)
        right = place is not None and trace.attempts[place].is_right
        return Fate(float(right), float(place is not None), float(was_escalated), tokens, cost)


def replayed(traces: Sequence[Trace], rule: Rule, order: Sequence[str]) -> Replay:
    """Return a rule with what these questions tell of asking on; `order` names the pipelines, cheapest first."""
    beyond: dict[str, Fate] = {}
    for pipeline in reversed(order):
        asked_on = [(trace, at + 1) for trace in traces if (at := _place(trace, pipeline)) is not None]
        fates = [Replay(rule, beyond).fate(trace, start) for trace, start in asked_on if start < len(trace.attempts)]
        if fates:
            beyond[pipeline] = mean(fates)
    return Replay(rule, beyond)


def _place(trace: Trace, pipeline: str) -> int | None:
    return next((at for at, attempt in enumerate(trace.attempts) if attempt.pipeline == pipeline), None)
