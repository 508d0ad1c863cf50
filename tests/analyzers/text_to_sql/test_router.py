"""Questions go to the cheapest pipeline first and no further than they must; every step says why."""

from collections.abc import Sequence

import pytest
from routing import SCHEMA, Scripted, SmallDatabase, names

from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.estimate import Estimate
from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.policies.estimate_only import EstimateOnly
from weft.analyzers.text_to_sql.policies.fixed import Fixed
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.router import Router, know_nothing
from weft.analyzers.text_to_sql.routing.answer import Answer
from weft.analyzers.text_to_sql.routing.budget import Budget
from weft.analyzers.text_to_sql.routing.policy import Policy
from weft.analyzers.text_to_sql.trust import shipped_trust

RIGHT, WRONG = "SELECT name FROM singer WHERE age = 40", "SELECT name FROM singer"
QUESTION = Question("Which singers are 40?", SCHEMA)


def _answered(
    pipelines: Sequence[Scripted], policy: Policy | None = None, budget: Budget | None = None, rating: str = ""
) -> Answer:
    estimate = Estimate({Hardness(rating): 0.8}, tokens={pipeline.name: pipeline.tokens for pipeline in pipelines})
    router = Router(pipelines, policy or Cascade(shipped_trust()), lambda _: estimate, budget or Budget())
    return router.answer(QUESTION, SmallDatabase())


def _route(pipelines: Sequence[Scripted], budget: Budget | None = None) -> Answer:
    return _answered(pipelines, None, budget, "easy")


def test_a_sure_answer_costs_nothing_more() -> None:
    pipelines = [Scripted("offline", RIGHT, confidence=0.95), Scripted("basic", WRONG, 500)]
    answer = _route(pipelines)
    assert (answer.sql, answer.usage.tokens, names(pipelines)) == (RIGHT, 0, ["offline"])


def test_doubt_asks_again_and_agreement_settles_it() -> None:
    pipelines = [
        Scripted("offline", RIGHT, confidence=0.4),
        Scripted("basic", RIGHT, 500),
        Scripted("strong", WRONG, 9000),
    ]
    answer = _route(pipelines)
    assert (answer.sql, answer.usage.tokens, names(pipelines)) == (RIGHT, 500, ["offline", "basic"])
    assert "1 other answer gave the same result" in answer.reason
    assert [step.pipeline for step in answer.steps] == ["offline", "basic"]
    assert all(step.reason and step.decision.reason for step in answer.steps)


def test_disagreement_goes_up_and_the_best_supported_answer_wins() -> None:
    pipelines = [
        Scripted("offline", RIGHT, confidence=0.3),
        Scripted("basic", WRONG, 500),
        Scripted("strong", RIGHT, 9000),
    ]
    answer = _route(pipelines)
    assert (answer.sql, answer.usage.tokens) == (RIGHT, 9500)


def test_what_cannot_be_right_is_never_chosen() -> None:
    pipelines = [Scripted("offline", "DELETE FROM singer"), Scripted("basic", "SELECT nmae FROM singer", 10)]
    answer = _route(pipelines)
    assert answer.chosen is None
    assert answer.sql == ""
    assert answer.reason == "no answer is more than 0% likely to be right"


def test_a_failing_endpoint_is_a_step_like_any_other() -> None:
    pipelines = [Scripted("basic", None, 30), Scripted("strong", RIGHT, 90)]
    answer = _route(pipelines)
    assert answer.sql == RIGHT
    assert answer.usage.tokens == 120
    assert answer.steps[0].notes == ("the endpoint is away",)


@pytest.mark.parametrize(
    ("budget", "asked", "reason"),
    [
        (Budget(question_tokens=499), ["offline"], "the limit of 499 tokens for a question is reached"),
        (Budget(question_tokens=500), ["offline", "basic"], "the limit of 500 tokens for a question is reached"),
        (Budget(run_tokens=400), ["offline"], "the limit of 400 tokens for the run is reached"),
    ],
)
def test_a_budget_is_a_hard_stop(budget: Budget, asked: list[str], reason: str) -> None:
    pipelines = [
        Scripted("offline", RIGHT, confidence=0.3),
        Scripted("basic", WRONG, 500),
        Scripted("strong", RIGHT, 9000),
    ]
    answer = _route(pipelines, budget)
    assert names(pipelines) == asked
    assert answer.reason == reason
    assert answer.chosen is not None  # the best so far is told, with the reason why it is no better


def test_the_run_has_a_budget_too() -> None:
    pipelines = [Scripted("basic", WRONG, 500), Scripted("strong", RIGHT, 900)]
    router = Router(pipelines, Fixed("basic"), know_nothing, Budget(run_tokens=1000))
    answers = [router.answer(Question(f"Question {at}", SCHEMA), SmallDatabase()) for at in range(3)]
    assert [bool(answer.sql) for answer in answers] == [True, True, False]
    assert router.ledger.by_pipeline()["basic"].tokens == 1000


def test_the_same_question_is_answered_once() -> None:
    pipelines = [Scripted("offline", RIGHT, confidence=0.95)]
    router = Router(pipelines, Cascade(shipped_trust()))
    first = router.answer(QUESTION, SmallDatabase())
    again = router.answer(Question("  which SINGERS are 40 ", SCHEMA), SmallDatabase())
    assert (again.was_cached, again.sql, again.usage.tokens, pipelines[0].asked) == (True, first.sql, 0, 1)
    other = router.answer(Question('Which singers are "40"?', SCHEMA), SmallDatabase())
    assert not other.was_cached


def test_a_fixed_policy_asks_one_pipeline_only() -> None:
    pipelines = [Scripted("offline", RIGHT), Scripted("basic", WRONG, 500)]
    answer = _answered(pipelines, Fixed("basic"), None, "easy")
    assert (answer.sql, names(pipelines)) == (WRONG, ["basic"])


@pytest.mark.parametrize(("rating", "asked"), [("easy", ["offline"]), ("medium", ["basic"]), ("extra", ["strong"])])
def test_an_estimate_chooses_where_to_begin(rating: str, asked: list[str]) -> None:
    pipelines = [Scripted("offline", RIGHT), Scripted("basic", RIGHT, 500), Scripted("strong", RIGHT, 900)]
    answer = _answered(pipelines, EstimateOnly(), None, rating)
    assert names(pipelines) == asked
    assert answer.steps[0].reason == f"the question is probably {rating} (80%)"


def test_an_estimate_moves_on_where_an_answer_fails() -> None:
    pipelines = [Scripted("offline", ""), Scripted("basic", "SELECT x FROM singer", 5), Scripted("strong", RIGHT, 9)]
    answer = _answered(pipelines, EstimateOnly(), None, "easy")
    assert (answer.sql, names(pipelines)) == (RIGHT, ["offline", "basic", "strong"])


def test_many_answers_that_all_differ_end_it() -> None:
    sqls = [f"SELECT name FROM singer WHERE id = {at}" for at in range(1, 4)] + [WRONG, RIGHT]
    pipelines = [Scripted(f"p{at}", sql, 10, 0.1) for at, sql in enumerate(sqls)]
    answer = _route(pipelines)
    assert names(pipelines) == ["p0", "p1", "p2", "p3"]
    assert answer.chosen is None
