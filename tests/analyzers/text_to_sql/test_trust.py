"""Trust follows what can be seen of an answer, and thresholds keep their budget."""

import pytest

from weft.analyzers.text_to_sql.calibration import Trial, best_within, thresholds
from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.estimate import Estimate
from weft.analyzers.text_to_sql.models.linear_model import UnusableModel
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.training.trusting import Judged, fit_trust
from weft.analyzers.text_to_sql.trust import facts_of, read_trust, shipped_trust, write_trust
from weft.analyzers.text_to_sql.verification.verify import Verified

ANSWER = Candidate("SELECT 1", result=Result(("x",), ((1,),)))
NOTHING = Estimate()


def test_a_second_opinion_counts_most() -> None:
    trust = shipped_trust()
    alone, agreed, differed = (
        trust.probability(Verified(ANSWER, agreeing=agreeing, differing=differing), NOTHING)
        for agreeing, differing in ((0, 0), (1, 0), (0, 1))
    )
    assert differed < alone < agreed
    assert agreed > 0.9
    assert differed < 0.6


def test_what_cannot_be_the_answer_is_not_trusted() -> None:
    trust = shipped_trust()
    assert trust.probability(None, NOTHING) == 0
    assert trust.probability(Verified(ANSWER, problems=("it is no query",)), NOTHING) == 0
    doubted = Verified(ANSWER, doubts=("it gives no rows",))
    assert trust.probability(doubted, NOTHING) < trust.probability(Verified(ANSWER), NOTHING)


def test_a_pipeline_that_knows_how_sure_it_is_is_believed() -> None:
    sure, unsure = (Verified(Candidate("SELECT 1", confidence, ANSWER.result)) for confidence in (0.95, 0.2))
    assert shipped_trust().probability(sure, NOTHING) > 0.9
    assert shipped_trust().probability(unsure, NOTHING) < 0.3


def test_trust_can_be_fitted_and_kept() -> None:
    right = Judged(facts_of(Verified(ANSWER, agreeing=1), NOTHING), is_right=True)
    wrong = Judged(facts_of(Verified(ANSWER, differing=1), NOTHING), is_right=False)
    trust = fit_trust([right, wrong] * 20)
    assert trust.weights["agreeing"] > 0 > trust.weights["differing"]
    assert read_trust(write_trust(trust)) == trust
    with pytest.raises(ValueError, match="some candidates must be right"):
        fit_trust([right] * 5)


@pytest.mark.parametrize("content", [b"{}", b'{"start": 0, "weights": {"charm": 1}}'])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(UnusableModel):
        read_trust(content)


def test_thresholds_keep_their_budget() -> None:
    trials = [
        Trial(0.9, cheap_is_right=True, cheap_tokens=10, dear_is_right=True, dear_tokens=100),
        Trial(0.4, cheap_is_right=False, cheap_tokens=10, dear_is_right=True, dear_tokens=100),
        Trial(0.2, cheap_is_right=False, cheap_tokens=10, dear_is_right=False, dear_tokens=100),
    ]
    found = thresholds(trials)
    assert [(threshold.accept, threshold.tokens) for threshold in found] == [
        (0.0, 10),
        (0.4, pytest.approx(10 + 100 / 3)),
        (0.9, pytest.approx(10 + 200 / 3)),
        (1.01, 110),
    ]
    best = best_within(found, 80)
    assert best is not None
    assert (best.accept, best.accuracy, best.escalated) == (0.9, pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert best_within(found, 5) is None


def test_what_the_dear_pipeline_would_have_said_is_taken_from_the_others() -> None:
    asked = Trial(0.1, cheap_is_right=False, cheap_tokens=1, dear_is_right=True, dear_tokens=1)
    unasked = Trial(0.5, cheap_is_right=False, cheap_tokens=1, dear_is_right=None, dear_tokens=1)
    assert thresholds([asked, unasked])[-1].accuracy == 1.0
    with pytest.raises(ValueError, match="nothing to calibrate"):
        thresholds([])
