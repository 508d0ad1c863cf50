"""Questions go to the cheapest pipeline first and no further than they must; every step says why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

import pytest
from msgspec.structs import replace
from told_pipelines import SCHEMA, Scripted, SmallDatabase, names

from weft.analyzers.text_to_sql.complexity.estimate import Estimate
from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.pipelines import PIPELINES
from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.policies.enough_tier import EnoughTier
from weft.analyzers.text_to_sql.policies.estimate_only import EstimateOnly
from weft.analyzers.text_to_sql.policies.fixed import Fixed
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.answer import Answer
from weft.analyzers.text_to_sql.routing.budget import Budget
from weft.analyzers.text_to_sql.routing.cache import Cache, Match, Remembered, key_of
from weft.analyzers.text_to_sql.routing.policy import Action, Policy
from weft.analyzers.text_to_sql.routing.router import Router, UnknownPipeline, know_nothing
from weft.analyzers.text_to_sql.routing.trust import shipped_trust
from weft.analyzers.text_to_sql.settings import Settings
from weft.analyzers.text_to_sql.stages import Stage

RIGHT, WRONG = "SELECT name FROM singer WHERE age = 40", "SELECT name, age FROM singer"
QUESTION = Question("Which singers are 40?", SCHEMA)
TIME = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def _answered(
    pipelines: Sequence[Scripted], policy: Policy | None = None, budget: Budget | None = None, rating: str = ""
) -> Answer:
    tokens = {pipeline.name: pipeline.tokens for pipeline in pipelines}
    costs = {name: count / 1000 if count < 1000 else 9 for name, count in tokens.items()}
    estimate = Estimate({Hardness(rating): 0.8}, first_tokens=tokens, first_costs=costs)
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
    first, second = answer.steps
    assert (first.reason, second.reason) == ("the cheapest begins", f"offline left it open: {first.decision.reason}")


def test_disagreement_goes_up_and_the_best_supported_answer_wins() -> None:
    pipelines = [
        Scripted("offline", RIGHT, confidence=0.3),
        Scripted("basic", WRONG, 500),
        Scripted("strong", RIGHT, 9000),
    ]
    answer = _route(pipelines)
    assert (answer.sql, answer.usage.tokens) == (RIGHT, 9500)


def test_what_others_held_possible_makes_an_answer_likelier() -> None:
    found = Result(("name",), (("Bob",), ("Cy",)))
    second = Candidate(RIGHT, 0.3, found)
    alone, backed = (
        _route([Scripted("offline", WRONG, confidence=0.3, besides=besides), Scripted("basic", RIGHT, 500)])
        for besides in ((), (second,))
    )
    assert [step.verified.likeness.same for step in backed.steps if step.verified] == [0, 0.5]
    assert (alone.probability or 0) < (backed.probability or 0)
    assert "50% of what another held possible gives the same" in backed.reason


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
    assert [step.failure for step in answer.steps] == ["the endpoint is away", ""]


@pytest.mark.parametrize(
    ("budget", "asked", "reason"),
    [
        (
            Budget(question_tokens=499),
            ["offline"],
            "the limit of 499 tokens for a question would be passed: a call of basic takes about 500 tokens",
        ),
        (
            Budget(question_tokens=500),
            ["offline", "basic"],
            "the limit of 500 tokens for a question is reached: a call of strong takes about 9,000 tokens",
        ),
        (
            Budget(run_tokens=400),
            ["offline"],
            "the limit of 400 tokens for the run would be passed: a call of basic takes about 500 tokens",
        ),
        (
            Budget(question_tokens=0),
            ["offline"],
            "the limit of 0 tokens for a question is reached: a call of basic takes about 500 tokens",
        ),
        (
            Budget(run_cost=0.5),
            ["offline", "basic"],
            "the limit of 0.5 for the cost of the run would be passed: a call of strong takes about 9,000 tokens",
        ),
    ],
)
def test_a_budget_is_a_hard_stop(budget: Budget, asked: list[str], reason: str) -> None:
    pipelines = [
        Scripted("offline", RIGHT, confidence=0.6),
        Scripted("basic", WRONG, 500),
        Scripted("strong", RIGHT, 9000),
    ]
    answer = _answered(pipelines, Cascade(shipped_trust(), settle=0.1), budget, "easy")
    assert names(pipelines) == asked
    assert answer.reason.startswith(reason)
    assert "; nobody is left to ask, and " in answer.reason
    assert answer.chosen is not None  # the best so far is told, with the reason why it is no better
    assert answer.steps[-1].decision.reason == answer.reason


def test_a_budget_makes_nobody_say_what_would_not_be_said_without_it() -> None:
    limited = [Scripted("offline", RIGHT, confidence=0.05), Scripted("basic", WRONG, 500)]
    answer, alone = _route(limited, Budget(question_tokens=0)), _route(limited[:1])
    assert (answer.chosen, alone.chosen) == (None, None)
    assert answer.reason == f"{answer.reason.partition(';')[0]}; {alone.reason}"
    assert answer.steps[-1].decision.action is Action.STOP


@pytest.mark.parametrize(("first", "asked"), [(300, ["basic"]), (501, [])])
def test_a_pipeline_of_several_calls_is_asked_where_its_first_fits(first: float, asked: list[str]) -> None:
    pipelines = [Scripted("basic", RIGHT, 400)]
    estimate = Estimate(tokens={"basic": 900.0}, first_tokens={"basic": first})
    Router(pipelines, Fixed("basic"), lambda _: estimate, Budget(500)).answer(QUESTION, SmallDatabase())
    assert names(pipelines) == asked


def test_the_run_has_a_budget_too() -> None:
    pipelines = [Scripted("basic", WRONG, 500), Scripted("strong", RIGHT, 900)]
    router = Router(pipelines, Fixed("basic"), know_nothing, Budget(run_tokens=1000))
    answers = [router.answer(Question(f"Question {at}", SCHEMA), SmallDatabase()) for at in range(3)]
    assert [bool(answer.sql) for answer in answers] == [True, True, False]
    assert router.ledger.by_pipeline()["basic"].tokens == 1000


def test_the_ledger_tells_stages_apart() -> None:
    """What a pipeline does not share out was for drafting; verifying is what the router does besides."""
    pipelines = [Scripted("offline", ""), Scripted("basic", WRONG, 500), Scripted("strong", WRONG, 9000)]
    router = Router(pipelines, Cascade(shipped_trust(), accept=1.0))
    answer = router.answer(QUESTION, SmallDatabase())
    stages = router.ledger.by_stage()
    assert {name: list(found) for name, found in stages.items()} == {
        "offline": ["drafting"],
        "basic": ["drafting", "verification"],
        "strong": ["drafting", "verification"],
    }
    assert stages["basic"][Stage.DRAFTING] == Usage(prompt_tokens=500, calls=1)
    assert 0 < stages["basic"][Stage.VERIFICATION].seconds == answer.steps[1].usage.seconds
    assert router.ledger.total == answer.usage


def test_the_same_question_is_answered_once() -> None:
    pipelines = [Scripted("offline", RIGHT, confidence=0.95)]
    router = Router(pipelines, Cascade(shipped_trust()))
    first = router.answer(QUESTION, SmallDatabase())
    again = router.answer(Question("  which SINGERS are 40 ", SCHEMA), SmallDatabase())
    assert (again.was_cached, again.sql, again.usage.tokens, pipelines[0].asked) == (True, first.sql, 0, 1)
    other = router.answer(Question('Which singers are "40"?', SCHEMA), SmallDatabase())
    assert not other.was_cached


def test_what_is_remembered_is_the_sql_and_its_rows_are_of_now() -> None:
    router = Router([Scripted("offline", RIGHT, confidence=0.95)], Cascade(shipped_trust()), clock=lambda: TIME)
    router.answer(QUESTION, SmallDatabase())
    database = SmallDatabase()
    again = router.answer(Question("Which singers are 40", SCHEMA), database)
    assert database.asked == [RIGHT]
    assert again.reason == ("it was answered before, on 2026-05-04, as “Which singers are 40?”; its rows are of now")
    assert (again.pipeline, again.remembered and again.remembered.time) == ("offline", TIME)
    kept = cast("Cache", router.cache).answers.values()
    assert len(kept) == len(Match)
    assert "Bob" not in repr(kept)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (QUESTION.text, Match.EXACT),
        ("which singers are 40", Match.NORMALISED),
        (f"{QUESTION.text} ", Match.NORMALISED),
        ("Which singers are not 40?", None),
    ],
)
def test_it_is_told_how_alike_the_earlier_question_is(text: str, match: Match | None) -> None:
    router = Router([Scripted("offline", RIGHT, confidence=0.95)], Cascade(shipped_trust()))
    router.answer(QUESTION, SmallDatabase())
    assert router.answer(Question(text, SCHEMA), SmallDatabase()).match is match


def test_only_the_same_letters_serve_where_that_is_wished_for() -> None:
    router = Router([Scripted("offline", RIGHT, confidence=0.95)], Cascade(shipped_trust()), matches=[Match.EXACT])
    texts = (QUESTION.text, "which singers are 40", "which singers are 40")
    found = [router.answer(Question(text, SCHEMA), SmallDatabase()).match for text in texts]
    assert found == [None, None, Match.EXACT]


def test_evidence_counts_letter_for_letter_too() -> None:
    router = Router([Scripted("offline", RIGHT, confidence=0.95)], Cascade(shipped_trust()))
    router.answer(Question(QUESTION.text, SCHEMA, "Age in years"), SmallDatabase())
    again = router.answer(Question(QUESTION.text, SCHEMA, "age in years"), SmallDatabase())
    assert again.match is Match.NORMALISED


def test_another_limit_of_tokens_is_another_question() -> None:
    cache = Cache()
    for limit in (None, 500):
        pipelines = [Scripted("offline", RIGHT, confidence=0.95)]
        router = Router(pipelines, Cascade(shipped_trust()), budget=Budget(question_tokens=limit), cache=cache)
        assert not router.answer(QUESTION, SmallDatabase()).was_cached


def test_sql_that_runs_no_more_is_forgotten() -> None:
    router = Router([Scripted("offline", RIGHT, confidence=0.95)], Cascade(shipped_trust()))
    router.cache.keep(key_of(QUESTION, router.settings), Remembered("", "SELECT gone FROM singer", "basic", TIME))
    answer = router.answer(QUESTION, SmallDatabase())
    assert (answer.was_cached, answer.sql) == (False, RIGHT)


@pytest.mark.parametrize(
    ("pipelines", "budget"),
    [
        ([Scripted("offline", RIGHT, confidence=0.4), Scripted("basic", None)], Budget()),
        ([Scripted("offline", RIGHT, confidence=0.4), Scripted("basic", RIGHT, 500)], Budget(question_tokens=400)),
    ],
)
def test_what_was_taken_for_want_of_better_is_not_remembered(pipelines: list[Scripted], budget: Budget) -> None:
    estimate = Estimate(first_tokens={"basic": 500})
    cascade = Cascade(shipped_trust(), accept=0.9)
    router = Router(pipelines, cascade, lambda _: estimate, budget)
    assert router.answer(QUESTION, SmallDatabase()).sql == RIGHT
    assert not router.answer(QUESTION, SmallDatabase()).was_cached


def test_other_models_answer_anew() -> None:
    cache = Cache()
    chats = [Settings("http://localhost:9", model=model) for model in ("small", "large")]
    settings = {
        Router([kind.make(set_)], Fixed(kind.name), cache=cache).settings
        for set_ in (*chats, replace(chats[0], schema_tokens=9))
        for kind in PIPELINES[1:]
    }
    assert len(settings) == 9


def test_a_fixed_policy_asks_one_pipeline_only() -> None:
    pipelines = [Scripted("offline", RIGHT), Scripted("basic", WRONG, 500)]
    answer = _answered(pipelines, Fixed("basic"), None, "easy")
    assert (answer.sql, names(pipelines)) == (WRONG, ["basic"])


def test_a_policy_that_names_no_pipeline_is_told_those_there_are() -> None:
    router = Router([Scripted("offline", RIGHT), Scripted("basic", RIGHT)], Fixed("basci"))
    with pytest.raises(UnknownPipeline, match="fixed begins with 'basci'; there are offline, basic"):
        router.answer(QUESTION, SmallDatabase())


@pytest.mark.parametrize(("rating", "asked"), [("easy", ["offline"]), ("medium", ["basic"]), ("extra", ["strong"])])
def test_an_estimate_chooses_where_to_begin(rating: str, asked: list[str]) -> None:
    pipelines = [Scripted("offline", RIGHT), Scripted("basic", RIGHT, 500), Scripted("strong", RIGHT, 900)]
    answer = _answered(pipelines, EstimateOnly(), None, rating)
    assert names(pipelines) == asked
    assert answer.steps[0].reason == f"the question is probably {rating} (80%)"


@pytest.mark.parametrize(
    ("tiers", "asked", "reason"),
    [
        ({"basic": 0.8, "strong": 0.2}, ["basic"], "the tier basic is probably enough (80%)"),
        ({"basic": 0.6, "strong": 0.4}, ["strong"], "the tier strong is probably enough (99%)"),
        (
            {"basic": 0.3, "unset": 0.5, "strong": 0.2},
            ["strong"],
            "the tier unset is probably enough (80%), and cannot be asked",
        ),
        ({"unset": 1.0}, ["strong"], "the tier unset is probably enough (99%), and cannot be asked"),
        ({}, ["offline"], "nothing is known of the tier that will do, so the cheapest begins"),
    ],
)
def test_an_estimate_names_the_tier_that_is_enough(tiers: dict[str, float], asked: list[str], reason: str) -> None:
    pipelines = [Scripted("offline", RIGHT), Scripted("basic", RIGHT, 500), Scripted("strong", RIGHT, 900)]
    answer = Router(pipelines, EnoughTier(), lambda _: Estimate(tiers=tiers)).answer(QUESTION, SmallDatabase())
    assert (names(pipelines), answer.steps[0].reason) == (asked, reason)


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
