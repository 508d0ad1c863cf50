"""Confidence intervals that take databases, not questions, for the independent samples."""

from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct


class Interval(Struct, frozen=True):
    """Between which values a measure lies; `low` and `high` are percentiles of resampled measures."""

    low: float
    high: float


def interval(
    databases: Sequence[str],
    measure: Callable[[Sequence[int]], float | None],
    *,
    level: float = 0.95,
    rounds: int = 2000,
    seed: int = 0,
) -> Interval | None:
    """Return the confidence interval of a measure by a cluster bootstrap over databases.

    `databases` names the database of each question; `measure` is called with numbers of questions, some of them
    several times, and its Nones are left out. None where no round gave a measure, and for a single database, which says
    nothing of others. The percentile method of Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter
    13, with whole databases drawn with replacement.
    """
    questions: dict[str, list[int]] = {}
    for at, name in enumerate(databases):
        questions.setdefault(name, []).append(at)
    clusters = [questions[name] for name in sorted(questions)]
    return cluster_interval(
        len(clusters),
        lambda sample: measure([at for cluster in sample for at in clusters[cluster]]),
        level=level,
        rounds=rounds,
        seed=seed,
    )


def cluster_interval(
    count: int,
    measure: Callable[[Sequence[int]], float | None],
    *,
    level: float = 0.95,
    rounds: int = 2000,
    seed: int = 0,
) -> Interval | None:
    """Return the interval of a measure that is called with numbers of clusters, below `count`, some several times.

    For measures that can be had from sums over each cluster, which takes a fraction of the time of `interval`.
    """
    if count < 2:
        return None
    random = Random(seed)
    drawn = (random.choices(range(count), k=count) for _ in range(rounds))
    measures = sorted(value for sample in drawn if (value := measure(sample)) is not None)
    if not measures:
        return None
    tail = (1 - level) / 2
    return Interval(_percentile(measures, tail), _percentile(measures, 1 - tail))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return a percentile by linear interpolation."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
