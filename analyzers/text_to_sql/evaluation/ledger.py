"""Adds up what systems took, by the pipelines that they asked and by stages, and what was decided on each answer."""

from collections.abc import Sequence

from msgspec import Struct

from ..routing.policy import Action
from ..stages import Stage
from .judged import Judged, JudgedStep, Spent


class StageFigures(Struct, frozen=True):
    """What a stage took over all questions."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: float

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.prompt_tokens + self.completion_tokens


class AskedFigures(Struct, frozen=True):
    """A pipeline that a system asked: for how many questions, what was decided on its answers, and what it took.

    `decisions` are empty where the pipeline is the whole system, `stages` in their order.
    """

    pipeline: str
    questions: int
    decisions: dict[Action, int]
    stages: dict[Stage, StageFigures]


def asked_by(answers: Sequence[Judged]) -> tuple[AskedFigures, ...]:
    """Return what became of each pipeline in the answers of one system, in the order in which they were first asked.

    Nothing where answers were read, as nobody knows how they came about.
    """
    found: dict[str, list[JudgedStep]] = {}
    for step in (step for answer in answers for step in answer.steps):
        found.setdefault(step.pipeline, []).append(step)
    return tuple(_asked(name, steps) for name, steps in found.items())


def _asked(name: str, steps: Sequence[JudgedStep]) -> AskedFigures:
    decisions = [step.decision for step in steps]
    counted = {action: decisions.count(action) for action in Action if any(decisions)}
    spent = {stage: [step.stages[stage] for step in steps if stage in step.stages] for stage in Stage}
    return AskedFigures(name, len(steps), counted, {stage: _summed(all_) for stage, all_ in spent.items() if all_})


def _summed(spent: Sequence[Spent]) -> StageFigures:
    return StageFigures(
        sum(one.calls for one in spent),
        sum(one.prompt_tokens for one in spent),
        sum(one.completion_tokens for one in spent),
        sum(one.cost for one in spent),
    )
