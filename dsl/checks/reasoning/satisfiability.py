"""Whether conditions can hold together, by trying the values that stand for all others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...expressions import And, Expression, Not, Value
from ...value_types import Bool
from .conditions import KeepsBounds, subjects_of
from .terms import Term
from .truth import test_of

MOST_CASES = 10_000  # beyond this nothing is said

Assignment = Mapping[Term, Value]


class TooManyCasesError(Exception):
    """There are more cases than are worth trying."""


def negated(condition: Expression) -> Expression:
    """Return the opposite of a condition."""
    if isinstance(condition, Not):
        return condition.operand
    return Not(type=Bool(), span=condition.span, operand=condition)


def is_impossible(conditions: Sequence[Expression], keeps_bounds: KeepsBounds) -> bool:
    """Tell whether conditions surely never hold together; False also where that cannot be told."""
    return any(_has_no_case(group, keeps_bounds) for group in _groups(conditions))


def _has_no_case(conditions: Sequence[Expression], keeps_bounds: KeepsBounds) -> bool:
    try:
        return next(assignments(conditions, keeps_bounds), None) is None
    except TooManyCasesError:
        return False


def _groups(conditions: Iterable[Expression]) -> list[list[Expression]]:
    """Return conditions in groups that have nothing in common, so that each can be looked at by itself."""
    groups: list[tuple[set[Term], list[Expression]]] = []
    for condition in _conjuncts(conditions):
        terms, members = set(subjects_of([condition])), [condition]
        apart = [group for group in groups if group[0].isdisjoint(terms)]
        for group in groups:
            if not group[0].isdisjoint(terms):
                terms |= group[0]
                members = [*group[1], *members]
        groups = [*apart, (terms, members)]
    return [members for _, members in groups]


def _conjuncts(conditions: Iterable[Expression]) -> Iterator[Expression]:
    for condition in conditions:
        if isinstance(condition, And):
            yield from _conjuncts(condition.operands)
        else:
            yield condition


def assignments(conditions: Sequence[Expression], keeps_bounds: KeepsBounds) -> Iterator[Assignment]:
    """Yield the cases in which conditions may hold together; raises TooManyCasesError after too many."""
    subjects = subjects_of(conditions)
    options = [(term, subject.values(keeps_bounds)) for term, subject in subjects.items()]
    if all(test_of(condition)({}) is not False for condition in conditions):
        yield from _Search(conditions, options).cases({}, 0)


class _Search:
    """A search through the cases, cut off wherever a condition already fails."""

    def __init__(self, conditions: Sequence[Expression], options: list[tuple[Term, tuple[Value, ...]]]) -> None:
        self._options = options
        self._tried = 0
        tests = [(test_of(condition), set(subjects_of([condition]))) for condition in conditions]
        self._touched = [[test for test, own in tests if term in own] for term, _ in options]

    def cases(self, known: dict[Term, Value], position: int) -> Iterator[Assignment]:
        """Yield all cases in which the first subjects have known values."""
        if position == len(self._options):
            yield known
            return
        term, values = self._options[position]
        for value in values:
            self._tried += 1
            if self._tried > MOST_CASES:
                raise TooManyCasesError
            wider = {**known, term: value}
            if all(test(wider) is not False for test in self._touched[position]):
                yield from self.cases(wider, position + 1)
