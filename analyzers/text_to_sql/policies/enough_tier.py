"""Chooses the cheapest pipeline that is likely to be enough, by what solved such questions before."""

from collections.abc import Sequence

from msgspec import Struct

from ..complexity.estimate import Estimate
from ..routing.policy import Decision, Tried, percent
from .estimate_only import EstimateOnly


class EnoughTier(Struct, frozen=True):
    """The cheapest tier of the estimate that is enough at least this probably; the next pipeline where that fails.

    Tiers have the names of pipelines (those of EllieSQL, Zhu et al. 2025, https://arxiv.org/abs/2503.22402). On its
    labels, with databases apart, this is as good as a random mixture of its tiers that takes as many tokens, and no
    better; starting with the likeliest tier is worse.
    """

    enough: float = 0.7
    name: str = "tier"

    def start(self, estimate: Estimate, pipelines: Sequence[str]) -> tuple[str, str]:
        """Return the pipeline of that tier, or the next dearer one, or the dearest of all."""
        tiers = list(estimate.tiers)
        if not tiers:
            return pipelines[0], "nothing is known of the tier that will do, so the cheapest begins"
        reached = [sum(estimate.tiers[tier] for tier in tiers[:at]) for at in range(1, len(tiers) + 1)]
        at = next((at for at, probability in enumerate(reached) if probability >= self.enough), len(tiers) - 1)
        chosen = next((tier for tier in tiers[at:] if tier in pipelines), pipelines[-1])
        reason = f"the tier {tiers[at]} is probably enough ({percent(reached[at])})"
        return chosen, reason if chosen == tiers[at] else f"{reason}, and cannot be asked"

    def decide(self, tried: Sequence[Tried], left: Sequence[str], estimate: Estimate) -> Decision:
        """Accept what is sound, escalate otherwise."""
        return EstimateOnly().decide(tried, left, estimate)
