"""Learns, as questions end, how much they ask after a call: the time of a question is shared out by that."""

from collections.abc import Sequence
from threading import Lock

from msgspec import Struct, field

from .work import Work


class _Sum(Struct):
    questions: int = 0
    work: Work = Work()


class FollowUps(Struct):
    """What questions have asked after the first, second … call of a step; used by many threads."""

    sums: dict[tuple[str, int], _Sum] = field(default_factory=dict[tuple[str, int], _Sum])
    lock: Lock = field(default_factory=Lock)

    def expected(self, steps: Sequence[str], step: str) -> Work:
        """Return what a question is likely to ask after its next call, one of `step`; `steps` are those it has made.

        That is the mean of the questions that have ended, nothing where none came so far.
        """
        with self.lock:
            found = self.sums.get((step, steps.count(step)), _Sum())
            count = max(found.questions, 1)
            return Work(found.work.input_tokens // count, found.work.output_tokens // count)

    def learn(self, calls: Sequence[tuple[str, Work]]) -> None:
        """Take the calls of a question that has ended, in their order."""
        later, steps = Work(), [step for step, _ in calls]
        with self.lock:
            for at in reversed(range(len(calls))):
                step, work = calls[at]
                found = self.sums.setdefault((step, steps[:at].count(step)), _Sum())
                found.questions += 1
                found.work += later
                later += work
