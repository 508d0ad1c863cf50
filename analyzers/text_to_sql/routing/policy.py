"""The contract of a policy: where to start, and after each attempt whether to accept, escalate or stop."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from ..complexity.estimate import Estimate
from ..verification.verify import Verified

STOP_AFTER = 4  # answers that all differ, before one gives up asking
_NEAR = 0.1  # by which probabilities of being right hardly differ


class Action(StrEnum):
    """What happens after an attempt."""

    ACCEPT = "accept"
    ESCALATE = "escalate"
    STOP = "stop"


class Decision(Struct, frozen=True):
    """What to do, and why, as a fact in lower case. `probability` is that of the answer being right, where known.

    `answer` is the one that is accepted, where the policy knows better than `best_of`.
    """

    action: Action
    reason: str
    probability: float | None = None
    answer: Verified | None = None


class Tried(Struct, frozen=True):
    """What one pipeline came up with: its best candidate, verified; None where it gave none."""

    pipeline: str
    verified: Verified | None


def percent(probability: float) -> str:
    """Return a probability as people read it; nothing is told to be certain."""
    return f"{min(probability, 0.99):.0%}"


def taken(probabilities: Sequence[float], least: float) -> int | None:
    """Return the place of the answer to take, the latest of the likeliest; None where none is as likely as `least`.

    Whoever was asked later costs more, and knows more than can be seen of an answer: on public answers to Spider's
    development set, more are right so than where the very likeliest are taken.
    """
    enough = {at: one for at, one in enumerate(probabilities) if 0 < one >= least}
    return max((at for at, one in enough.items() if one >= max(enough.values()) - _NEAR), default=None)


def best_of(tried: Sequence[Tried]) -> Verified | None:
    """Return the sound answer that most others agree with, the latest of equals; None where none is sound."""
    sound = [one.verified for one in tried if one.verified is not None and one.verified.is_sound]
    return max(reversed(sound), key=lambda verified: (verified.agreeing, -len(verified.doubts)), default=None)


class Policy(Protocol):
    """A way to choose pipelines. Pipelines are named in their order, cheapest first."""

    @property
    def name(self) -> str: ...

    def start(self, estimate: Estimate, pipelines: Sequence[str]) -> tuple[str, str]:
        """Return the pipeline to begin with, and why."""
        ...

    def decide(self, tried: Sequence[Tried], left: Sequence[str], estimate: Estimate) -> Decision:
        """Return what to do after the last of these attempts; `left` are the pipelines that may still be tried."""
        ...
