"""Answers cheaply, verifies, and escalates only what is in doubt; stops where nobody is likely to know better."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from ..complexity.estimate import Estimate
from ..models.calibration import Calibration
from ..routing.policy import STOP_AFTER, Action, Decision, Tried, percent, taken
from ..routing.trust import Trust
from ..verification.verify import Verified

_WORTH_TELLING = 0.05  # of what another held possible


class Cascade(Struct, frozen=True):
    """The cheapest pipeline first; an answer is taken where its probability of being right reaches `accept`.

    After the last pipeline one is taken where it reaches `settle`; below, nobody knows. Of several, `taken` chooses.
    `stop_after` different results in a row, none agreeing, mean that one more opinion would hardly settle it.
    `calibrations` say by pipeline what a probability was worth so far.
    """

    trust: Trust
    accept: float = 0.7
    settle: float = 0.35
    stop_after: int = STOP_AFTER
    name: str = "cascade"
    calibrations: Mapping[str, Calibration] = field(default_factory=dict[str, Calibration])

    def start(self, estimate: Estimate, pipelines: Sequence[str]) -> tuple[str, str]:
        """Return the cheapest pipeline."""
        return pipelines[0], "the cheapest begins"

    def decide(self, tried: Sequence[Tried], left: Sequence[str], estimate: Estimate) -> Decision:
        """Accept an answer that is probable enough, a later one if in doubt, else escalate while that may help."""
        known = [self._probability(one, estimate) for one in tried]
        if (at := taken(known, self.accept)) is not None:
            return _accepted(_told(tried[at]) + ":", tried[at], known[at])
        if left and not self._is_hopeless(tried):
            doubt = f": only {percent(known[-1])} likely to be right" if known[-1] else ""
            return Decision(Action.ESCALATE, f"{_told(tried[-1])}{doubt}", known[-1])
        if (at := taken(known, self.settle)) is not None:
            end = f"{len(_sound(tried))} answers all differ" if left else "nobody is left to ask"
            whose = "it" if at == len(tried) - 1 else f"what {tried[at].pipeline} answered"
            return _accepted(f"{end}, and {whose} is", tried[at], known[at])
        best = max(known)
        return Decision(Action.STOP, f"no answer is more than {percent(best)} likely to be right", best)

    def _probability(self, tried: Tried, estimate: Estimate) -> float:
        probability = self.trust.probability(tried.verified, estimate)
        known = self.calibrations.get(tried.pipeline)
        return known.probability(probability) if known and probability else probability

    def _is_hopeless(self, tried: Sequence[Tried]) -> bool:
        sound = _sound(tried)
        return len(sound) >= self.stop_after and not any(verified.agreeing for verified in sound)


def _accepted(told: str, one: Tried, probability: float) -> Decision:
    return Decision(Action.ACCEPT, f"{told} {percent(probability)} likely to be right", probability, one.verified)


def _sound(tried: Sequence[Tried]) -> list[Verified]:
    return [one.verified for one in tried if one.verified is not None and one.verified.is_sound]


def _told(tried: Tried) -> str:
    """Return what is to be said of an attempt."""
    if tried.verified is None:
        return f"{tried.pipeline} has no answer"
    return "; ".join(_facts(tried.verified))


def _facts(verified: Verified) -> list[str]:
    if not verified.is_sound:
        return list(verified.problems[:1])
    facts = ["it runs", *verified.doubts]
    if verified.agreeing:
        facts.append(f"{verified.agreeing} other answer{'s' * (verified.agreeing > 1)} gave the same result")
    if verified.differing:
        facts.append(f"{verified.differing} other answer{'s' * (verified.differing > 1)} gave another")
    if not verified.agreeing and verified.likeness.same >= _WORTH_TELLING:
        facts.append(f"{verified.likeness.same:.0%} of what another held possible gives the same")
    return facts
