"""Comparisons of systems say what the measures say of single policies, and what no tokens are known for stays open."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.analyzers.text_to_sql.evaluation.bootstrap import cluster_interval, interval
from weft.analyzers.text_to_sql.evaluation.comparison import compare_systems
from weft.analyzers.text_to_sql.evaluation.judged import Judged, JudgedQuestion
from weft.analyzers.text_to_sql.evaluation.measures import recovered_gap
from weft.analyzers.text_to_sql.evaluation.pairs import curve_of, doubts_about, recovered_of

NAMES = ("cheap", "dear", "voter")


def question(number: int, rights: tuple[bool, ...], kinds: tuple[int | None, ...], hardness: str) -> JudgedQuestion:
    answers = tuple(
        Judged(int(is_right), 1, kind, tokens)
        for is_right, kind, tokens in zip(rights, kinds, (10.0, 100.0, 1.0), strict=True)
    )
    return JudgedQuestion(number, f"d{number % 4}", hardness, 0.5, answers)


questions = st.lists(
    st.tuples(
        st.tuples(st.booleans(), st.booleans(), st.booleans()),
        st.tuples(st.sampled_from((0, None)), st.just(1), st.sampled_from((0, 2, None))),
        st.sampled_from(("easy", "medium", "hard", "extra")),
    ),
    min_size=5,
    max_size=30,
).map(lambda found: [question(number, *one) for number, one in enumerate(found)])


@given(questions)
def test_pairs_recover_what_the_measure_over_questions_says(asked: list[JudgedQuestion]) -> None:
    weak, strong = ([one.answers[at].is_right for one in asked] for at in (0, 1))
    for doubt in doubts_about(0, 1, NAMES, asked):
        expected = recovered_gap(weak, strong, [doubt.level(one) for one in asked])
        found = recovered_of(0, 1, doubt, asked)
        assert (found and found.value) == (expected and pytest.approx(expected))


@given(questions)
def test_curves_go_from_the_cheap_system_to_the_dear_one_on_top_of_it(asked: list[JudgedQuestion]) -> None:
    for doubt in doubts_about(0, 1, NAMES, asked):
        curve, count = curve_of(0, 1, doubt, asked), len(asked)
        assert curve[0].tokens == pytest.approx(10 + doubt.tokens)
        assert curve[-1].tokens == pytest.approx(110 + doubt.tokens)
        assert curve[0].accuracy == pytest.approx(sum(one.answers[0].is_right for one in asked) / count)
        assert curve[-1].accuracy == pytest.approx(sum(one.answers[1].is_right for one in asked) / count)


def test_a_voter_that_is_as_dear_as_the_dear_system_is_none() -> None:
    asked = [question(0, (True, True, True), (0, 1, 0), "easy")]
    assert [doubt.name for doubt in doubts_about(0, 1, NAMES, asked)][2:] == ["difference from voter"]
    assert [doubt.name for doubt in doubts_about(0, 2, NAMES, asked)][2:] == []


def test_an_answer_that_gives_nothing_is_doubted_more_than_one_that_differs() -> None:
    kinds = ((0, 1, 0), (0, 1, 2), (None, 1, None))
    asked = [question(at, (True, True, True), each, "easy") for at, each in enumerate(kinds)]
    doubt = doubts_about(0, 1, NAMES, asked)[-1]
    levels = [doubt.level(one) for one in asked]
    assert levels == sorted(set(levels))


def test_a_system_for_as_many_tokens_is_one_to_be_compared_with() -> None:
    asked = [
        JudgedQuestion(at, f"d{at}", "easy", 0.5, (Judged(1, 1, 0, 10.0), Judged(at % 2, 1, 1, 10.0)))
        for at in range(4)
    ]
    better, worse = compare_systems(asked, ("better", "worse")).systems
    assert (better.mix_gain and better.mix_gain.value, worse.mix_gain and worse.mix_gain.value) == (0.5, -0.5)


def test_clusters_give_the_interval_of_their_questions() -> None:
    databases = ["b", "a", "b", "c", "a", "b"]
    right = [1, 0, 1, 1, 0, 0]
    sums = {"a": (0, 2), "b": (2, 3), "c": (1, 1)}

    def over_clusters(sample: Sequence[int]) -> float:
        chosen = [sums["abc"[at]] for at in sample]
        return sum(count for count, _ in chosen) / sum(size for _, size in chosen)

    assert cluster_interval(3, over_clusters) == interval(
        databases, lambda sample: sum(right[at] for at in sample) / len(sample)
    )


def test_baselines_lie_where_they_are_expected() -> None:
    kinds = (0, 1, 2)
    asked = [
        question(0, (True, True, False), kinds, "easy"),
        question(1, (False, True, False), kinds, "hard"),
        question(2, (True, False, False), kinds, "extra"),
        question(3, (False, True, True), kinds, "easy"),
    ]
    found = compare_systems(asked, NAMES, "cheap")
    points = {row.name: (row.accuracy.value, row.tokens) for row in (*found.systems, *found.baselines)}
    assert (found.basic, found.strong) == ("cheap", "dear")
    assert points == {
        "cheap": (0.5, 10),
        "dear": (0.75, 100),
        "voter": (0.25, 1),
        "random mix": (0.625, 55),
        "hardness of gold": (0.5, 55),
        "oracle": (1.0, 55),
    }


def test_unknown_tokens_leave_open_what_needs_them() -> None:
    asked = [JudgedQuestion(0, "d", "easy", 0.1, (Judged(1, 1, 0), Judged(0, 1, 1, 5.0)))]
    found = compare_systems(asked, ("unknown", "known"))
    unknown, known = found.systems
    assert (unknown.tokens, unknown.elasticity, unknown.mix_gain) == (None, None, None)
    assert (known.tokens, found.basic, found.strong, found.baselines, found.pairs) == (5.0, "known", "", (), ())


def test_questions_that_cannot_be_judged_count_for_nothing() -> None:
    asked = [JudgedQuestion(0, "d", answers=(Judged(1, 1, 0),)), JudgedQuestion(1, "d", problem="no gold")]
    found = compare_systems(asked, ("only",))
    assert (found.questions, found.left_out, found.systems[0].accuracy.value) == (1, {"1": "no gold"}, 1.0)
    with pytest.raises(ValueError, match="no question could be judged"):
        compare_systems(asked[1:], ("only",))
