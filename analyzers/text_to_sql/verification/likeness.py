"""How much a result looks like what others found: the same rows, or at least as many rows and columns."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from ..database import Result
from ..pipeline import Candidate
from .result_sets import same_results

Opinion = Sequence[Candidate]  # what one pipeline holds possible, best first; only what was run tells anything
_Test = Callable[[Result], bool]


class Likeness(Struct, frozen=True):
    """How much of what another holds possible gives the `same` result, as many `rows`, and as many `columns`; 0 to 1.

    Of one opinion that is the share of its candidates, weighed by its confidence in them; of several, the most.
    """

    same: float = 0.0
    rows: float = 0.0
    columns: float = 0.0


def likeness_of(result: Result, opinions: Iterable[Opinion], *, in_order: bool) -> Likeness:
    """Return how like a result is to opinions; `in_order` where the order of its rows is part of it."""
    found = [weighed for opinion in opinions if (weighed := _weighed(opinion))]

    def most(test: _Test) -> float:
        return max((_share(weighed, test) for weighed in found), default=0.0)

    return Likeness(
        most(lambda other: same_results(result, other, in_order=in_order)),
        most(lambda other: len(other.rows) == len(result.rows)),
        most(lambda other: len(other.columns) == len(result.columns)),
    )


def _weighed(opinion: Opinion) -> list[tuple[float, Result]]:
    """Return the results of an opinion, each with its weight; those of unknown confidence weigh alike."""
    ran = [(1.0 if one.confidence is None else one.confidence, one.result) for one in opinion]
    return [(weight, result) for weight, result in ran if result is not None and weight > 0]


def _share(weighed: Sequence[tuple[float, Result]], test: _Test) -> float:
    return sum(weight for weight, result in weighed if test(result)) / sum(weight for weight, _ in weighed)
