"""The contract of a policy: where to start, and after each attempt whether to accept, escalate or stop."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from ..complexity.estimate import Estimate
from ..verification.verify import Verified

STOP_AFTER = 4  # answers that all differ, before one gives up asking


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
