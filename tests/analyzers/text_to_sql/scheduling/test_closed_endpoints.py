"""Endpoints that are closed, away or busy: who is asked instead, who is told, and what a try is."""

import asyncio

import pytest
from faulty import FakeEndpoint, always, call, first, jobs, outcomes, worker
from msgspec.structs import replace
from virtual_time import run

from weft.analyzers.text_to_sql.scheduling.asking import Asking
from weft.analyzers.text_to_sql.scheduling.call import CallFailed
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job
from weft.analyzers.text_to_sql.scheduling.outcome import Outcome, State
from weft.analyzers.text_to_sql.scheduling.retry import Retry

_CLOSED = CallFailed("does not let us in", is_closed=True)


def _answered(*endpoints: FakeEndpoint, count: int = 20, retry: Retry | None = None) -> tuple[list[Outcome], list[str]]:
    """Return the outcomes of questions, and what is told of endpoints meanwhile."""
    notes: list[str] = []
    dispatcher = Dispatcher(
        [(endpoint.worker, endpoint) for endpoint in endpoints],
        retry=retry or Retry(),
        note=notes.append,
        at_once=4,
        slo=10_000,
    )
    return run(outcomes(dispatcher, jobs(count))), notes


def test_an_endpoint_that_lets_nobody_in_is_taken_out_and_told() -> None:
    closed, sound = FakeEndpoint(worker("closed", decode=100), always(_CLOSED)), FakeEndpoint(worker("sound"))
    found, notes = _answered(closed, sound, retry=Retry(attempts=1))
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert notes == ["closed is asked no more: does not let us in"]
    assert len(closed.began) <= closed.most


def test_an_endpoint_that_is_away_is_given_rests_and_then_taken_out() -> None:
    away, sound = FakeEndpoint(worker("away", decode=1000), always(OSError("no route"))), FakeEndpoint(worker("sound"))
    found, notes = _answered(away, sound, count=60)
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert notes == [
        "away fails again and again, and has a rest: away: OSError: no route",
        "away is asked no more: away: OSError: no route",
    ]
    assert max(at for at, _ in away.began) < 90 < max(at for at, _ in sound.began)


def test_an_endpoint_that_comes_back_in_time_stays() -> None:
    endpoint = FakeEndpoint(worker("back"), first(5, OSError("restarting")))
    found, notes = _answered(endpoint, retry=Retry(attempts=8))
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert [note for note in notes if "no more" in note] == []


def test_an_endpoint_that_wants_a_rest_of_hours_is_taken_out() -> None:
    busy, sound = FakeEndpoint(worker("busy"), always(CallFailed("tomorrow", retry_after=9000))), FakeEndpoint(worker())
    found, notes = _answered(busy, sound)
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert notes == ["busy is asked no more: tomorrow"]


def test_where_no_endpoint_is_left_each_question_is_told_why() -> None:
    found, _ = _answered(FakeEndpoint(worker("one"), always(_CLOSED)), FakeEndpoint(worker("two"), always(_CLOSED)))
    assert {outcome.reason for outcome in found} == {
        "generate: no endpoint is left: one: does not let us in; two: does not let us in"
    }


def test_to_be_turned_away_is_no_try() -> None:
    endpoint = FakeEndpoint(worker(), first(12, CallFailed("busy", retry_after=1)))
    found, notes = _answered(endpoint, count=3, retry=Retry(attempts=1))
    assert ({outcome.state for outcome in found}, notes) == ({State.FINISHED}, [])


def test_who_is_always_turned_away_gives_up() -> None:
    endpoint = FakeEndpoint(worker(), always(CallFailed("busy", retry_after=1)))
    ((outcome,), _) = _answered(endpoint, count=1, retry=Retry(turned_away=5))
    assert (outcome.state, outcome.reason, len(endpoint.began)) == (State.FAILED, "generate: busy (try 6)", 6)


@pytest.mark.parametrize(
    ("model", "answer"),
    [("small", "small"), ("large", "large"), ("tiny", "generate: no endpoint has the model tiny")],
)
def test_a_call_goes_where_its_model_runs(model: str, answer: str) -> None:
    async def ask(asking: Asking) -> object:
        await asyncio.gather(*(asking.complete(replace(call(number), model=model)) for number in range(5)))
        return next(endpoint.worker.model for endpoint in endpoints if endpoint.began)

    endpoints = [FakeEndpoint(worker(name, model=name)) for name in ("small", "large")]
    dispatcher = Dispatcher([(endpoint.worker, endpoint) for endpoint in endpoints])
    (outcome,) = run(outcomes(dispatcher, [Job("q", ask)]))
    assert (outcome.answer or outcome.reason) == answer
    assert sum(bool(endpoint.began) for endpoint in endpoints) == (outcome.state is State.FINISHED)
