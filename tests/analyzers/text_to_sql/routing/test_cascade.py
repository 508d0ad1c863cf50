"""A cascade gives the answer that is most likely right of all that it has, and says how likely that is."""

import pytest
from told_pipelines import SCHEMA, Scripted, SmallDatabase

from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.answer import Answer
from weft.analyzers.text_to_sql.routing.policy import Action, taken
from weft.analyzers.text_to_sql.routing.router import Router
from weft.analyzers.text_to_sql.routing.trust import shipped_trust

RIGHT, WRONG = "SELECT name FROM singer WHERE age = 40", "SELECT name FROM singer"


def _answered(pipelines: list[Scripted], accept: float, settle: float = 0.1) -> Answer:
    router = Router(pipelines, Cascade(shipped_trust(), accept, settle))
    return router.answer(Question("Which singers are 40?", SCHEMA), SmallDatabase())


@pytest.mark.parametrize(("first", "second"), [(0.9, 0.3), (0.3, 0.9)])
def test_the_likeliest_answer_is_given_with_its_own_probability(first: float, second: float) -> None:
    answer = _answered([Scripted("a", RIGHT, 0, first), Scripted("b", WRONG, 500, second)], accept=1.0)
    assert (answer.pipeline, answer.sql) == (("a", RIGHT) if first > second else ("b", WRONG))
    whose = "what a answered" if first > second else "it"
    assert answer.reason == f"nobody is left to ask, and {whose} is {answer.probability:.0%} likely to be right"


def test_two_that_agree_give_way_to_one_that_is_likelier() -> None:
    pipelines = [Scripted("a", RIGHT, 0, 0.1), Scripted("b", RIGHT, 1, 0.1), Scripted("c", WRONG, 2, 0.99)]
    answer = _answered(pipelines, accept=0.85)
    assert [step.decision.action for step in answer.steps] == [Action.ESCALATE, Action.ESCALATE, Action.ACCEPT]
    assert answer.sql == WRONG


@pytest.mark.parametrize("threshold", (0.0, 0.5))
def test_what_is_no_answer_is_not_accepted_however_little_is_asked_for(threshold: float) -> None:
    answer = _answered([Scripted("a", ""), Scripted("b", "SELECT nmae FROM singer")], threshold, threshold)
    assert [step.decision.action for step in answer.steps] == [Action.ESCALATE, Action.STOP]
    assert answer.steps[0].decision.reason == "a has no answer"


def test_it_is_told_that_answers_which_all_differ_end_a_question() -> None:
    sqls = [f"SELECT name FROM singer WHERE id = {at}" for at in range(1, 4)] + [WRONG, RIGHT]
    answer = _answered([Scripted(f"p{at}", sql, 10, 0.3) for at, sql in enumerate(sqls)], accept=1.0, settle=0.0)
    assert [step.pipeline for step in answer.steps] == ["p0", "p1", "p2", "p3"]
    assert answer.reason.startswith("4 answers all differ, and it is ")


def test_nothing_is_told_to_be_certain() -> None:
    answer = _answered([Scripted(name, RIGHT, 1, 0.99) for name in "abcd"], accept=1.0)
    told = [step.decision.reason.rpartition(": ")[2] for step in answer.steps[1:3]]
    assert told == ["only 99% likely to be right"] * 2


@pytest.mark.parametrize(
    ("probabilities", "least", "place"),
    [
        ([], 0.0, None),
        ([0.0], 0.0, None),
        ([0.6], 0.7, None),
        ([0.8, 0.75], 0.7, 1),
        ([0.8, 0.65], 0.7, 0),
        ([0.8, 0.65], 0.3, 0),
        ([0.9, 0.5, 0.85, 0.79], 0.3, 2),
    ],
)
def test_of_answers_about_as_likely_that_of_the_dearest_is_taken(
    probabilities: list[float], least: float, place: int | None
) -> None:
    assert taken(probabilities, least) == place
