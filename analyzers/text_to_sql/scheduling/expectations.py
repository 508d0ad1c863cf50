"""What a trace lets one expect of a call before it is made: its answer's length, and what comes after it."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from msgspec import Struct

from .trace import TracedCall, TracedQuestion
from .work import Work


class Expectations(Struct, frozen=True):
    """Means by the names of steps: tokens of the answer, and work of all later stages."""

    output_tokens: Mapping[str, int]
    later: Mapping[str, Work]

    def work(self, call: TracedCall) -> Work:
        """Return what a call will ask: its prompt is known, its answer is not."""
        return Work(call.input_tokens, self.output_tokens[call.step])


def expectations_of(trace: Sequence[TracedQuestion]) -> Expectations:
    """Return what the calls of a trace were like on average."""
    outputs: dict[str, list[int]] = {}
    later: dict[str, list[Work]] = {}
    for question in trace:
        left = Work()
        for stage in reversed(question.stages):
            for call in stage:
                outputs.setdefault(call.step, []).append(call.output_tokens)
                later.setdefault(call.step, []).append(left)
            left += _longest(stage)
    return Expectations(
        {step: round(fmean(found)) for step, found in outputs.items()},
        {step: _mean(found) for step, found in later.items()},
    )


def whole_work(question: TracedQuestion) -> Work:
    """Return the work that has to be done one call after the other: of each stage, the longest call."""
    return sum((_longest(stage) for stage in question.stages), Work())


def _longest(stage: Iterable[TracedCall]) -> Work:
    return max((call.work for call in stage), key=lambda work: (work.output_tokens, work.input_tokens))


def _mean(works: Sequence[Work]) -> Work:
    return Work(round(fmean(work.input_tokens for work in works)), round(fmean(work.output_tokens for work in works)))
