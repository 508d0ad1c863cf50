"""Chooses a pipeline by the estimated hardness of the question, and verifies no more than that its answer runs."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..complexity.estimate import Estimate
from ..complexity.hardness import Hardness
from ..routing.policy import Action, Decision, Tried, percent

# The tier for each class, counted from the cheapest; the dearest stands in where there are fewer.
TIERS: Mapping[Hardness, int] = {Hardness.EASY: 0, Hardness.MEDIUM: 1, Hardness.HARD: 2, Hardness.EXTRA: 3}


class EstimateOnly(Struct, frozen=True):
    """The pipeline that the question's class is worth; the next one where that fails."""

    name: str = "estimate"

    def start(self, estimate: Estimate, pipelines: Sequence[str]) -> tuple[str, str]:
        """Return the pipeline for the likeliest class."""
        rating = estimate.likeliest
        if rating is None:
            return pipelines[0], "nothing is known of the question, so the cheapest begins"
        probability = estimate.hardness[rating]
        chosen = pipelines[min(TIERS[rating], len(pipelines) - 1)]
        return chosen, f"the question is probably {rating} ({percent(probability)})"

    def decide(self, tried: Sequence[Tried], left: Sequence[str], estimate: Estimate) -> Decision:
        """Accept what is sound, escalate otherwise."""
        last = tried[-1]
        if last.verified is not None and last.verified.is_sound:
            return Decision(Action.ACCEPT, "it runs")
        reason = last.verified.problems[0] if last.verified else f"{last.pipeline} has no answer"
        return Decision(Action.ESCALATE if left else Action.STOP, reason)
