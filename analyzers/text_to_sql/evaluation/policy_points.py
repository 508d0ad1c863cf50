"""Policies as what they make of each question, added up over databases, so that intervals take little time."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from .bootstrap import Interval, cluster_interval
from .measures import mix_gain, token_elasticity
from .outcome import Point

ROUNDS = 1000
Measure = Callable[[Sequence[int]], float | None]


class Share(Struct, frozen=True):
    """What a policy makes of one question: right from 0 to 1, as policies may toss coins, and the tokens it takes."""

    database: str
    right: float
    tokens: float | None
    cost: float | None = None


class Measured(Struct, frozen=True):
    """A measure with its 95 % interval, by a bootstrap over databases; none where no resample has the measure."""

    value: float
    interval: Interval | None


class Sums(Struct, frozen=True):
    """A policy by databases, in the order of their names: how many questions, how many right, how many tokens."""

    counts: tuple[int, ...]
    right: tuple[float, ...]
    tokens: tuple[float, ...] | None

    def accuracy(self, sample: Sequence[int]) -> float:
        """Return the share of right answers over databases, some of them several times."""
        return sum(self.right[at] for at in sample) / sum(self.counts[at] for at in sample)

    def point(self, sample: Sequence[int]) -> Point:
        """Return accuracy and tokens over databases; there must be tokens."""
        assert self.tokens is not None
        tokens = sum(self.tokens[at] for at in sample) / sum(self.counts[at] for at in sample)
        return Point(self.accuracy(sample), tokens)


def sums_of(shares: Sequence[Share]) -> Sums:
    """Add up what a policy makes of all questions; without tokens where those of any question are unknown."""
    places = {name: at for at, name in enumerate(sorted({share.database for share in shares}))}
    counts, right, tokens = [0] * len(places), [0.0] * len(places), [0.0] * len(places)
    for share in shares:
        at = places[share.database]
        counts[at] += 1
        right[at] += share.right
        tokens[at] += share.tokens or 0.0
    is_known = all(share.tokens is not None for share in shares)
    return Sums(tuple(counts), tuple(right), tuple(tokens) if is_known else None)


def accuracy_of(policy: Sums) -> Measured:
    """Return the share of right answers."""
    whole = range(len(policy.counts))
    return Measured(policy.accuracy(whole), cluster_interval(len(whole), policy.accuracy, rounds=ROUNDS))


def elasticity_of(policy: Sums, basic: Sums) -> Measured | None:
    """Return the token elasticity beside the basic policy; None where it is not defined."""

    def measure(sample: Sequence[int]) -> float | None:
        return token_elasticity(policy.point(sample), basic.point(sample))

    return _measured(len(policy.counts), measure)


def mix_gain_of(policy: Sums, others: Sequence[Sums]) -> Measured | None:
    """Return the gain over the best random mixture of others; None where none of them is as cheap."""
    if not any(other.point(range(len(other.counts))).tokens <= _tokens(policy) for other in others):
        return None

    def measure(sample: Sequence[int]) -> float:
        return mix_gain(policy.point(sample), [other.point(sample) for other in others])

    return _measured(len(policy.counts), measure)


def _tokens(policy: Sums) -> float:
    return policy.point(range(len(policy.counts))).tokens


def _measured(count: int, measure: Measure) -> Measured | None:
    value = measure(range(count))
    return None if value is None else Measured(value, cluster_interval(count, measure, rounds=ROUNDS))
