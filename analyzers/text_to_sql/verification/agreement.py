"""Groups answers by what they gave, as a vote among them."""

from collections.abc import Iterable, Sequence

from .result_sets import same_results
from .verify import Verified

Group = tuple[Verified, ...]  # answers that gave the same result, in their order


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
