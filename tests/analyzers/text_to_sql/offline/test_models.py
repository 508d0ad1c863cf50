"""Linear models, trees, preferences and calibrations give the numbers that their weights say."""

import math

import pytest

from weft.analyzers.text_to_sql.models.calibration import Calibration
from weft.analyzers.text_to_sql.models.hashed_linear import HashedLinear, packed, place_of
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.models.probabilities import log_shares
from weft.analyzers.text_to_sql.models.trees import Tree, Trees
from weft.analyzers.text_to_sql.offline.lexicon import classes_of
from weft.analyzers.text_to_sql.offline.model import read_weights
from weft.analyzers.text_to_sql.offline.preference import Preference, verdicts_of
from weft.analyzers.text_to_sql.training.offline_labels import is_same


def test_linear_models_add_up_their_rows() -> None:
    rows = [[0, 0] for _ in range(16)]
    rows[place_of("a", 4)] = [127, -3]
    model = HashedLinear(("one", "two"), 4, (0.5, 2.0), packed(rows))
    assert model.scores({"a": 2.0}) == [127.0, -12.0]
    assert model.scores({}) == [0.0, 0.0]


def test_shares_sum_to_one() -> None:
    assert sum(math.exp(share) for share in log_shares([1.0, 700.0, -800.0])) == pytest.approx(1.0)


@pytest.mark.parametrize(("feature", "value"), [(1.0, -2.0), (1.5, -2.0), (1.6, 3.0)])
def test_trees_go_left_up_to_the_threshold(feature: float, value: float) -> None:
    tree = Tree((0, -1, -1), (1.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.0, -2.0, 3.0))
    assert Trees(1.0, (tree, tree)).logit([feature]) == 1.0 + 2 * value


def test_candidates_with_one_result_stand_together() -> None:
    preference = Preference((1.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    rows = [[math.log(3.0)], [math.log(2.0)], [math.log(2.0)]]
    verdicts = verdicts_of(rows, ["a", "b", "b"], [0.0, 0.0, 0.0], preference)
    assert [round(one.own * 7, 6) for one in verdicts] == [3, 2, 2]
    assert [round(one.shared * 7, 6) for one in verdicts] == [3, 4, 4]
    assert verdicts[1].trust == pytest.approx(2 / 7)


@pytest.mark.parametrize(("feature", "score"), [(-2.0, -2.0), (0.0, 5.0), (2.0, 22.0), (1e9, 220.0)])
def test_preferences_bend_at_zero(feature: float, score: float) -> None:
    assert Preference((1.0,), (10.0,), (5.0,)).score([feature]) == score


@pytest.mark.parametrize(("score", "share"), [(0.0, 0.1), (0.2, 0.1), (0.4, 0.4), (0.6, 0.7), (9.0, 0.7)])
def test_calibrations_are_lines_between_corners(score: float, share: float) -> None:
    assert Calibration((0.2, 0.6), (0.1, 0.7)).probability(score) == pytest.approx(share)


@pytest.mark.parametrize(
    ("words", "classes"),
    [
        ("the most expensive", "- MOST -"),
        ("at most three", "- LESS -"),
        ("at least three", "- MORE -"),
        ("show the lowest", "ASK - LEAST"),
    ],
)
def test_words_are_told_by_what_they_ask_for(words: str, classes: str) -> None:
    assert " ".join(classes_of(words.split(), "-" * 3)) == classes


@pytest.mark.parametrize(
    ("rows", "others", "is_ordered", "expected"),
    [
        ([(1, "a"), (2, "b")], [("b", 2), ("a", 1)], False, True),
        ([(1, "a"), (2, "b")], [("b", 2), ("a", 1)], True, False),
        ([(1, "a"), (2, "b")], [("a", 1), ("b", 2)], True, True),
        ([(1, 2), (2, 1)], [(1, 2), (1, 2)], False, False),
        ([(1,), (1,)], [(1,)], False, False),
        ([(None,)], [(None,)], False, True),
        ([], [], True, True),
        ([(1,)], [(1, 2)], False, False),
    ],
)
def test_results_are_compared(
    rows: list[tuple[object, ...]], others: list[tuple[object, ...]], is_ordered: bool, expected: bool
) -> None:
    assert is_same(rows, others, is_ordered=is_ordered) is expected


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_other_files_are_no_weights(content: bytes) -> None:
    with pytest.raises(UnusableModel):
        read_weights(content)
