"""The ranking agrees with what the paper prints, and says where the print is wrong."""

import pytest

from weft.analyzers.sql_lint.ranking import MOSTLY_READ, READ_AND_WRITE, Weights, rank_queries, score
from weft.analyzers.sql_lint.rule import Impact

# Figure 7: read factor, write factor, maintainability, amplification.
INDEX_UNDERUSE = Impact(read=1.5)
ENUMERATED_TYPES = Impact(write=10, maintainability=2, amplification=1)


def test_the_examples_of_the_paper_come_out() -> None:
    assert score(INDEX_UNDERUSE, MOSTLY_READ) == pytest.approx(0.21)
    assert score(ENUMERATED_TYPES, MOSTLY_READ) == pytest.approx(0.175)
    assert score(INDEX_UNDERUSE, READ_AND_WRITE) == pytest.approx(0.12)


def test_one_number_of_the_paper_does_not_follow_from_its_formula() -> None:
    printed = 0.47
    assert (
        score(ENUMERATED_TYPES, READ_AND_WRITE) == pytest.approx(0.4 + 0.1 * 2 / 5 + 0.04 / 8) == pytest.approx(0.445)
    )
    assert score(ENUMERATED_TYPES, READ_AND_WRITE) != pytest.approx(printed)


def test_the_weights_decide_which_is_worse() -> None:
    assert score(INDEX_UNDERUSE, MOSTLY_READ) > score(ENUMERATED_TYPES, MOSTLY_READ)
    assert score(INDEX_UNDERUSE, READ_AND_WRITE) < score(ENUMERATED_TYPES, READ_AND_WRITE)


def test_each_part_has_a_ceiling() -> None:
    assert score(Impact(10_000, 10_000, 99, 99, 1, 1)) == pytest.approx(0.98)
    assert score(Impact(1, 1, 1, 1, 1, 1), Weights(0, 0, 0, 0, 0, 1)) == 1
    assert score(Impact()) == 0


def test_queries_are_ranked_by_their_number_of_anti_patterns_or_by_their_scores() -> None:
    found = [("few", 0.5), ("many", 0.1), ("many", 0.1), ("many", 0.1), ("one", 0.2)]
    assert rank_queries(found, "count") == {"many": 0, "few": 1, "one": 2}
    assert rank_queries(found, "sum") == {"few": 0, "many": 1, "one": 2}
