"""Thresholds learn from a log, keep to their budget, and are measured on what they were not chosen on."""

from collections.abc import Sequence

import pytest
from logs import COST, TOKENS, entry, many, step
from msgspec.structs import replace

from weft.analyzers.text_to_sql.calibrating.choosing import Goal, OutOfReach, alternatives, choose, crossed, thresholds
from weft.analyzers.text_to_sql.calibrating.isotonic import fit_calibration
from weft.analyzers.text_to_sql.calibrating.log_traces import Label, learn
from weft.analyzers.text_to_sql.calibrating.replay import Attempted, Rule, Trace, mean, replayed
from weft.analyzers.text_to_sql.routing.trust import shipped_trust

ORDER = ("offline", "basic")


def trace(*attempts: tuple[float, bool], is_whole: bool = True, database: str = "shop") -> Trace:
    """Return a question whose attempts are this probable, and right or not; each takes ten tokens for each before."""
    return Trace(
        database,
        tuple(
            Attempted(ORDER[at], probability, is_right, 10.0 * at, earlier=tuple(one for one, _ in attempts[:at]))
            for at, (probability, is_right) in enumerate(attempts)
        ),
        is_whole,
    )


def right(question: Trace) -> list[bool]:
    return [attempt.is_right for attempt in question.attempts]


def test_a_calibration_rises_through_what_answers_were_worth() -> None:
    scores = [0.1] * 40 + [0.5] * 40 + [0.6] * 40 + [0.9] * 40
    worth = [True] * 4 + [False] * 36 + [True] * 24 + [False] * 16 + [True] * 16 + [False] * 24 + [True] * 40
    found = fit_calibration(scores, worth)
    assert found.scores == (0.1, 0.55, 0.9)
    assert found.probabilities == (0.1, 0.5, 0.99)
    assert fit_calibration(scores[::-1], worth[::-1]) == found
    with pytest.raises(ValueError, match="no answers"):
        fit_calibration([], [])


@pytest.mark.parametrize(
    ("rule", "right_share", "answered", "escalated", "tokens"),
    [
        (Rule(0.3, 0.2), 1 / 3, 1.0, 0.0, 0.0),
        (Rule(0.6, 0.2), 2 / 3, 1.0, 2 / 3, 20 / 3),
        (Rule(0.6, 0.5), 2 / 3, 2 / 3, 2 / 3, 20 / 3),
        (Rule(1.0, 0.99), 0.0, 0.0, 1.0, 10.0),
    ],
)
def test_questions_are_replayed(
    rule: Rule, right_share: float, answered: float, escalated: float, tokens: float
) -> None:
    traces = [
        trace((0.9, True), (0.9, True)),
        trace((0.4, False), (0.8, True)),
        trace((0.3, False), (0.3, False)),
    ]
    fate = mean([replayed(traces, rule, ORDER).fate(one) for one in traces])
    assert (fate.right, fate.answered) == (pytest.approx(right_share), pytest.approx(answered))
    assert (fate.escalated, fate.tokens) == (pytest.approx(escalated), pytest.approx(tokens))


def test_nothing_is_learnt_of_a_pipeline_whose_model_failed() -> None:
    first = step("offline", "SELECT 1", confidence=0.5)
    second = step("basic", "SELECT 1", (first,))
    failed = replace(second, sql="", failure="the endpoint is away", agrees_with=())
    learnt = learn([entry(first, second), entry(first, failed), entry(failed)], (), shipped_trust())
    assert [right(one) for one in learnt.traces] == [[True, True]]
    label = Label("How many?", is_right=True, pipeline="offline")
    assert [right(one) for one in learn([entry(first, failed)], [label], shipped_trust()).traces] == [[True]]


def test_what_a_log_does_not_tell_is_taken_from_the_others() -> None:
    known, unknown = trace((0.2, False), (0.9, True)), trace((0.5, True), is_whole=False)
    replay = replayed([known, unknown], Rule(0.8, 0.3), ORDER)
    assert (replay.fate(unknown).right, replay.fate(unknown).tokens) == (1.0, 10.0)
    assert replayed([unknown], Rule(0.8, 0.3), ORDER).fate(unknown).right == 1.0  # nobody was ever asked on


