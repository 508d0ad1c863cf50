"""How well doubts about a cheap answer tell when to ask a dearer system, for pairs of systems."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from ..complexity.hardness import Hardness
from .bootstrap import cluster_interval
from .judged import Judged, JudgedQuestion
from .measures import recovered_by_groups
from .policy_points import ROUNDS, Measured

_HARDNESS = {rating.value: float(at) for at, rating in enumerate(Hardness)}
GOLD = "hardness of the gold"
_STEPS = 20  # of a curve


class Escalated(Struct, frozen=True):
    """What comes of asking the dearer system for this share of the questions; the mean of all tokens a question."""

    share: float
    accuracy: float
    tokens: float


class PairFigures(Struct, frozen=True):
    """The gap between two systems that a doubt recovers (APGR), over all budgets; a random choice recovers 0.5.

    `curve` goes from never asking the dearer system to always; its tokens include those of a third system.
    """

    cheap: str
    dear: str
    doubt: str
    recovered: Measured
    curve: tuple[Escalated, ...]


class Doubted(Struct, frozen=True):
    """What may be doubted in an answer: how much, of a question, and the tokens that it takes to know."""

    name: str
    level: Callable[[JudgedQuestion], float]
    tokens: float = 0.0


def doubts_about(cheap: int, dear: int, names: Sequence[str], asked: Sequence[JudgedQuestion]) -> list[Doubted]:
    """Return what may be doubted in the answers of a cheap system.

    That is the class of the gold SQL, which no router knows; what was expected before anybody answered; the system's
    own confidence, where it tells one; and whether its answer gives what that of a third system gives that
    takes fewer tokens than the dear one.
    """
    found = [
        Doubted(GOLD, lambda one: _HARDNESS.get(one.hardness, 0.0)),
        Doubted("expected hardness", lambda one: round(one.expected, 2)),
    ]
    if any(one.answers[cheap].confidence is not None for one in asked):
        found.append(Doubted("its own confidence", lambda one: 1 - round(one.answers[cheap].confidence or 0.0, 2)))
    dearest = _tokens(dear, asked)
    for voter, name in enumerate(names):
        if voter not in (cheap, dear) and (tokens := _tokens(voter, asked)) < dearest:
            found.append(Doubted(f"difference from {name}", _differing(cheap, voter), tokens))
    return found


def _tokens(system: int, asked: Sequence[JudgedQuestion]) -> float:
    """Return the mean of the tokens of a system; what is unknown, as with a model of one's own, counts as none."""
    return sum(one.answers[system].tokens or 0.0 for one in asked) / len(asked)


def _differing(cheap: int, voter: int) -> Callable[[JudgedQuestion], float]:
    def doubt(one: JudgedQuestion) -> float:
        answer, other = one.answers[cheap], one.answers[voter]
        return 2.0 if answer.kind is None else float(answer.kind != other.kind)

    return doubt


def recovered_of(cheap: int, dear: int, doubt: Doubted, asked: Sequence[JudgedQuestion]) -> Measured | None:
    """Return the recovered gap with its interval; None where both systems are equally often right."""
    levels = _levels(asked, doubt, lambda one: _gain(one.answers[cheap], one.answers[dear]))
    count = len({one.database for one in asked})

    def measure(sample: Sequence[int]) -> float | None:
        times = [0] * count
        for at in sample:
            times[at] += 1
        return recovered_by_groups(_weighted(levels, times))

    value = measure(range(count))
    return None if value is None else Measured(value, cluster_interval(count, measure, rounds=ROUNDS))


def curve_of(cheap: int, dear: int, doubt: Doubted, asked: Sequence[JudgedQuestion]) -> tuple[Escalated, ...]:
    """Return what comes of escalating the most doubted answers, step by step; those doubted alike in equal shares."""
    ordered = sorted(asked, key=doubt.level, reverse=True)
    groups = [list(group) for _, group in groupby(ordered, key=doubt.level)]
    right = sum(one.answers[cheap].is_right for one in asked)
    tokens = sum((one.answers[cheap].tokens or 0.0) + doubt.tokens for one in asked)
    found: list[Escalated] = []
    for step in range(_STEPS + 1):
        left, gained, spent = len(asked) * step / _STEPS, 0.0, 0.0
        for group in groups:
            share = min(1.0, left / len(group))
            gained += share * sum(_gain(one.answers[cheap], one.answers[dear]) for one in group)
            spent += share * sum(one.answers[dear].tokens or 0.0 for one in group)
            left -= share * len(group)
        found.append(Escalated(step / _STEPS, (right + gained) / len(asked), (tokens + spent) / len(asked)))
    return tuple(found)


def _gain(cheap: Judged, dear: Judged) -> int:
    return dear.is_right - cheap.is_right


def _levels(
    asked: Sequence[JudgedQuestion], doubt: Doubted, gain: Callable[[JudgedQuestion], int]
) -> list[dict[int, tuple[int, int]]]:
    """Return for each level of doubt, the highest first, how many questions each database has there, and the gain."""
    places = {name: at for at, name in enumerate(sorted({one.database for one in asked}))}
    levels: dict[float, dict[int, tuple[int, int]]] = {}
    for one in asked:
        level, at = levels.setdefault(doubt.level(one), {}), places[one.database]
        count, gained = level.get(at, (0, 0))
        level[at] = (count + 1, gained + gain(one))
    return [levels[value] for value in sorted(levels, reverse=True)]


def _weighted(levels: Sequence[dict[int, tuple[int, int]]], times: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Yield size and gain of each level where each database stands so many times."""
    for level in levels:
        size = sum(times[at] * count for at, (count, _) in level.items())
        yield size, sum(times[at] * gain for at, (_, gain) in level.items())
