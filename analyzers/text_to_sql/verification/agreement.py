"""Compares answers with each other by what they gave: as second opinions, and as a vote."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from .likeness import Opinion, likeness_of
from .result_sets import same_results
from .verify import Verified

Group = tuple[Verified, ...]  # answers that gave the same result, in their order


def compare(answers: Sequence[Verified | None], besides: Sequence[Opinion] | None = None) -> list[Verified | None]:
    """Return the answers to one question, each with how many others agree and differ, and how like it is to them.

    `besides` are for each answer the further candidates of whoever gave it.
    """
    further = besides or [()] * len(answers)
    opinions = [(*_own(answer), *candidates) for answer, candidates in zip(answers, further, strict=True)]
    return [
        answer and _counted(answer, [*answers[:at], *answers[at + 1 :]], [*opinions[:at], *opinions[at + 1 :]])
        for at, answer in enumerate(answers)
    ]


def _own(answer: Verified | None) -> Opinion:
    return (answer.candidate,) if answer is not None else ()


def _counted(answer: Verified, others: Sequence[Verified | None], opinions: Sequence[Opinion]) -> Verified:
    result = answer.candidate.result
    if result is None:
        return answer
    given = [other for other in others if other is not None and other.candidate.result is not None]
    agreeing = sum(_agree(answer, other) for other in given)
    likeness = likeness_of(result, opinions, in_order=answer.is_sorted)
    return replace(answer, agreeing=agreeing, differing=len(given) - agreeing, likeness=likeness)


def grouped(answers: Iterable[Verified]) -> list[Group]:
    """Return the sound answers by their results: the largest group first, of equals the least doubtful, then by age."""
    groups: list[list[Verified]] = []
    for answer in answers:
        if answer.is_sound:
            home = next((group for group in groups if _agree(group[0], answer)), None)
            if home is None:
                groups.append([answer])
            else:
                home.append(answer)
    return [tuple(group) for group in sorted(groups, key=lambda group: (-len(group), len(group[0].doubts)))]


def is_settled(groups: Sequence[Group], left: int) -> bool:
    """Say whether so many more answers cannot change which group is the largest."""
    sizes = [*map(len, groups), 0, 0]
    return sizes[0] - sizes[1] > left


def _agree(first: Verified, second: Verified) -> bool:
    ours, theirs = first.candidate.result, second.candidate.result
    return ours is not None and theirs is not None and same_results(ours, theirs, in_order=first.is_sorted)
