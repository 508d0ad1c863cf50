"""The answer to a question, with every step that led to it and the reason for each."""

from msgspec import Struct

from ..language_model.usage import Usage
from ..ledger import total
from ..verification.verify import Verified
from .policy import Decision


class Step(Struct, frozen=True):
    """One attempt: which pipeline, why it, what it came up with, what that cost, and what was decided on it."""

    pipeline: str
    reason: str
    verified: Verified | None
    usage: Usage
    decision: Decision
    notes: tuple[str, ...] = ()


class Answer(Struct, frozen=True):
    """What is known at the end. `chosen` is None where nobody could answer; `reason` says why it ended here.

    `was_cached` where an earlier answer to the same question served.
    """

    question: str
    chosen: Verified | None
    reason: str
    steps: tuple[Step, ...] = ()
    was_cached: bool = False

    @property
    def sql(self) -> str:
        """The SQL that answers the question, empty where nobody could."""
        return self.chosen.candidate.sql if self.chosen else ""

    @property
    def probability(self) -> float | None:
        """The probability of the answer being right, where it is known."""
        return self.steps[-1].decision.probability if self.steps else None

    @property
    def usage(self) -> Usage:
        """What all steps cost together."""
        return total(step.usage for step in self.steps)
