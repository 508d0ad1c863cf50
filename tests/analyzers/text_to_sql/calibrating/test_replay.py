"""A replayed question comes to what the cascade would have made of it, under any thresholds."""

from itertools import product
from random import Random

import pytest
from told_pipelines import SCHEMA, Scripted, SmallDatabase

from weft.analyzers.text_to_sql.calibrating.log_traces import Label, learn
from weft.analyzers.text_to_sql.calibrating.replay import Rule, replayed
from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.answer import Answer
from weft.analyzers.text_to_sql.routing.cache import now
from weft.analyzers.text_to_sql.routing.decision_log import logged
from weft.analyzers.text_to_sql.routing.router import Router
from weft.analyzers.text_to_sql.routing.trust import Trust

RIGHT = "SELECT name FROM singer WHERE age = 40"
SQLS = (
    RIGHT,
    "SELECT name FROM singer",
    "SELECT age FROM singer",
    "SELECT id FROM singer",
    "SELECT 1",
    "SELECT nmae",
    "",
)
QUESTION = Question("Which singers are 40?", SCHEMA)
TRUST = Trust(
    1.0,
    {
        "agreeing": 1.3,
        "differing": -1.1,
        "same result held possible": 1.2,
        "as many columns held possible": 0.7,
        "doubts": -2.4,
        "log of rows": -0.2,
        "tables": -0.5,
    },
)
FURTHER = (Candidate("", 0.3, Result(("name",), (("Bob",), ("Cy",)))), Candidate("", None, Result(("n",), ((1,),))))


def _pipelines(seed: int) -> list[Scripted]:
    """Return pipelines, cheapest first, with answers that often differ."""
    random = Random(seed)
    return [
        Scripted(
            f"p{at}",
            random.choice(SQLS),
            10**at,
            random.choice((0.05, 0.3, 0.5, 0.8, None)),
            besides=tuple(random.sample(FURTHER, random.randrange(3))),
        )
        for at in range(6)
    ]


def _answer(seed: int, policy: Cascade) -> Answer:
    return Router(_pipelines(seed), policy).answer(QUESTION, SmallDatabase())


@pytest.mark.parametrize("seed", range(20))
def test_a_replay_is_true_to_the_cascade(seed: int) -> None:
    whole = logged(_answer(seed, Cascade(TRUST, 1.0, 0.0, stop_after=99)), QUESTION, "cascade", now())
    labels = [Label(QUESTION.text, step.sql == RIGHT, pipeline=step.pipeline) for step in whole.steps]
    learnt = learn([whole], labels, TRUST)
    for accept, settle, stop_after in product((0.0, 0.2, 0.5, 0.7, 0.9, 0.99), (0.0, 0.3, 0.6), (2, 4, 99)):
        answer = _answer(seed, Cascade(TRUST, accept, settle, stop_after))
        fate = replayed(learnt.traces, Rule(accept, settle, stop_after), learnt.order).fate(learnt.traces[0])
        assert (fate.tokens, fate.answered, fate.right) == (
            answer.usage.tokens, answer.chosen is not None, answer.sql == RIGHT,
        ), (accept, settle, stop_after)  # fmt: skip
