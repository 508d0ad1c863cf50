"""Compares answers with each other by what they gave: as second opinions, and as a vote."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from .result_sets import same_results
from .verify import Verified

Group = tuple[Verified, ...]  # answers that gave the same result, in their order


def compare(answers: Sequence[Verified | None]) -> list[Verified | None]:
    """Return the answers to one question, each with the number of others that agree with it and that differ."""
    return [
        answer and _counted(answer, [other for number, other in enumerate(answers) if number != at])
        for at, answer in enumerate(answers)
    ]


def _counted(answer: Verified, others: Sequence[Verified | None]) -> Verified:
    if answer.candidate.result is None:
        return answer
    opinions = [other for other in others if other is not None and other.candidate.result is not None]
    agreeing = sum(_agree(answer, opinion) for opinion in opinions)
    return replace(answer, agreeing=agreeing, differing=len(opinions) - agreeing)


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
