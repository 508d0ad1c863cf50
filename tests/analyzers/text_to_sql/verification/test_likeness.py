"""A result is as like to what others hold possible as they are confident in what looks like it."""

import pytest

from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.verification.likeness import Likeness, likeness_of

NAMES = Result(("name",), (("Ann",), ("Bob",)))
TURNED = Result(("name",), (("Bob",), ("Ann",)))
AGES = Result(("name", "age"), (("Ann", 30), ("Bob", 40)))
COUNT = Result(("count(*)",), ((2,),))
FAILED = None


Held = list[tuple[float | None, Result | None]]
CASES: list[tuple[list[Held], Likeness]] = [
    ([], Likeness()),
    ([[]], Likeness()),
    ([[(None, FAILED)]], Likeness()),
    ([[(0.0, NAMES)]], Likeness()),
    ([[(None, TURNED)]], Likeness(1, 1, 1)),
    ([[(None, AGES)]], Likeness(0, 1, 0)),
    ([[(None, COUNT)]], Likeness(0, 0, 1)),
    ([[(0.6, AGES), (0.2, NAMES), (0.2, FAILED)]], Likeness(0.25, 1, 0.25)),
    ([[(0.2, NAMES), (0.6, COUNT)], [(None, AGES)]], Likeness(0.25, 1, 1)),
]


@pytest.mark.parametrize(("opinions", "likeness"), CASES)
def test_a_result_is_as_like_as_others_are_confident(opinions: list[Held], likeness: Likeness) -> None:
    held = [[Candidate("SELECT", confidence, result) for confidence, result in opinion] for opinion in opinions]
    found = likeness_of(NAMES, held, in_order=False)
    assert (found.same, found.rows, found.columns) == pytest.approx((likeness.same, likeness.rows, likeness.columns))


def test_order_tells_results_apart_where_it_is_part_of_the_answer() -> None:
    assert likeness_of(NAMES, [[Candidate("SELECT", None, TURNED)]], in_order=True) == Likeness(0, 1, 1)
