"""Sends every question to one pipeline and takes what it gives."""

from collections.abc import Sequence

from msgspec import Struct

from ..complexity.estimate import Estimate
from ..routing.policy import Action, Decision, Tried


class Fixed(Struct, frozen=True):
    """One pipeline for all questions; its answer is taken if it can be one."""

    pipeline: str
    name: str = "fixed"

    def start(self, estimate: Estimate, pipelines: Sequence[str]) -> tuple[str, str]:
        """Return the one pipeline."""
        return self.pipeline, "it answers all questions"

    def decide(self, tried: Sequence[Tried], left: Sequence[str], estimate: Estimate) -> Decision:
        """Accept what is sound, and stop otherwise."""
        last = tried[-1].verified
        if last is None:
            return Decision(Action.STOP, f"{self.pipeline} has no answer")
        if not last.is_sound:
            return Decision(Action.STOP, last.problems[0])
        return Decision(Action.ACCEPT, "it runs, and no other pipeline is to be asked")
