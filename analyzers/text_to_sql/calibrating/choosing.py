"""Chooses the thresholds of a cascade for a budget, and says what they bring on other questions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ....diagnostics import WeftError
from ..models.calibration import Calibration
from .isotonic import fit_calibration
from .replay import Attempted, Fate, Rule, Trace, mean, replayed

_FOLDS = 5
_LEAST_ATTEMPTS = 100  # of one pipeline, for a calibration of its own
_MOST_ALONE, _MOST_PAIRED = 40, 20  # thresholds to try, alone and with others to settle for
_SETTLED = tuple(step / 10 for step in range(10))

Calibrations = Mapping[str, Calibration]  # by pipeline; where there is none, probabilities stay as they are


class OutOfReach(WeftError, ValueError):
    """No threshold keeps to a goal."""


class Goal(Struct, frozen=True):
    """What a cascade must keep to on average: the most tokens and money for a question, the least precision."""

    tokens: float | None = None
    cost: float | None = None
    precision: float | None = None

    def is_met(self, fate: Fate) -> bool:
        """Say whether something keeps to this."""
        precise = self.precision is None or (fate.precision is not None and fate.precision >= self.precision)
        return precise and _within(fate.tokens, self.tokens) and _within(fate.cost, self.cost)


def _within(value: float, limit: float | None) -> bool:
    return limit is None or value <= limit


class Choice(Struct, frozen=True):
    """A rule, and the calibrations that make probabilities what they were worth before the rule looks at them."""

    rule: Rule
    calibrations: Calibrations

    def seen(self, traces: Sequence[Trace]) -> list[Trace]:
        """Return traces with calibrated probabilities."""
        return [self._seen(trace) for trace in traces]

    def _seen(self, trace: Trace) -> Trace:
        names = [attempt.pipeline for attempt in trace.attempts]
        return replace(trace, attempts=tuple(self._attempt(attempt, names) for attempt in trace.attempts))

    def _attempt(self, attempt: Attempted, names: Sequence[str]) -> Attempted:
        earlier = tuple(map(self._probability, names, attempt.earlier))
        return replace(attempt, probability=self._probability(attempt.pipeline, attempt.probability), earlier=earlier)

    def _probability(self, pipeline: str, probability: float) -> float:
        known = self.calibrations.get(pipeline)
        return known.probability(probability) if known and probability else probability


def choose(traces: Sequence[Trace], order: Sequence[str], goal: Goal, settle: float) -> Choice:
    """Return what is most often right among all that keeps to a goal, the cheapest of equals.

    `settle` holds where no precision is asked for. Raises OutOfReach where nothing keeps to the goal.
    """
    calibrations = _calibrations(traces)
    seen = Choice(Rule(0, 0), calibrations).seen(traces)
    rules = _rules(seen, settle, is_free=goal.precision is not None)
    found = [(rule, mean(list(map(replayed(seen, rule, order).fate, seen)))) for rule in rules]
    good = [one for one in found if goal.is_met(one[1])]
    if not good:
        raise OutOfReach(_nearest(goal, [fate for _, fate in found]))
    best = max(good, key=lambda one: (one[1].right, -one[1].cost, -one[1].tokens, -one[0].accept))
    return Choice(best[0], calibrations)


def _nearest(goal: Goal, fates: Sequence[Fate]) -> str:
    """Return how near thresholds come to a goal that they do not reach."""
    precise = max((fate.precision or 0.0 for fate in fates), default=0.0)
    tokens, cost = min(fate.tokens for fate in fates), min(fate.cost for fate in fates)
    if goal.precision is not None and precise < goal.precision:
        return f"no threshold makes {goal.precision:.1%} of the answers right: the best makes it {precise:.1%}"
    if not _within(tokens, goal.tokens):
        return f"even never asking a second pipeline takes {tokens:,.0f} tokens for a question"
    if not _within(cost, goal.cost):
        return f"even never asking a second pipeline costs {cost:,.4f} for a question"
    return "each goal can be reached by itself, but not all together: allow more for a question, or less precision"


def _calibrations(traces: Sequence[Trace]) -> Calibrations:
    """Return what the probabilities of each pipeline were worth, where there are enough attempts to tell."""
    known: dict[str, list[tuple[float, bool]]] = {}
    for trace in traces:
        for attempt in trace.attempts:
            if attempt.probability:
                known.setdefault(attempt.pipeline, []).append((attempt.probability, attempt.is_right))
    return {
        name: fit_calibration([score for score, _ in found], [right for _, right in found])
        for name, found in sorted(known.items())
        if len(found) >= _LEAST_ATTEMPTS
    }


def _rules(traces: Sequence[Trace], settle: float, *, is_free: bool) -> Iterator[Rule]:
    """Yield the rules to choose from: a threshold between any two probabilities that occur, some of them if many."""
    seen = sorted({attempt.probability for trace in traces for attempt in trace.attempts})
    for accept in thresholds(seen, _MOST_PAIRED if is_free else _MOST_ALONE):
        if is_free:
            yield from (Rule(accept, least) for least in (*(one for one in _SETTLED if one < accept), accept))
        else:
            yield Rule(accept, settle)


def thresholds(probabilities: Sequence[float], most: int) -> list[float]:
    """Return thresholds that tell sorted probabilities apart, with four digits, from accepting all to none.

    There are `most` of them and two at most.
    """
    between = [round((low + high) / 2, 4) for low, high in pairwise(probabilities)]
    if len(between) > most:
        between = [between[at * len(between) // most] for at in range(most)]
    return sorted({0.0, *between, 1.0})


def crossed(traces: Sequence[Trace], order: Sequence[str], goal: Goal, settle: float) -> list[Fate]:
    """Return what becomes of each question under rules that were chosen on other databases, in their order.

    Where all questions are about one database, under rules that were chosen on other questions. Raises OutOfReach.
    """
    folds = _folds(traces)
    fates: dict[int, Fate] = {}
    for fold in sorted(set(folds)):
        others = [trace for trace, own in zip(traces, folds, strict=True) if own != fold]
        choice = choose(others, order, goal, settle)
        replay = replayed(choice.seen(others), choice.rule, order)
        fates |= {at: replay.fate(trace) for at, trace in enumerate(choice.seen(traces)) if folds[at] == fold}
    return [fates[at] for at in range(len(traces))]


def _folds(traces: Sequence[Trace]) -> list[int]:
    """Return the fold of each question: databases stay together where there are several."""
    names = sorted({trace.database for trace in traces})
    if len(names) == 1:
        return [at % _FOLDS for at in range(len(traces))]
    return [names.index(trace.database) % _FOLDS for trace in traces]


def alternatives(traces: Sequence[Trace], order: Sequence[str], choice: Choice) -> list[tuple[Rule, Fate]]:
    """Return rules around a chosen one, by their thresholds, with what they would have done to all questions."""
    seen = choice.seen(traces)
    accepts = {step / 10 for step in range(11)} | {choice.rule.accept}
    rules = [Rule(accept, choice.rule.settle) for accept in sorted(accepts)]
    return [(rule, mean(list(map(replayed(seen, rule, order).fate, seen)))) for rule in rules]
