"""The measures of routing: token elasticity, gain over random mixtures, and recovered gap over all budgets."""

from collections.abc import Iterable, Sequence

from .outcome import Point


def token_elasticity(policy: Point, baseline: Point) -> float | None:
    """Return by how many percent accuracy rises for each percent of tokens more than the baseline spends.

    This is TEP of EllieSQL (Zhu et al. 2025, https://arxiv.org/abs/2503.22402). None where it is not defined: for the
    baseline itself, and beside one that is never right or costs nothing. It stays the same along any random mixture
    with the baseline, so it says nothing without `mix_gain`.
    """
    if policy.tokens == baseline.tokens or not baseline.tokens or not baseline.accuracy:
        return None
    gained = (policy.accuracy - baseline.accuracy) / baseline.accuracy
    return gained / ((policy.tokens - baseline.tokens) / baseline.tokens)


def mix_gain(policy: Point, fixed: Iterable[Point]) -> float:
    """Return how much more accurate a policy is than the best random mixture of fixed ones for the same tokens.

    `fixed` are the policies that send all questions to one pipeline. Tokens are spent up to the policy's, not exactly:
    a mixture may leave some. Where no fixed policy is as cheap, the cheapest stands in.
    """
    return policy.accuracy - best_mixture(policy.tokens, fixed)


def best_mixture(tokens: float, fixed: Iterable[Point]) -> float:
    """Return the accuracy of the best random mixture of fixed policies that takes no more than these tokens."""
    points = sorted(fixed, key=lambda point: (point.tokens, -point.accuracy))
    best = max((point.accuracy for point in points if point.tokens <= tokens), default=points[0].accuracy)
    for cheap in points:
        for dear in points:
            if cheap.tokens <= tokens < dear.tokens:
                share = (tokens - cheap.tokens) / (dear.tokens - cheap.tokens)
                best = max(best, cheap.accuracy + share * (dear.accuracy - cheap.accuracy))
    return best


def recovered_gap(weak: Sequence[bool], strong: Sequence[bool], doubt: Sequence[float]) -> float | None:
    """Return the average share of the gap between two pipelines that is recovered, over all numbers of escalations.

    This is APGR of RouteLLM (Ong et al. 2024, https://arxiv.org/abs/2406.18665): the questions that are doubted most
    go to the strong pipeline first; those doubted alike go in equal shares, so that ties favour nobody. Random doubt
    gives 0.5; None where both pipelines are equally often right.
    """
    groups = _by_doubt(doubt)
    return recovered_by_groups((len(group), sum(strong[at] - weak[at] for at in group)) for group in groups)


def recovered_by_groups(groups: Iterable[tuple[int, float]]) -> float | None:
    """Return the same from the sizes of groups that are doubted alike, most doubted first, and what each can gain."""
    area = gained = 0.0
    count = 0
    for size, gain in groups:
        area += size * gained + gain * (size + 1) / 2
        gained += gain
        count += size
    return area / (count + 1) / gained if gained else None


def _by_doubt(doubt: Sequence[float]) -> list[list[int]]:
    """Return the numbers of the questions, most doubted first, those doubted alike together."""
    groups: dict[float, list[int]] = {}
    for at, value in enumerate(doubt):
        groups.setdefault(value, []).append(at)
    return [groups[value] for value in sorted(groups, reverse=True)]
