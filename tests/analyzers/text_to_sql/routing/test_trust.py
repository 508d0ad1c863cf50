"""Trust follows what can be seen of an answer."""

import pytest

from weft.analyzers.text_to_sql.complexity.estimate import Estimate
from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.routing.trust import Trust, facts_of, read_trust, shipped_trust, write_trust
from weft.analyzers.text_to_sql.training.trusting import Judged, fit_trust
from weft.analyzers.text_to_sql.verification.likeness import Likeness
from weft.analyzers.text_to_sql.verification.verify import Verified

ANSWER = Candidate("SELECT 1", result=Result(("x",), ((1,),)))
NOTHING = Estimate()


def test_a_second_opinion_counts_most() -> None:
    trust = shipped_trust()
    alone, agreed, differed = (
        trust.probability(Verified(ANSWER, agreeing=agreeing, differing=differing, likeness=likeness), NOTHING)
        for agreeing, differing, likeness in ((0, 0, Likeness()), (1, 0, Likeness(1, 1, 1)), (0, 1, Likeness()))
    )
    assert differed < alone < agreed
    assert agreed > 0.9
    assert differed < Cascade(trust).accept


def test_what_others_held_possible_counts_where_they_chose_something_else() -> None:
    trust = shipped_trust()
    unlike, shaped_alike, possible = (
        trust.probability(Verified(ANSWER, differing=1, likeness=likeness), NOTHING)
        for likeness in (Likeness(), Likeness(0, 0, 1), Likeness(0.4, 0.4, 1))
    )
    assert unlike < shaped_alike < possible


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


def test_what_a_pipeline_has_seen_itself_is_not_counted_twice() -> None:
    trust = Trust(0.0, {"tables": -1.0, "doubts": -1.0})
    own, others = (Candidate("SELECT 1", confidence, ANSWER.result) for confidence in (0.7, None))
    assert trust.probability(Verified(own, tables=3), NOTHING) == trust.probability(Verified(own), NOTHING)
    assert trust.probability(Verified(others, tables=3), NOTHING) < trust.probability(Verified(others), NOTHING)
    assert trust.probability(Verified(own, doubts=("",)), NOTHING) < trust.probability(Verified(own), NOTHING)


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
