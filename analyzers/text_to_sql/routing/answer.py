"""The answer to a question, with every step that led to it and the reason for each."""

from collections.abc import Mapping

from msgspec import Struct, field

from ..complexity.estimate import Estimate
from ..database import Result
from ..language_model.usage import Usage
from ..stages import Stage
from ..verification.likeness import Likeness
from ..verification.verify import Verified
from .cache import Match, Remembered
from .ledger import total
from .policy import Decision


class Step(Struct, frozen=True):
    """One attempt: which pipeline, why it, what it came up with, what that cost, and what was decided on it.

    `failure` is why its model gave no answer, empty where it gave one or is none. `likenesses` are of all attempts so
    far, this one's last, each to all that the others held possible.
    `usage` is what all its `stages` cost together, to verify it among them.
    """

    pipeline: str
    reason: str
    verified: Verified | None
    usage: Usage
    decision: Decision
    notes: tuple[str, ...] = ()
    failure: str = ""
    likenesses: tuple[Likeness, ...] = ()
    stages: Mapping[Stage, Usage] = field(default_factory=dict[Stage, Usage])


class Answer(Struct, frozen=True):
    """What is known at the end. `chosen` is None where nobody could answer; `reason` says why it ended here.

    `estimate` is what was expected before. `remembered` is the earlier answer whose SQL was run again, with no step
    besides, and `match` how alike its question is; None where there is none.
    """

    question: str
    chosen: Verified | None
    reason: str
    steps: tuple[Step, ...] = ()
    estimate: Estimate = Estimate()
    remembered: Remembered | None = None
    match: Match | None = None

    @property
    def was_cached(self) -> bool:
        """Say whether the SQL of an earlier answer to the same question served."""
        return self.remembered is not None

    @property
    def sql(self) -> str:
        """The SQL that answers the question, empty where nobody could."""
        return self.chosen.candidate.sql if self.chosen else ""

    @property
    def result(self) -> Result | None:
        """The rows of the answer, as far as they are looked at; None where nobody could answer."""
        return self.chosen.candidate.result if self.chosen else None

    @property
    def pipeline(self) -> str:
        """The last pipeline that gave the SQL, empty where nobody could answer."""
        if self.remembered is not None:
            return self.remembered.pipeline
        gave = [step.pipeline for step in self.steps if step.verified and step.verified.candidate.sql == self.sql]
        return gave[-1] if self.chosen and gave else ""

    @property
    def probability(self) -> float | None:
        """The probability of the answer being right, where it is known."""
        if self.remembered is not None:
            return self.remembered.probability
        return self.steps[-1].decision.probability if self.steps else None

    @property
    def usage(self) -> Usage:
        """What all steps cost together."""
        return total(step.usage for step in self.steps)