def test_people_say_what_was_right() -> None:
    first = step("offline", "SELECT 1", confidence=0.5)
    entries = [
        entry(first, step("basic", "SELECT 1", (first,)), is_right=True, question="a"),
        entry(first, step("basic", "SELECT 2", (first,)), is_right=True, question="b"),
        entry(first, step("basic", "SELECT 2", (first,)), is_right=False, question="c"),
        entry(first, question="nobody knows"),
    ]
    learnt = learn(entries, (), shipped_trust())
    assert (learnt.is_labelled, learnt.order, learnt.questions) == (True, ORDER, 4)
    assert [right(one) for one in learnt.traces] == [[True, True], [False, True], [False, False]]
    labels = [Label("c", is_right=True, pipeline="offline"), Label("b", is_right=False, schema="another")]
    assert [right(one) for one in learn(entries, labels, shipped_trust()).traces][1:] == [[False, True], [True, False]]


def test_else_the_dearest_pipeline_is_believed() -> None:
    first = step("offline", "SELECT 1", confidence=0.5)
    entries = [
        entry(first, step("basic", "SELECT 1", (first,))),
        entry(first, step("basic", "SELECT 2", (first,))),
        entry(first),
    ]
    learnt = learn(entries, (), shipped_trust())
    assert not learnt.is_labelled
    assert [right(one) for one in learnt.traces] == [[True, True], [False, True]]
    assert learn([], (), shipped_trust()).traces == ()


def test_probabilities_are_those_of_today() -> None:
    unsure, sure = (step("offline", "SELECT 1", confidence=confidence) for confidence in (0.2, 0.95))
    traces = learn([entry(unsure, is_right=True), entry(sure, is_right=True)], (), shipped_trust()).traces
    assert traces[0].attempts[0].probability < 0.3 < 0.9 < traces[1].attempts[0].probability


def chosen_on(traces: Sequence[Trace], goal: Goal) -> tuple[float, float, float | None]:
    choice = choose(traces, ORDER, goal, 0.35)
    seen = choice.seen(traces)
    fate = mean([replayed(seen, choice.rule, ORDER).fate(one) for one in seen])
    return fate.right, fate.tokens, fate.precision


def test_more_tokens_make_more_right() -> None:
    traces = learn(many(200), (), shipped_trust()).traces
    found = [chosen_on(traces, Goal(tokens=tokens)) for tokens in (0, 300, 700, TOKENS)]
    shares, tokens = [one[0] for one in found], [one[1] for one in found]
    assert shares == sorted(shares)
    assert shares[0] < 0.65 < 0.8 < shares[-1]
    assert all(taken <= limit for taken, limit in zip(tokens, (0, 300, 700, TOKENS), strict=True))


def test_precision_is_bought_with_silence() -> None:
    traces = learn(many(200), (), shipped_trust()).traces
    precise, free = chosen_on(traces, Goal(precision=0.93)), chosen_on(traces, Goal(tokens=TOKENS))
    assert precise[2] is not None
    assert precise[2] >= 0.93
    assert precise[0] < free[0]


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        (Goal(precision=0.9), "no threshold makes 90.0% of the answers right: the best makes it 50.0%"),
        (Goal(tokens=-1), "takes 0 tokens"),
        (Goal(cost=-1), "costs 0.0000"),
        (Goal(tokens=0, precision=0.5), "not all together"),
    ],
)
def test_what_no_threshold_reaches_is_said(goal: Goal, message: str) -> None:
    traces = [trace((0.5, False), (0.8, at % 2 == 0)) for at in range(10)]
    with pytest.raises(OutOfReach, match=message):
        choose(traces, ORDER, goal, 0.35)


def test_a_question_never_sees_its_own_answer() -> None:
    traces = [trace((0.5, one < 3), (0.5, True), database=f"database {one}") for one in range(6)]
    fates = crossed(traces, ORDER, Goal(tokens=0), 0.35)
    assert len(fates) == 6
    assert all(fate.tokens == 0 for fate in fates)
    lying = [trace((0.9, False), (0.9, True), database="liar"), *(trace((0.9, True), (0.9, True)) for _ in range(9))]
    assert crossed(lying, ORDER, Goal(tokens=10), 0.35)[0].right == 0.0  # the others speak for accepting


def test_thresholds_lie_between_what_occurs() -> None:
    assert thresholds([0.2, 0.4, 0.8], 40) == [0.0, 0.3, 0.6, 1.0]
    assert len(thresholds([at / 1000 for at in range(1000)], 20)) == 22


def test_alternatives_hold_the_chosen_rule() -> None:
    traces = learn(many(60), (), shipped_trust()).traces
    choice = choose(traces, ORDER, Goal(cost=COST / 2), 0.35)
    near = alternatives(traces, ORDER, choice)
    assert choice.rule in [rule for rule, _ in near]
    shares = [fate.escalated for _, fate in near]
    assert shares == sorted(shares)
